package org.overtap.record.query.ask;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;

/** Sources that talk three times each to one of 200 servers: rows that are made as they pass, and held by nobody. */
final class ManySources implements FlowSource, FlowRow {
    private static final Set<Column> NUMBERS = Set.of(
            Column.FIRST, Column.LAST, Column.SRC_PORT, Column.DST_PORT, Column.PROTOCOL, Column.PACKETS, Column.BYTES);
    private static final Set<Column> TEXTS =
            Set.of(Column.SRC, Column.DST, Column.SRC_NODE, Column.DST_NODE, Column.SEGMENT, Column.RUN);

    private static final int EACH = 3;

    private final int sources;
    private int source;
    private int time;
    private boolean back;

    ManySources(int sources) {
        this.sources = sources;
    }

    @Override
    public FlowTally scan(Set<Column> columns, FlowRows rows) throws IOException {
        for (time = 0; time < EACH; time++) {
            for (source = 0; source < sources; source++) {
                back = false;
                rows.flow(this);
                back = true;
                rows.flow(this);
            }
        }
        return new FlowTally(0, 0, 0, 0, 0, 0, 0, 0, List.of(), 0, 0, 0, 0);
    }

    @Override
    public boolean has(Column column) {
        return NUMBERS.contains(column) || TEXTS.contains(column);
    }

    @Override
    public String text(Column column) {
        boolean client = back == (column == Column.DST || column == Column.DST_NODE);
        return switch (column) {
            case SRC, DST -> client ? MadeTalk.address(source) : "192.168.0." + source % 200;
            case SRC_NODE, DST_NODE -> client ? "n" + source : "server" + source % 200;
            case SEGMENT -> "lan" + source % 100;
            default -> "unmarked";
        };
    }

    @Override
    public long number(Column column) {
        return switch (column) {
            case FIRST, LAST -> MadeTalk.NOON + time * 60_000_000L + (source * 7919L) % 60_000_000 + (back ? 1000 : 0);
            case SRC_PORT -> back ? 443 : 30000 + time;
            case DST_PORT -> back ? 30000 + time : 443;
            case PROTOCOL -> 6;
            case PACKETS -> 5;
            case BYTES -> back ? 3000 : 700;
            default -> throw new AssertionError(column);
        };
    }
}
