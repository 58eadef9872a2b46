package org.overtap.record.anonymise;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** The row that is set, as it may be seen. Every column with an address or a name is in its table. */
final class DisguisedRow implements FlowRow {
    private final Map<Column, UnaryOperator<String>> replacements = new EnumMap<>(Column.class);
    private FlowRow row;

    DisguisedRow(Disguise disguise) {
        put(disguise::address, Column.SRC, Column.DST);
        put(disguise::mac, Column.SRC_MAC, Column.DST_MAC);
        put(disguise::node, Column.SRC_NODE, Column.DST_NODE);
        put(disguise::segment, Column.SEGMENT);
        put(segments -> disguise.segments(segments, " "), Column.PATH);
        put(disguise::probe, Column.PROBE);
        put(disguise::run, Column.RUN);
    }

    private void put(UnaryOperator<String> replacement, Column... columns) {
        for (Column column : columns) {
            replacements.put(column, new TextCache(replacement));
        }
    }

    DisguisedRow set(FlowRow next) {
        row = next;
        return this;
    }

    @Override
    public boolean has(Column column) {
        return row.has(column);
    }

    @Override
    public String text(Column column) {
        UnaryOperator<String> replacement = replacements.get(column);
        String text = row.text(column);
        return replacement == null || !row.has(column) ? text : replacement.apply(text);
    }

    @Override
    public long number(Column column) {
        return row.number(column);
    }
}
