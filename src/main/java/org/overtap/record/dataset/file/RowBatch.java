package org.overtap.record.dataset.file;

import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * Many rows, by column, looked at one after the other. Texts are kept once and told by their place among the texts;
 * where no text is, the place is less than 0.
 */
public final class RowBatch implements FlowRow {
    /** No number: no counter and no time has this value. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int COLUMNS = Column.values().length;

    private final int rows;
    private final int[][] places = new int[COLUMNS][];
    private final String[][] texts = new String[COLUMNS][];
    private final long[][] numbers = new long[COLUMNS][];
    private int row;

    /** So many rows that have no values yet. */
    public RowBatch(int rows) {
        this.rows = rows;
    }

    public int rows() {
        return rows;
    }

    /** Has this look at that row from now on. */
    public void select(int index) {
        row = index;
    }

    /** The values of a column of numbers; {@link #NONE} where there is none. */
    public void numbers(Column column, long[] values) {
        numbers[column.ordinal()] = values;
    }

    /** The values of a column of texts. */
    public void texts(Column column, String[] all, int[] indexes) {
        texts[column.ordinal()] = all;
        places[column.ordinal()] = indexes;
    }

    @Override
    public boolean has(Column column) {
        int at = column.ordinal();
        if (numbers[at] != null) {
            return numbers[at][row] != NONE;
        }
        return places[at] != null && places[at][row] >= 0;
    }

    @Override
    public String text(Column column) {
        int at = column.ordinal();
        return texts[at][places[at][row]];
    }

    @Override
    public long number(Column column) {
        return numbers[column.ordinal()][row];
    }
}
