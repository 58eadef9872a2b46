package org.overtap.record.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
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
        return new FlowSelection(experiment.excluded, Optional.empty());
    }

    static SimulatedExperiment experiment(long seed) {
        Random random = new Random(seed);
        return new SimulatedExperiment(
                seed,
                new SimulatedExperiment.Options(
                        random.nextInt(3) > 0, random.nextInt(3) > 0, random.nextBoolean(), random.nextInt(4) == 0));
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
        List<FlowRecord> records = experiment.records();
        Rows rows = new Rows(experiment);
        FlowTally tally = feed(experiment, records, rows);
        assertTrue(experiment, tally, rows);
        assertThat(tally.duplicates() + tally.foreign() + tally.early() + tally.tests())
                .isZero();
        assertThat(tally.records()).isEqualTo(records.size());
        assertThat(tally.counted() + tally.others() + tally.excluded()).isEqualTo(records.size());
    }
}
