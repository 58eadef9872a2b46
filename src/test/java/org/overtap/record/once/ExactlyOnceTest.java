package org.overtap.record.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.IpAddress;

/**
 * Whatever probes tell of packets that went over a network, each flow is told once with its packets and bytes, and what
 * it was on every other segment is told too.
 */
class ExactlyOnceTest {
    static LongStream seeds() {
        return Seeds.upTo(400);
    }

    /** Those of experiments in which it is certain of something who counts it. */
    static LongStream seedsWithOwners() {
        return seeds().filter(seed ->
                experiment(seed).truth.stream().anyMatch(truth -> !truth.flow().anyProbe()));
    }

    /** What came out: rows as the truth tells them, and whether they tell the flow. */
    static final class Rows implements FlowRows {
        final List<String> certain = new ArrayList<>();
        final Map<Integer, Integer> homes = new TreeMap<>();
        final SimulatedExperiment experiment;
        long records;
        long packets;
        long bytes;
        long flows;
        long crossings;

        Rows(SimulatedExperiment experiment) {
            this.experiment = experiment;
        }

        @Override
        public void flow(FlowRow row) {
            flows++;
            packets += row.number(Column.PACKETS);
            bytes += row.number(Column.BYTES);
            take(row, true);
        }

        @Override
        public void crossing(FlowRow row) {
            crossings++;
            take(row, false);
        }

        private void take(FlowRow row, boolean home) {
            records += row.number(Column.RECORDS);
            String key = key(row);
            SimulatedExperiment.Flow flow = experiment.flows.get(row.text(Column.SEGMENT) + key);
            assertThat(flow).as(key + " on " + row.text(Column.SEGMENT)).isNotNull();
            boolean any = flow.anyProbe();
            String text = SimulatedExperiment.text(
                    any ? "*" : row.text(Column.PROBE),
                    row.text(Column.SEGMENT),
                    key,
                    row.number(Column.PACKETS) + " packets " + row.number(Column.BYTES) + " bytes",
                    any ? "*" : row.number(Column.FIRST) / 1000 + " to " + row.number(Column.LAST) / 1000,
                    optional(row, Column.SRC_NODE) + " > " + optional(row, Column.DST_NODE) + " by "
                            + optional(row, Column.PATH));
            certain.add(mark(flow, home) + text);
            homes.merge(flow.number(), home ? 1 : 0, Integer::sum);
        }

        private static String optional(FlowRow row, Column column) {
            return row.has(column) ? row.text(column) : null;
        }

        private static int number(FlowRow row, Column column) {
            return row.has(column) ? (int) row.number(column) : FlowKey.ABSENT;
        }

        private static String key(FlowRow row) {
            FlowKey.Numbers numbers = new FlowKey.Numbers(
                    number(row, Column.SRC_PORT),
                    number(row, Column.DST_PORT),
                    FlowKey.ABSENT,
                    number(row, Column.TOS),
                    number(row, Column.VLAN));
            return new FlowKey(
                            IpAddress.of(row.text(Column.SRC)),
                            IpAddress.of(row.text(Column.DST)),
                            number(row, Column.PROTOCOL),
                            numbers,
                            optional(row, Column.SRC_MAC),
                            optional(row, Column.DST_MAC))
                    .toString();
        }
    }

    private static String mark(SimulatedExperiment.Flow flow, boolean home) {
        return flow.anyHome() ? "? " : home ? "flow " : "crossing ";
    }

    private static List<String> expected(SimulatedExperiment experiment) {
        return experiment.truth.stream()
                .map(truth -> mark(truth.flow(), truth.home()) + truth.text())
                .toList();
    }

    private static Map<Integer, Integer> homes(SimulatedExperiment experiment) {
        Map<Integer, Integer> homes = new TreeMap<>();
        experiment.truth.forEach(truth -> homes.merge(truth.flow().number(), truth.home() ? 1 : 0, Integer::sum));
        return homes;
    }

    private static FlowSelection selection(SimulatedExperiment experiment) {
        return new FlowSelection(experiment.overlay.excluded, Optional.empty());
    }

    /** Small seeds alone begin alike, so they are spread. */
    static SimulatedExperiment experiment(long seed) {
        Random random = new Random(seed * 0x9e3779b97f4a7c15L);
        return new SimulatedExperiment(
                seed,
                new SimulatedOverlay.Options(
                        random.nextInt(3) > 0,
                        random.nextInt(3) > 0,
                        random.nextBoolean(),
                        random.nextInt(4) == 0,
                        random.nextBoolean(),
                        random.nextInt(4) == 0));
    }

    private static FlowTally feed(SimulatedExperiment experiment, List<FlowRecord> records, Rows rows)
            throws Exception {
        ExactlyOnce once = new ExactlyOnce(experiment.measurement, selection(experiment), rows);
        for (FlowRecord record : records) {
            once.accept(record);
        }
        FlowTally tally = once.finish(List.of());
        assertThat(once.accounts()).extracting(ProbeAccount::records).satisfies(all -> assertThat(
                        all.stream().mapToLong(n -> n).sum())
                .isEqualTo(tally.records() - tally.foreign()));
        return tally;
    }

    private static List<String> without(List<String> all, List<String> some) {
        List<String> left = new ArrayList<>(all);
        some.forEach(left::remove);
        return left;
    }

    private static void assertTrue(SimulatedExperiment experiment, FlowTally tally, Rows rows) {
        assertThat(without(rows.certain, expected(experiment)))
                .as("more than the truth")
                .isEmpty();
        assertThat(without(expected(experiment), rows.certain)).as("missing").isEmpty();
        assertThat(rows.homes).isEqualTo(homes(experiment));
        assertThat(tally.counted()).isEqualTo(rows.records);
        assertThat(List.of(tally.flows(), tally.packets(), tally.bytes(), tally.crossings()))
                .isEqualTo(List.of(rows.flows, rows.packets, rows.bytes, rows.crossings));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFlowIsToldOnce(long seed) throws Exception {
        SimulatedExperiment experiment = experiment(seed);
        List<FlowRecord> records = experiment.overlay.records();
        Rows rows = new Rows(experiment);
        FlowTally tally = feed(experiment, records, rows);
        assertTrue(experiment, tally, rows);
        assertThat(tally.duplicates() + tally.foreign() + tally.early() + tally.tests())
                .isZero();
        assertThat(tally.records()).isEqualTo(records.size());
        assertThat(tally.counted() + tally.others() + tally.excluded()).isEqualTo(records.size());
    }

    /** Records that come twice, of strangers, of earlier times and of tests are counted and change nothing. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatDoesNotBelongIsCountedAndChangesNothing(long seed) throws Exception {
        SimulatedExperiment experiment = experiment(seed);
        Random random = new Random(seed);
        List<FlowRecord> records = experiment.overlay.records();
        FlowTally plain = feed(experiment, records, new Rows(experiment));
        List<FlowRecord> more = new ArrayList<>();
        long again = 0;
        long foreign = 0;
        long early = 0;
        long tests = 0;
        for (FlowRecord record : records) {
            more.add(record);
            switch (random.nextInt(12)) {
                case 0 -> {
                    more.add(record);
                    again++;
                }
                case 1 -> {
                    more.add(record.toldBy(Exporter.of(record.exporter().address(), 60_000)));
                    more.add(record.toldBy(Exporter.of(IpAddress.of("172.16.9.9"), 1)));
                    foreign += 2;
                }
                case 2 -> {
                    more.add(at(record, Instant.ofEpochSecond(1_795_000_000)));
                    early++;
                }
                case 3 -> {
                    more.add(test(record));
                    tests++;
                }
                default -> {}
            }
        }
        Rows rows = new Rows(experiment);
        FlowTally tally = feed(experiment, more, rows);
        assertTrue(experiment, tally, rows);
        assertThat(tally.records()).isEqualTo(more.size());
        assertThat(tally.foreign()).isEqualTo(foreign);
        assertThat(tally.early()).isEqualTo(early);
        assertThat(tally.tests()).isEqualTo(tests);
        assertThat(tally.counted()).isEqualTo(plain.counted());
        assertThat(tally.duplicates() + tally.others() + tally.excluded())
                .isEqualTo(plain.others() + plain.excluded() + again);
    }

    private static FlowRecord at(FlowRecord record, Instant time) {
        return new FlowRecord(
                record.key(),
                record.exporter(),
                record.place(),
                Optional.of(time),
                Optional.of(time),
                record.packets(),
                record.bytes(),
                record.flags(),
                record.sampling());
    }

    /** A canary's record in place of that one: nobody but its sizes and ports tells it from others. */
    private static FlowRecord test(FlowRecord record) {
        FlowKey key = FlowKey.of(IpAddress.of("10.0.0.2"), IpAddress.of("10.0.0.1"), 17)
                .withPorts(60_002, 60_001);
        return new FlowRecord(
                key,
                record.exporter(),
                record.place(),
                record.first(),
                record.last(),
                3,
                231,
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    /** What is held against the truth here is not held where what one owner told is lost. */
    @ParameterizedTest
    @MethodSource("seedsWithOwners")
    void oneOwnerBrokenIsSeen(long seed) throws Exception {
        SimulatedExperiment experiment = experiment(seed);
        List<FlowRecord> records = experiment.overlay.records();
        String probe = experiment.truth.stream()
                .filter(truth -> !truth.flow().anyProbe())
                .map(truth -> truth.text().substring(0, truth.text().indexOf(' ')))
                .findFirst()
                .orElseThrow();
        Exporter owner = experiment.overlay.exporter(probe);
        Rows without = new Rows(experiment);
        feed(
                experiment,
                records.stream().filter(r -> !r.exporter().equals(owner)).toList(),
                without);
        assertThat(without(expected(experiment), without.certain)).isNotEmpty();
    }
}
