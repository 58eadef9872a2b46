package org.overtap.record.query;

import java.util.Locale;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** What stands first: what has most of it; of times, the earliest. */
public enum FlowOrder {
    BYTES,
    PACKETS,
    FLOWS,
    START;

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it goes by: more of it stands first. */
    public long of(FlowCounts counts) {
        return switch (this) {
            case BYTES -> counts.bytes();
            case PACKETS -> counts.packets();
            case FLOWS -> counts.flows();
            case START -> -counts.first().orElse(Long.MAX_VALUE);
        };
    }

    /** The same of a single flow. */
    long of(FlowRow row) {
        return switch (this) {
            case BYTES -> row.number(Column.BYTES);
            case PACKETS -> row.number(Column.PACKETS);
            case FLOWS -> 1;
            case START -> row.has(Column.FIRST) ? -row.number(Column.FIRST) : Long.MIN_VALUE;
        };
    }
}
