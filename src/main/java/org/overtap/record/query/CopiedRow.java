package org.overtap.record.query;

import java.util.List;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** A row that stays as it is. */
final class CopiedRow implements FlowRow {
    private static final Column[] COLUMNS = Column.values();

    private final long[] numbers = new long[COLUMNS.length];
    private final String[] texts = new String[COLUMNS.length];
    private long present;

    CopiedRow(FlowRow row) {
        for (Column column : COLUMNS) {
            if (row.has(column)) {
                present |= 1L << column.ordinal();
                if (column.type() == Column.Type.TEXT) {
                    texts[column.ordinal()] = row.text(column);
                } else {
                    numbers[column.ordinal()] = row.number(column);
                }
            }
        }
    }

    @Override
    public boolean has(Column column) {
        return (present >>> column.ordinal() & 1) != 0;
    }

    @Override
    public String text(Column column) {
        return texts[column.ordinal()];
    }

    @Override
    public long number(Column column) {
        return numbers[column.ordinal()];
    }

    /** Its values as numbers, texts as themselves, in the order of the columns: what tells rows apart. */
    static int compare(FlowRow a, FlowRow b, List<Column> columns) {
        for (Column column : columns) {
            int compared = Boolean.compare(b.has(column), a.has(column));
            if (compared == 0 && a.has(column)) {
                compared = column.type() == Column.Type.TEXT
                        ? NaturalOrder.compare(a.text(column), b.text(column))
                        : Long.compare(a.number(column), b.number(column));
            }
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
