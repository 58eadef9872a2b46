package org.overtap.record.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** Rows and what explains them, for tests. */
final class DatasetSamples {
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000;

    private static final List<String> ODD = List.of(
            "node16/eth0",
            "a=b",
            "%2F",
            "plus+and space",
            " edge ",
            "ümläut-日本-🙂",
            "quote\"comma,line\nfeed\r",
            "'",
            "a:b?c*d#e[f]{g}^",
            "NULL",
            "123",
            "2026-01-31",
            "true",
            "__HIVE_DEFAULT_PARTITION__",
            "back\\slash",
            "tab\there",
            ".");
    private static final long[] EXTREME = {0, 1, 255, 65_535, 1L << 32, Long.MAX_VALUE};

    private DatasetSamples() {}

    /** A row that keeps its values. */
    record Row(Map<Column, Object> values) implements FlowRow {
        static Row of(Object... columnsAndValues) {
            Map<Column, Object> values = new EnumMap<>(Column.class);
            for (int i = 0; i < columnsAndValues.length; i += 2) {
                values.put((Column) columnsAndValues[i], columnsAndValues[i + 1]);
            }
            return new Row(values);
        }

        static Row copy(FlowRow row, Set<Column> columns) {
            Map<Column, Object> values = new EnumMap<>(Column.class);
            for (Column column : columns) {
                if (row.has(column)) {
                    values.put(
                            column, column.type() == Column.Type.TEXT ? row.text(column) : (Object) row.number(column));
                }
            }
            return new Row(values);
        }

        Row only(Set<Column> columns) {
            return copy(this, columns);
        }

        @Override
        public boolean has(Column column) {
            return values.containsKey(column);
        }

        @Override
        public String text(Column column) {
            return (String) values.get(column);
        }

        @Override
        public long number(Column column) {
            return (Long) values.get(column);
        }
    }

    /** Rows, each how often. */
    static final class Kept implements FlowRows {
        final Map<String, Integer> flows = new TreeMap<>();
        final Map<String, Integer> crossings = new TreeMap<>();
        private final Set<Column> columns;

        Kept(Set<Column> columns) {
            this.columns = columns;
        }

        @Override
        public void flow(FlowRow row) {
            flows.merge(Row.copy(row, columns).values().toString(), 1, Integer::sum);
        }

        @Override
        public void crossing(FlowRow row) {
            crossings.merge(Row.copy(row, columns).values().toString(), 1, Integer::sum);
        }
    }

    static Kept kept(List<Row> flows, List<Row> crossings, Set<Column> columns) {
        Kept kept = new Kept(columns);
        flows.forEach(kept::flow);
        crossings.forEach(kept::crossing);
        return kept;
    }

    /** Rows of any values, few of them equal. */
    static List<Row> random(long seed, int count) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Column, Object> values = new EnumMap<>(Column.class);
            for (Column column : Column.values()) {
                if (random.nextInt(5) > 0) {
                    values.put(column, value(column, random));
                }
            }
            rows.add(new Row(values));
        }
        return rows;
    }

    private static Object value(Column column, Random random) {
        return switch (column.type()) {
            case TEXT ->
                random.nextInt(3) > 0
                        ? ODD.get(random.nextInt(ODD.size()))
                        : column.partition() ? "probe" + random.nextInt(3) : "10.0.0." + random.nextInt(100_000);
            case NUMBER ->
                random.nextInt(4) > 0 ? (Object) random.nextLong(100) : EXTREME[random.nextInt(EXTREME.length)];
            case TIME -> NOON_MICROS + random.nextLong(-9_000_000_000L, 9_000_000_000L);
        };
    }

    /** A usual row. */
    static Row flow(String probe, String src, String dst, long packets, long bytes) {
        return Row.of(
                Column.RUN, "unmarked",
                Column.PROBE, probe,
                Column.FIRST, NOON_MICROS,
                Column.LAST, NOON_MICROS + 250_000,
                Column.SRC, src,
                Column.DST, dst,
                Column.PROTOCOL, 17L,
                Column.PACKETS, packets,
                Column.BYTES, bytes,
                Column.RECORDS, 1L,
                Column.SEGMENT, "lan0");
    }

    static Measurement measurement() {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
        ExporterEntry entry = ExporterEntry.at(
                topology,
                "n1",
                "eth1",
                new ExporterEntry.Told(
                        "172.30.0.1", 1, "pmacctd", Optional.of("v9"), Optional.of("n3"), Optional.of("n3"), true));
        return new Measurement(
                        topology.experiment(),
                        "0123abc",
                        topology,
                        plan,
                        List.of(entry),
                        Optional.of(NOON),
                        List.of(),
                        List.of(new Measurement.Gap("n1", "probe-1", Optional.of(NOON), Optional.empty(), "it died")),
                        List.of(new Measurement.Mark("first", NOON, Optional.of(NOON.plusSeconds(9)))),
                        List.of(new Measurement.ClockOffset("n1", 12, 4, NOON)))
                .storedBy(List.of(
                        new Measurement.Collector("n3", "nfcapd", OptionalLong.of(17)),
                        new Measurement.Collector("n2", "nfacctd", OptionalLong.empty())));
    }

    static DatasetFacts facts() {
        ProbeFacts account = new ProbeFacts(
                "n1.eth1",
                "n1",
                "eth1",
                Optional.of("lan0"),
                Optional.of("pmacctd"),
                Optional.of("1.7.7"),
                OptionalLong.empty(),
                OptionalLong.of(1000),
                OptionalLong.of(7),
                OptionalLong.empty(),
                OptionalLong.of(90),
                OptionalLong.of(2),
                OptionalLong.empty());
        FlowTally tally = new FlowTally(
                100, 60, 30, 5, 1, 2, 0, 2, List.of(new ReadTally.Unread("a truncated file", 1, "x")), 1, 2, 3, 4);
        return new DatasetFacts(measurement(), tally, List.of(account), "1.2.3", NOON, false);
    }

    static DatasetManifest write(Path target, Set<TableForm> forms, List<Row> flows, List<Row> crossings)
            throws IOException {
        try (DatasetWriter writer = new DatasetWriter(target, forms)) {
            for (Row row : flows) {
                writer.flow(row);
            }
            for (Row row : crossings) {
                writer.crossing(row);
            }
            return writer.finish(facts());
        }
    }

    static Set<Column> all() {
        return EnumSet.allOf(Column.class);
    }
}
