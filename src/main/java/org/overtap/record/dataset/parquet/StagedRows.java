package org.overtap.record.dataset.parquet;

import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Rows of one partition that wait to become a row group, by column. */
final class StagedRows {
    /** What a row takes. */
    static final int ROW_BYTES = Integer.BYTES * FlowSchema.TEXTS.size() + Long.BYTES * FlowSchema.NUMBERS.size();

    /** No text. */
    static final int NO_TEXT = -1;

    private static final Column[] TEXTS = FlowSchema.TEXTS.toArray(Column[]::new);
    private static final Column[] NUMBERS = FlowSchema.NUMBERS.toArray(Column[]::new);

    private final RowBlocks blocks;
    private RowBlocks.Block block;
    private int rows;

    /**
     * No rows yet.
     *
     * @param blocks where their memory comes from
     */
    StagedRows(RowBlocks blocks) {
        this.blocks = blocks;
        block = blocks.smallest();
    }

    /**
     * Adds a row.
     *
     * @param tables give the texts of each column their numbers
     */
    void add(FlowRow row, TextTable[] tables) {
        if (rows == block.room()) {
            block = blocks.larger(block);
        }
        int[][] texts = block.texts();
        for (int i = 0; i < TEXTS.length; i++) {
            Column column = TEXTS[i];
            texts[i][rows] = row.has(column) ? tables[i].number(row.text(column)) : NO_TEXT;
        }
        long[][] numbers = block.numbers();
        for (int i = 0; i < NUMBERS.length; i++) {
            Column column = NUMBERS[i];
            numbers[i][rows] = row.has(column) ? row.number(column) : RowBatch.NONE;
        }
        rows++;
    }

    int rows() {
        return rows;
    }

    /** Gives its memory back. */
    void free() {
        blocks.give(block);
        rows = 0;
    }

    /** The numbers of a column's texts, {@link #NO_TEXT} where there is none; as many as there are rows count. */
    int[] texts(int index) {
        return block.texts()[index];
    }

    /** A column's numbers, {@link RowBatch#NONE} where there is none; as many as there are rows count. */
    long[] numbers(int index) {
        return block.numbers()[index];
    }
}
