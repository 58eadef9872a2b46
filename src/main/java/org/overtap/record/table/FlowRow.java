package org.overtap.record.table;

/**
 * One row of a flow table. It may be used again for the next row: who keeps something of it keeps values, not the row.
 */
public interface FlowRow {
    /** Whether the row has a value there. */
    boolean has(Column column);

    /** A column of text; undefined without a value. The same text is the same object as often as that is cheap. */
    String text(Column column);

    /** A column of numbers or times; undefined without a value. */
    long number(Column column);
}
