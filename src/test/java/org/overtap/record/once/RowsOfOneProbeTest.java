package org.overtap.record.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterIndex;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Measurement;
import org.overtap.record.Measurement.ClockOffset;
import org.overtap.record.Measurement.Mark;
import org.overtap.record.Place;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** What becomes of the records of one probe on a LAN of three: their times, runs, parts, and how much waits. */
class RowsOfOneProbeTest {
    static final Topology LAN = Samples.lan(3);
    static final OverlayPlan PLAN = Planner.lightweight(LAN, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    static final Exporter OWNER = new ExporterIndex(LAN, PLAN).exporter("n1", 1).orElseThrow();
    static final FlowKey KEY = FlowKey.of(address(1), address(2), 17).withPorts(1000, 53);
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static IpAddress address(int node) {
        return IpAddress.of("10.0.1." + node);
    }

    private static Measurement measurement(List<Mark> marks, List<ClockOffset> clocks) {
        return new Measurement(
                "p/lan", "0123456", LAN, PLAN, List.of(), Optional.of(NOON), List.of(), List.of(), marks, clocks);
    }

    static FlowRecord record(FlowKey key, long first, long last) {
        return new FlowRecord(
                key, OWNER, Place.UNKNOWN, new FlowRecord.Numbers(micros(first), micros(last), 2, 200, -1, -1));
    }

    private static long micros(long seconds) {
        return seconds < 0 ? -1 : (NOON.getEpochSecond() + seconds) * 1_000_000;
    }

    /** Rows as first, last, packets, records and run. */
    private static final class Rows implements FlowRows {
        private final List<String> all = new ArrayList<>();
        private int count;

        @Override
        public void flow(FlowRow row) {
            count++;
            if (all.size() < 100) {
                all.add(seconds(row, Column.FIRST) + "-" + seconds(row, Column.LAST) + " " + row.number(Column.PACKETS)
                        + " in " + row.number(Column.RECORDS) + " " + row.text(Column.RUN));
            }
        }

        private static String seconds(FlowRow row, Column column) {
            return row.has(column) ? String.valueOf(row.number(column) / 1_000_000 - NOON.getEpochSecond()) : "?";
        }

        @Override
        public void crossing(FlowRow row) throws IOException {
            throw new IOException("nothing crosses one LAN");
        }
    }

    private static FlowTally feed(Measurement measurement, FlowSelection selection, Rows rows, FlowRecord... records)
            throws IOException {
        ExactlyOnce once = new ExactlyOnce(measurement, selection, rows);
        for (FlowRecord record : records) {
            once.accept(record);
        }
        return once.finish(List.of());
    }

    static List<String> rows(Measurement measurement, FlowRecord... records) throws IOException {
        Rows rows = new Rows();
        feed(measurement, FlowSelection.ALL, rows, records);
        return rows.all;
    }

    @Test
    void partsAreJoinedAcrossAPauseOfTheIdleTimeoutAndNoLonger() throws Exception {
        assertThat(rows(
                        measurement(List.of(), List.of()),
                        record(KEY, 0, 60),
                        record(KEY, 75, 100),
                        record(KEY, 61, 70),
                        record(KEY, 116, 117)))
                .containsExactly("0-100 6 in 3 unmarked", "116-117 2 in 1 unmarked");
    }

    @Test
    void whatIsNotOfTheSameKeyIsNotJoined() throws Exception {
        assertThat(rows(
                        measurement(List.of(), List.of()),
                        record(KEY, 0, 1),
                        record(KEY.withTos(4), 0, 1),
                        record(KEY.withPorts(1001, 53), 0, 1),
                        record(FlowKey.of(address(1), address(2), 6).withPorts(1000, 53), 0, 1)))
                .hasSize(4);
    }

    /** As a broken or hostile exporter tells: a sum beyond 64 bits would be less than nothing. */
    @Test
    void countsThatAreTooLargeToAddStayAtTheLargestNumber() throws Exception {
        FlowRecord half = new FlowRecord(
                KEY,
                OWNER,
                Place.UNKNOWN,
                new FlowRecord.Numbers(micros(0), micros(1), Long.MAX_VALUE, Long.MAX_VALUE, -1, -1));
        Rows rows = new Rows();
        FlowTally tally = feed(
                measurement(List.of(), List.of()),
                FlowSelection.ALL,
                rows,
                half,
                record(KEY, 2, 3),
                record(KEY, 99, 100));
        assertThat(rows.all).containsExactly("0-3 " + Long.MAX_VALUE + " in 2 unmarked", "99-100 2 in 1 unmarked");
        assertThat(tally.packets()).isEqualTo(Long.MAX_VALUE);
        assertThat(tally.bytes()).isEqualTo(Long.MAX_VALUE);
    }

    /** Times as far off as records can tell them are no reason to end. */
    @Test
    void timesOfAnotherAgeAreTakenAtTheirWord() throws Exception {
        long far = Long.MAX_VALUE / 4;
        FlowRecord strange =
                new FlowRecord(KEY, OWNER, Place.UNKNOWN, new FlowRecord.Numbers(far, 2 * far, 2, 200, -1, -1));
        FlowRecord back =
                new FlowRecord(KEY, OWNER, Place.UNKNOWN, new FlowRecord.Numbers(2 * far, far, 2, 200, -1, -1));
        Rows rows = new Rows();
        FlowTally tally =
                feed(measurement(List.of(), List.of()), FlowSelection.ALL, rows, strange, record(KEY, 2, 3), back);
        assertThat(tally.counted()).isEqualTo(3);
        assertThat(tally.packets()).isEqualTo(6);
    }

    @Test
    void withoutTimesARecordIsARowOfItsOwn() throws Exception {
        assertThat(rows(measurement(List.of(), List.of()), record(KEY, -1, -1), record(KEY, -1, -1)))
                .containsExactly("?-? 2 in 1 unmarked", "?-? 2 in 1 unmarked");
    }

    /** A probe that once tells a time of the next century splits nothing that comes after. */
    @Test
    void aTimeFarOffHoldsUpNothing() throws Exception {
        FlowKey other = KEY.withPorts(9, 9);
        assertThat(rows(
                        measurement(List.of(), List.of()),
                        record(other, 3_000_000_000L, 3_000_000_001L),
                        record(KEY, 0, 60),
                        record(KEY, 61, 100)))
                .containsExactlyInAnyOrder("3000000000-3000000001 2 in 1 unmarked", "0-100 4 in 2 unmarked");
    }

    @Test
    void aRunIsThatOfTheFirstPacketAndOthersCanBeLeftOut() throws Exception {
        Measurement measurement = measurement(
                List.of(
                        new Mark("a", NOON, Optional.of(NOON.plusSeconds(50))),
                        new Mark("b", NOON.plusSeconds(100), Optional.empty())),
                List.of());
        FlowRecord[] records = {record(KEY, 10, 20), record(KEY, 49, 60), record(KEY, 80, 81), record(KEY, 100, 101)};
        assertThat(rows(measurement, records))
                .containsExactly("10-20 2 in 1 a", "49-60 2 in 1 a", "80-81 2 in 1 unmarked", "100-101 2 in 1 b");
        Rows rows = new Rows();
        FlowTally tally = feed(measurement, new FlowSelection(Set.of(), Optional.of("b")), rows, records);
        assertThat(rows.all).containsExactly("100-101 2 in 1 b");
        assertThat(tally.excluded()).isEqualTo(3);
        assertThat(tally.counted()).isEqualTo(1);
    }

    /** Off by so much, known so well, asked so much later: what the row tells. */
    @ParameterizedTest
    @CsvSource({"3600000, 5, 0", "-60000, 5, 3660", "900, 5, 3600", "5000, 6000, 3600"})
    void aClockIsCorrectedWhereItIsKnownToBeOff(long millis, long error, long first) throws Exception {
        ClockOffset offset = new ClockOffset("n1", millis, error, NOON);
        assertThat(rows(measurement(List.of(), List.of(offset)), record(KEY, 3600, 3601)))
                .containsExactly(first + "-" + (first + 1) + " 2 in 1 unmarked");
    }

    @Test
    void aClockThatWasAskedSeveralTimesIsCorrectedByTheNearest() throws Exception {
        List<ClockOffset> asked = List.of(
                new ClockOffset("n1", 10_000, 5, NOON), new ClockOffset("n1", 20_000, 5, NOON.plusSeconds(1000)));
        assertThat(rows(measurement(List.of(), asked), record(KEY, 110, 111), record(KEY, 920, 921)))
                .containsExactly("100-101 2 in 1 unmarked", "900-901 2 in 1 unmarked");
    }

    /** However many flows go on at once, a bounded number of rows waits, and none is lost. */
    @Test
    void noMoreThanSoManyRowsWait() throws Exception {
        int flows = 600_000;
        Rows rows = new Rows();
        ExactlyOnce once = new ExactlyOnce(measurement(List.of(), List.of()), FlowSelection.ALL, rows);
        for (int i = 0; i < flows; i++) {
            IpAddress to = new IpAddress(address(2).family(), 0, address(2).low() + (1 << 20) + i);
            once.accept(record(FlowKey.of(address(1), to, 6).withPorts(i & 0xffff, 80), 0, 1));
        }
        assertThat(flows - rows.count).isLessThanOrEqualTo(1 << 18);
        assertThat(once.finish(List.of()).flows()).isEqualTo(flows);
        assertThat(rows.count).isEqualTo(flows);
    }

    @Test
    void whatPassesOnceOnALanIsAccountedForByProbe() throws Exception {
        ExactlyOnce once = new ExactlyOnce(
                measurement(List.of(), List.of()), new FlowSelection(Set.of("lan0"), Optional.empty()), new Rows());
        once.accept(record(KEY, 5, 7));
        once.accept(record(KEY, 1, 2).toldBy(Exporter.of(IpAddress.of("172.30.9.9"), 1)));
        FlowTally tally = once.finish(List.of());
        assertThat(List.of(tally.records(), tally.excluded(), tally.foreign())).containsExactly(2L, 1L, 1L);
        assertThat(once.accounts().get(0))
                .isEqualTo(new ProbeAccount(
                        "n1",
                        "eth1",
                        Optional.of("lan0"),
                        1,
                        0,
                        0,
                        0,
                        0,
                        1,
                        0,
                        Optional.of(NOON.plusSeconds(5)),
                        Optional.of(NOON.plusSeconds(7)),
                        OptionalLong.empty()));
    }

    /** A reader of records that are known. */
    private record Known(List<FlowRecord> records, Optional<String> failure, OptionalLong gaps)
            implements RecordReader {
        @Override
        public ReadTally read(RecordFiles files, FlowFilter filter, Consumer<FlowRecord> sink) throws RecordException {
            if (failure.isPresent()) {
                throw new RecordException(failure.get());
            }
            records.forEach(sink);
            return new ReadTally(
                    records.size(), 0, List.of(new ReadTally.Unread("a torn line", 2, "x")), gaps, List.of());
        }

        @Override
        public List<FileTotals> stored(RecordFiles files) {
            return List.of();
        }

        private StoredRecords at(String name, Optional<Exporter> own) {
            return new StoredRecords(name, this, RecordFiles.all(null, "/flows", "*"), own);
        }
    }

    @Test
    void aPlaceThatCannotBeReadIsToldAndTheOthersAreRead() throws Exception {
        FlowRecord nameless = record(KEY, 0, 1).toldBy(Exporter.of(IpAddress.of("127.0.0.1"), 0));
        Known good = new Known(List.of(nameless), Optional.empty(), OptionalLong.of(3));
        Known bad = new Known(List.of(), Optional.of("no nfdump there"), OptionalLong.empty());
        MeasuredFlows flows = new MeasuredFlows(
                measurement(List.of(), List.of()),
                FlowSelection.ALL,
                List.of(
                        bad.at("n2", Optional.empty()),
                        good.at("n1", Optional.of(OWNER)),
                        new Known(List.of(), Optional.empty(), OptionalLong.of(4)).at("n1", Optional.empty())));
        Rows rows = new Rows();
        FlowTally tally = flows.scan(Set.of(Column.FIRST), rows);
        assertThat(rows.all).containsExactly("0-1 2 in 1 unmarked");
        assertThat(tally.unread())
                .extracting(ReadTally.Unread::toString)
                .containsExactly(
                        "1 x a place that cannot be read, first: n2: no nfdump there",
                        "2 x a torn line, first: x",
                        "2 x a torn line, first: x");
        assertThat(flows.accounts()).extracting(ProbeAccount::counted).contains(1L);
        assertThat(flows.gaps()).isEqualTo(Map.of("n1", OptionalLong.of(7), "n2", OptionalLong.empty()));
    }

    @Test
    void whereNothingCanBeReadItIsAnError() {
        Known bad = new Known(List.of(), Optional.of("no nfdump there"), OptionalLong.empty());
        MeasuredFlows flows = new MeasuredFlows(
                measurement(List.of(), List.of()), FlowSelection.ALL, List.of(bad.at("n2", Optional.empty())));
        assertThatThrownBy(() -> flows.scan(Set.of(), new Rows())).hasMessage("no nfdump there");
    }

    @Test
    void whatTheRowsThrowEndsTheReading() {
        Known good =
                new Known(List.of(record(KEY, -1, -1), record(KEY, -1, -1)), Optional.empty(), OptionalLong.empty());
        MeasuredFlows flows = new MeasuredFlows(
                measurement(List.of(), List.of()), FlowSelection.ALL, List.of(good.at("n1", Optional.empty())));
        FlowRows full = new FlowRows() {
            @Override
            public void flow(FlowRow row) throws IOException {
                throw new IOException("the disk is full");
            }

            @Override
            public void crossing(FlowRow row) {}
        };
        assertThatThrownBy(() -> flows.scan(Set.of(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
    }

    /** Protocol, ports, destination: what the row says it is. */
    @ParameterizedTest
    @CsvSource({
        "58, -1, -1, 34560, ff02::1:ff00:7, neighbour-discovery",
        "58, -1, -1, -1, ff02::1:ff00:7, neighbour-discovery",
        "58, -1, -1, -1, ff02::16, multicast-listener",
        "58, -1, -1, 36608, ff02::16, multicast-listener",
        "58, -1, -1, 32768, ff02::1, ''",
        "2, -1, -1, -1, 224.0.0.22, multicast-listener",
        "17, 5353, 5353, -1, 224.0.0.251, mdns",
        "17, 5353, 5353, -1, ff02::fb, mdns",
        "17, 40000, 5355, -1, 224.0.0.252, llmnr",
        "17, 40000, 1900, -1, 239.255.255.250, ssdp",
        "17, 40000, 1900, -1, 10.0.1.2, ''",
        "89, -1, -1, -1, 224.0.0.5, routing",
        "17, 520, 520, -1, 224.0.0.9, routing",
        "17, 68, 67, -1, 255.255.255.255, dhcp",
        "17, 123, 123, -1, 10.0.1.255, ntp-broadcast",
        "17, 123, 123, -1, 10.0.1.2, ''",
        "6, 40000, 179, -1, 10.0.1.2, routing",
        "6, 40000, 80, -1, 10.0.1.2, ''"
    })
    void noiseIsNamed(int protocol, int from, int to, int icmp, String destination, String word) throws Exception {
        FlowKey key = new FlowKey(
                address(1),
                IpAddress.of(destination),
                protocol,
                new FlowKey.Numbers(from, to, icmp, 0, -1),
                null,
                null);
        List<String> said = new ArrayList<>();
        ExactlyOnce once = new ExactlyOnce(measurement(List.of(), List.of()), FlowSelection.ALL, new FlowRows() {
            @Override
            public void flow(FlowRow row) {
                said.add(row.has(Column.NOISE) ? row.text(Column.NOISE) : "");
            }

            @Override
            public void crossing(FlowRow row) {}
        });
        once.accept(record(key, 0, 1));
        once.finish(List.of());
        assertThat(said).containsExactly(word);
    }
}
