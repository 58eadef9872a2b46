package org.overtap.record.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;

/**
 * Two tables that a test makes. A row that is handed on is used again for the next one and has only what was asked for:
 * who keeps the row, or asks for more, is found out.
 */
public record MadeFlows(List<MadeRow> flows, List<MadeRow> crossings) implements FlowSource {
    private static final long START = 1_795_848_100_000_000L;
    private static final String[] NOISES = {"mdns", "routing"};

    /** Flows of some nodes on some segments; some of them cross others. */
    public static MadeFlows random(long seed, int count) {
        Random random = new Random(seed);
        List<MadeRow> flows = new ArrayList<>();
        List<MadeRow> crossings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MadeRow row = row(random);
            flows.add(row);
            if (random.nextInt(3) == 0) {
                int from = Integer.parseInt(row.text(Column.SEGMENT).substring(3));
                row.with(Column.PATH, "lan" + from + " lan" + (from + 1));
                MadeRow crossing = new MadeRow();
                for (Column column : Column.values()) {
                    crossing.with(column, row.value(column));
                }
                crossings.add(crossing.with(Column.SEGMENT, "lan" + (from + 1))
                        .with(Column.PACKETS, row.number(Column.PACKETS) - random.nextInt(2))
                        .with(Column.PROBE, "n9.eth" + from));
            }
        }
        return new MadeFlows(flows, crossings);
    }

    private static MadeRow row(Random random) {
        int from = random.nextInt(12);
        int to = random.nextInt(12);
        int protocol = new int[] {1, 6, 17}[random.nextInt(3)];
        boolean ports = protocol != 1;
        long first = START + random.nextInt(200_000_000);
        long packets = 1 + random.nextInt(1 << random.nextInt(1, 20));
        return MadeRow.of(
                Column.RUN,
                random.nextInt(4) == 0 ? "second" : "unmarked",
                Column.PROBE,
                "n" + from % 3 + ".eth0",
                Column.FIRST,
                random.nextInt(40) == 0 ? null : (Object) first,
                Column.LAST,
                first + (random.nextBoolean() ? 0 : random.nextInt(1 << random.nextInt(1, 28))),
                Column.SRC,
                "10.0.0." + from,
                Column.DST,
                "10.0.0." + to,
                Column.SRC_PORT,
                ports ? (Object) (1000 + random.nextInt(5)) : null,
                Column.DST_PORT,
                ports ? (Object) (1000 + random.nextInt(5)) : null,
                Column.PROTOCOL,
                protocol,
                Column.ICMP_TYPE,
                ports ? null : (Object) 8,
                Column.TOS,
                random.nextInt(3) * 8,
                Column.VLAN,
                random.nextBoolean() ? null : (Object) random.nextInt(1, 5),
                Column.SRC_MAC,
                random.nextBoolean() ? null : "02:00:00:00:00:0" + from % 10,
                Column.DST_MAC,
                "02:00:00:00:00:0" + to % 10,
                Column.PACKETS,
                packets,
                Column.BYTES,
                packets * (40 + random.nextInt(1400)),
                Column.RECORDS,
                1,
                Column.SRC_NODE,
                from == 11 ? null : "n" + from,
                Column.DST_NODE,
                to == 11 ? null : "n" + to,
                Column.SEGMENT,
                "lan" + from % 4,
                Column.SIDE,
                new String[] {"before", "after", "unshaped"}[random.nextInt(3)],
                Column.NOISE,
                random.nextInt(8) == 0 ? NOISES[random.nextInt(2)] : null);
    }

    @Override
    public FlowTally scan(Set<Column> columns, FlowRows rows) throws IOException {
        Reused row = new Reused(columns);
        for (MadeRow flow : flows) {
            row.now = flow;
            rows.flow(row);
        }
        for (MadeRow crossing : crossings) {
            row.now = crossing;
            rows.crossing(row);
        }
        row.now = new MadeRow();
        return tally();
    }

    /** A tally as of records that were all counted. */
    FlowTally tally() {
        long counted = flows.size() + crossings.size();
        return new FlowTally(
                counted,
                counted,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                flows.size(),
                sum(Column.PACKETS),
                sum(Column.BYTES),
                crossings.size());
    }

    private long sum(Column column) {
        return flows.stream().mapToLong(row -> row.number(column)).sum();
    }

    private static final class Reused implements FlowRow {
        private final Set<Column> columns;
        private MadeRow now;

        private Reused(Set<Column> columns) {
            this.columns = columns;
        }

        private Column asked(Column column) {
            if (!columns.contains(column)) {
                throw new AssertionError(column + " was never asked for");
            }
            return column;
        }

        @Override
        public boolean has(Column column) {
            return now.has(asked(column));
        }

        @Override
        public String text(Column column) {
            return now.text(asked(column));
        }

        @Override
        public long number(Column column) {
            return now.number(asked(column));
        }
    }
}
