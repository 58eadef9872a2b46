package org.overtap.record.query;

import java.util.EnumMap;
import java.util.Map;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** A row that a test makes. */
public final class MadeRow implements FlowRow {
    private final Map<Column, Object> values = new EnumMap<>(Column.class);

    /** A row with these values; null is no value. */
    public static MadeRow of(Object... columnsAndValues) {
        MadeRow row = new MadeRow();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.with((Column) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }

    /** Sets a value: text, or a whole number. */
    public MadeRow with(Column column, Object value) {
        if (value == null) {
            values.remove(column);
        } else {
            values.put(column, value instanceof Integer number ? Long.valueOf(number) : value);
        }
        return this;
    }

    public Object value(Column column) {
        return values.get(column);
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

    @Override
    public String toString() {
        return values.toString();
    }
}
