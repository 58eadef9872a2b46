package org.overtap.report.flows;

import java.util.Optional;
import org.overtap.record.query.filter.Protocols;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Values of a row as they are written. */
final class FlowCells {
    private FlowCells() {}

    /** A value for people: a protocol by its name. */
    static Optional<String> cell(FlowRow row, Column column) {
        return row.has(column) ? Optional.of(shown(column, plain(row, column))) : Optional.empty();
    }

    /** A value for programs as people read it. */
    static String shown(Column column, String plain) {
        return column == Column.PROTOCOL ? Protocols.name(Long.parseLong(plain)) : plain;
    }

    /** A value for programs: numbers as they are, times as RFC 3339 has them. */
    static String plain(FlowRow row, Column column) {
        return switch (column.type()) {
            case TEXT -> row.text(column);
            case NUMBER -> Long.toString(row.number(column));
            case TIME -> FlowUnits.time(row.number(column)).toString();
        };
    }

    /** What stands behind the destination: a port, or as nfdump has it an ICMP message's type and code. */
    static Optional<String> portOrIcmp(FlowRow row) {
        return row.has(Column.ICMP_TYPE)
                ? Optional.of(row.number(Column.ICMP_TYPE) + "."
                        + (row.has(Column.ICMP_CODE) ? row.number(Column.ICMP_CODE) : 0))
                : cell(row, Column.DST_PORT);
    }
}
