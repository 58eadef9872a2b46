package org.overtap.record.dataset.parquet;

import java.util.Arrays;
import java.util.List;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Rows of one partition that wait to become a row group, by column. */
final class StagedRows {
    /** What a row takes. */
    static final int ROW_BYTES = Integer.BYTES * FlowSchema.TEXTS.size() + Long.BYTES * FlowSchema.NUMBERS.size();

    /** No text. */
    static final int NO_TEXT = -1;

    private static final int FEWEST = 16;
    private static final Column[] TEXTS = FlowSchema.TEXTS.toArray(Column[]::new);
    private static final Column[] NUMBERS = FlowSchema.NUMBERS.toArray(Column[]::new);

    private final int[][] texts = new int[TEXTS.length][FEWEST];
    private final long[][] numbers = new long[NUMBERS.length][FEWEST];
    private int rows;
    private int room = FEWEST;

    /**
     * Adds a row.
     *
     * @param tables give the texts of each column their numbers
     */
    void add(FlowRow row, List<TextTable> tables) {
        if (rows == room) {
            grow();
        }
        for (int i = 0; i < TEXTS.length; i++) {
            Column column = TEXTS[i];
            texts[i][rows] = row.has(column) ? tables.get(i).number(row.text(column)) : NO_TEXT;
        }
        for (int i = 0; i < NUMBERS.length; i++) {
            Column column = NUMBERS[i];
            numbers[i][rows] = row.has(column) ? row.number(column) : RowBatch.NONE;
        }
        rows++;
    }

    private void grow() {
        room = 2 * room;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Arrays.copyOf(texts[i], room);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Arrays.copyOf(numbers[i], room);
        }
    }

    int rows() {
        return rows;
    }

    /** The bytes that its arrays take. */
    long memory() {
        return (long) room * ROW_BYTES;
    }

    /** The numbers of a column's texts, {@link #NO_TEXT} where there is none; as many as there are rows count. */
    int[] texts(int index) {
        return texts[index];
    }

    /** A column's numbers, {@link RowBatch#NONE} where there is none; as many as there are rows count. */
    long[] numbers(int index) {
        return numbers[index];
    }
}
