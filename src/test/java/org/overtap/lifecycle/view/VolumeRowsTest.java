package org.overtap.lifecycle.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.query.MadeRow;
import org.overtap.record.table.Column;

/** What passed on each segment, against sums that are made without any of it. */
class VolumeRowsTest {
    private static final long START = 1_795_848_100_000_000L;
    private static final long SECOND = 1_000_000;

    private static SegmentVolume volume(MadeFlows flows) throws Exception {
        return MeasuredVolume.of(flows).volume();
    }

    private static MadeRow row(String segment, Long first, Long last, long packets, long bytes) {
        return MadeRow.of(
                Column.SEGMENT,
                segment,
                Column.FIRST,
                first,
                Column.LAST,
                last,
                Column.PACKETS,
                packets,
                Column.BYTES,
                bytes,
                Column.PROTOCOL,
                17);
    }

    private static SegmentVolume volume(MadeRow... rows) throws Exception {
        return volume(new MadeFlows(List.of(rows), List.of()));
    }

    private static Stream<MadeRow> all(MadeFlows flows) {
        return Stream.concat(flows.flows().stream(), flows.crossings().stream());
    }

    private static Map<String, Long> sums(MadeFlows flows, Column column) {
        return all(flows)
                .collect(Collectors.groupingBy(
                        row -> row.text(Column.SEGMENT),
                        TreeMap::new,
                        Collectors.summingLong(row -> row.number(column))));
    }

    @Test
    void everySegmentHasAllThatCrossedIt() throws Exception {
        MadeFlows flows = MadeFlows.random(5, 3000);
        SegmentVolume volume = volume(flows);
        Map<String, Long> bytes = new TreeMap<>();
        Map<String, Long> packets = new TreeMap<>();
        volume.segments().forEach((name, passed) -> {
            bytes.put(name, passed.totalBytes());
            packets.put(name, passed.totalPackets());
        });
        assertThat(bytes).hasSize(5).isEqualTo(sums(flows, Column.BYTES));
        assertThat(packets).isEqualTo(sums(flows, Column.PACKETS));
        assertThat(volume.segments().values().stream()
                        .mapToLong(SegmentVolume.Passed::flows)
                        .sum())
                .isEqualTo(flows.flows().size() + flows.crossings().size());
    }

    /** Bytes of a flow that passed before a time, if they passed evenly. */
    private static BigInteger before(MadeRow row, long time) {
        long first = row.number(Column.FIRST);
        long last = row.number(Column.LAST);
        BigInteger bytes = BigInteger.valueOf(row.number(Column.BYTES));
        if (time > last) {
            return bytes;
        }
        return time <= first
                ? BigInteger.ZERO
                : bytes.multiply(BigInteger.valueOf(time - first)).divide(BigInteger.valueOf(last - first));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 30, 700, 40_000, 9_000_000, 3_000_000_000L})
    void stepsAreFewAndEachHasWhatPassedInIt(long seconds) throws Exception {
        Random random = new Random(seconds);
        List<MadeRow> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long first = START + random.nextLong(seconds * SECOND);
            long took = random.nextBoolean() ? 0 : random.nextLong(Math.min(seconds, 2000) * SECOND);
            long packets = 1 + random.nextInt(1000);
            rows.add(row("s" + random.nextInt(2), first, first + took, packets, packets * 100));
        }
        SegmentVolume volume = volume(rows.toArray(MadeRow[]::new));
        assertThat(volume.steps()).isBetween(10, 120);
        assertThat(volume.first() % volume.everyMicros()).isZero();
        for (String segment : List.of("s0", "s1")) {
            long[] expected = new long[volume.steps()];
            for (int i = 0; i < expected.length; i++) {
                long from = volume.first() + i * volume.everyMicros();
                expected[i] = rows.stream()
                        .filter(row -> row.text(Column.SEGMENT).equals(segment))
                        .map(row -> before(row, from + volume.everyMicros()).subtract(before(row, from)))
                        .mapToLong(BigInteger::longValueExact)
                        .sum();
            }
            SegmentVolume.Passed passed = volume.segments().get(segment);
            assertThat(passed.bytes()).isEqualTo(expected);
            assertThat(Arrays.stream(passed.bytes()).sum()).isEqualTo(passed.totalBytes());
            assertThat(Arrays.stream(passed.packets()).sum()).isEqualTo(passed.totalPackets());
        }
    }

    @Test
    void whatHasNoTimeIsInNoStepAndInTheSum() throws Exception {
        SegmentVolume timeless = volume(
                row("a", null, null, 1, 50), row("a", 0L, 0L, 1, 60), row("a", Long.MAX_VALUE, Long.MAX_VALUE, 1, 70));
        assertThat(timeless.steps()).isZero();
        assertThat(timeless.segments().get("a").bytes()).isEmpty();
        assertThat(timeless.segments().get("a").totalBytes()).isEqualTo(180);
        SegmentVolume one = volume(row("a", START, null, 2, 90), row("b", null, START + SECOND, 1, 7));
        assertThat(one.segments().get("a").bytes()).startsWith(90).hasSize(one.steps());
        assertThat(one.segments().get("b").bytes()).endsWith(7);
    }

    @Test
    void aFlowThatEndsBeforeItBeginsIsWhereItBegins() throws Exception {
        SegmentVolume volume = volume(row("a", START, START - 5 * SECOND, 2, 90));
        assertThat(volume.steps()).isOne();
        assertThat(volume.segments().get("a").bytes()).containsExactly(90);
    }

    @Test
    void nothingIsNothing() throws Exception {
        SegmentVolume volume = volume();
        assertThat(volume.steps()).isZero();
        assertThat(volume.segments()).isEmpty();
    }

    @Test
    void countsThatNoSumHoldsStayAtTheLargestNumber() throws Exception {
        SegmentVolume volume =
                volume(row("a", START, START, 1, Long.MAX_VALUE), row("a", START, START, 1, Long.MAX_VALUE));
        assertThat(volume.segments().get("a").totalBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(volume.segments().get("a").bytes()).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void theLargestFlowsAreSummedOverTheirRows() throws Exception {
        MadeFlows flows = MadeFlows.random(8, 4000);
        SegmentVolume volume = volume(flows);
        Map<List<Object>, Long> bytes = all(flows)
                .filter(row -> row.text(Column.SEGMENT).equals("lan2"))
                .collect(Collectors.groupingBy(
                        row -> Arrays.asList(
                                row.value(Column.PROTOCOL),
                                row.value(Column.SRC),
                                row.value(Column.SRC_PORT),
                                row.value(Column.DST),
                                row.value(Column.DST_PORT)),
                        Collectors.summingLong(row -> row.number(Column.BYTES))));
        List<Long> largest = bytes.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(10)
                .toList();
        assertThat(volume.segments().get("lan2").top())
                .extracting(SegmentVolume.TopFlow::bytes)
                .isEqualTo(largest);
    }

    @Test
    void aFlowIsToldByItsEndsAndTheirNodes() throws Exception {
        SegmentVolume volume = volume(
                MadeRow.of(
                        Column.SEGMENT,
                        "a",
                        Column.PACKETS,
                        1,
                        Column.BYTES,
                        9,
                        Column.PROTOCOL,
                        6,
                        Column.SRC,
                        "10.0.0.1",
                        Column.SRC_PORT,
                        80,
                        Column.SRC_NODE,
                        "n1",
                        Column.DST,
                        "fd00::2",
                        Column.DST_PORT,
                        443),
                MadeRow.of(
                        Column.SEGMENT,
                        "a",
                        Column.PACKETS,
                        1,
                        Column.BYTES,
                        8,
                        Column.PROTOCOL,
                        250,
                        Column.SRC,
                        "fd00::1",
                        Column.DST,
                        "10.0.0.2",
                        Column.DST_NODE,
                        "n2"));
        assertThat(volume.segments().get("a").top())
                .containsExactly(
                        new SegmentVolume.TopFlow("10.0.0.1:80 (n1)", "[fd00::2]:443", "TCP", 1, 9),
                        new SegmentVolume.TopFlow("fd00::1", "10.0.0.2 (n2)", "250", 1, 8));
    }

    @Test
    void moreFlowsThanAreHeldLeaveTheLargestAndSayIt() throws Exception {
        List<MadeRow> rows = new ArrayList<>();
        for (int i = 0; i < 210_000; i++) {
            long bytes = i % 21_000 == 0 ? 1_000_000 + i : 40;
            rows.add(MadeRow.of(
                    Column.SEGMENT,
                    "a",
                    Column.PACKETS,
                    1,
                    Column.BYTES,
                    bytes,
                    Column.SRC,
                    "10.0." + i,
                    Column.DST,
                    "10.0.0.2"));
        }
        MeasuredVolume measured = MeasuredVolume.of(new MadeFlows(rows, List.of()));
        assertThat(measured.notes()).hasSize(1).first().asString().contains("a: what is told of single flows");
        assertThat(measured.volume().segments().get("a").top()).hasSize(10).allMatch(flow -> flow.bytes() >= 1_000_000);
        assertThat(measured.volume().segments().get("a").flows()).isEqualTo(210_000);
    }

    @Test
    void ofVeryManySegmentsWithMoreFlowsTheFirstAreNamed() throws Exception {
        List<MadeRow> rows = new ArrayList<>();
        for (int i = 0; i < 210_000; i++) {
            rows.add(MadeRow.of(
                    Column.SEGMENT,
                    "s" + i % 10_000,
                    Column.PACKETS,
                    1,
                    Column.BYTES,
                    40,
                    Column.SRC,
                    "10.0." + i,
                    Column.DST,
                    "10.0.0.2"));
        }
        assertThat(MeasuredVolume.of(new MadeFlows(rows, List.of())).notes())
                .singleElement()
                .asString()
                .contains("s0, s1, s10, s100, s1000, s1001 and 9994 more segments: ")
                .hasSizeLessThan(300);
    }

    @Test
    void whatIsOnNoSegmentIsToldOf() throws Exception {
        MeasuredVolume measured =
                MeasuredVolume.of(new MadeFlows(List.of(MadeRow.of(Column.PACKETS, 1, Column.BYTES, 40)), List.of()));
        assertThat(measured.volume().segments()).isEmpty();
        assertThat(measured.notes())
                .containsExactly("1 flows of which nothing tells the segment are in none of the sums");
    }

    @Test
    void moreSegmentsThanAPictureTakesAreRefused() {
        List<MadeRow> rows = new ArrayList<>();
        for (int i = 0; i <= 20_000; i++) {
            rows.add(row("s" + i, START, START, 1, 40));
        }
        assertThatThrownBy(() -> volume(new MadeFlows(rows, List.of())))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("20000 segments");
    }
}
