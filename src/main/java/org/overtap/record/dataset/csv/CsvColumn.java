package org.overtap.record.dataset.csv;

import java.util.Arrays;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.table.Column;

/** The values of one column for a batch of rows. */
abstract class CsvColumn {
    private final Column column;

    private CsvColumn(Column column) {
        this.column = column;
    }

    static CsvColumn of(Column column, int rows) {
        return column.type() == Column.Type.TEXT ? new Texts(column, rows) : new Numbers(column, rows);
    }

    /** Takes a row's value from the field that was read last. */
    abstract void set(int row, CsvFields fields);

    /** Gives all values to the batch. */
    abstract void into(RowBatch batch);

    String title() {
        return column.title();
    }

    private static final class Texts extends CsvColumn {
        private final Column column;
        private final int[] places;
        private String[] texts = new String[16];
        private int count;

        Texts(Column column, int rows) {
            super(column);
            this.column = column;
            places = new int[rows];
        }

        @Override
        void set(int row, CsvFields fields) {
            if (fields.isEmpty()) {
                places[row] = -1;
                return;
            }
            String text = fields.sharedText();
            if (count == 0 || !texts[count - 1].equals(text)) {
                if (count == texts.length) {
                    texts = Arrays.copyOf(texts, 2 * count);
                }
                texts[count] = text;
                count++;
            }
            places[row] = count - 1;
        }

        @Override
        void into(RowBatch batch) {
            batch.texts(column, texts, places);
        }
    }

    private static final class Numbers extends CsvColumn {
        private final Column column;
        private final long[] numbers;

        Numbers(Column column, int rows) {
            super(column);
            this.column = column;
            numbers = new long[rows];
        }

        @Override
        void set(int row, CsvFields fields) {
            if (fields.isEmpty()) {
                numbers[row] = RowBatch.NONE;
            } else if (column.type() == Column.Type.TIME) {
                numbers[row] = CsvTimes.micros(fields.text());
            } else {
                numbers[row] = Long.parseLong(fields.text());
            }
        }

        @Override
        void into(RowBatch batch) {
            batch.numbers(column, numbers);
        }
    }
}
