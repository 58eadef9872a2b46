package org.overtap.record.dataset.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.table.Column;

/** Reads one column of a row group. */
final class ColumnDecoder {
    private static final int NO_TEXT = -1;

    private final ColumnDescriptor descriptor;
    private final PageReader pages;
    private final int rows;
    private final SharedTexts shared;
    private final Dictionary dictionary;
    private int row;

    ColumnDecoder(ColumnDescriptor descriptor, PageReader pages, int rows, SharedTexts shared) throws IOException {
        this.descriptor = descriptor;
        this.pages = pages;
        this.rows = rows;
        this.shared = shared;
        DictionaryPage page = pages.readDictionaryPage();
        dictionary = page == null ? null : page.decode(descriptor);
    }

    /** Reads it, and gives its values to the batch. */
    void into(RowBatch batch) throws IOException {
        Column column = FlowSchema.column(descriptor.getPath()[0]).orElseThrow();
        if (column.type() == Column.Type.TEXT) {
            texts(batch, column);
        } else {
            numbers(batch, column);
        }
    }

    private void numbers(RowBatch batch, Column column) throws IOException {
        long[] values = new long[rows];
        while (row < rows) {
            Page page = page();
            for (int end = row + page.count; row < end; row++) {
                values[row] = page.there() ? page.values.readLong() : RowBatch.NONE;
            }
        }
        batch.numbers(column, values);
    }

    private void texts(RowBatch batch, Column column) throws IOException {
        int[] places = new int[rows];
        int known = dictionary == null ? 0 : dictionary.getMaxId() + 1;
        String[] texts = new String[Math.max(known, 1)];
        for (int i = 0; i < known; i++) {
            texts[i] = shared.of(dictionary.decodeToBinary(i).toStringUsingUTF8());
        }
        int count = known;
        while (row < rows) {
            Page page = page();
            for (int end = row + page.count; row < end; row++) {
                if (!page.there()) {
                    places[row] = NO_TEXT;
                } else if (page.byDictionary) {
                    places[row] = page.values.readValueDictionaryId();
                } else {
                    if (count == texts.length) {
                        texts = Arrays.copyOf(texts, 2 * count);
                    }
                    texts[count] = page.values.readBytes().toStringUsingUTF8();
                    places[row] = count;
                    count++;
                }
            }
        }
        batch.texts(column, texts, places);
    }

    private static final class Page {
        private final int count;
        private final ValuesReader present;
        private final ValuesReader values;
        private final boolean byDictionary;

        Page(int count, ValuesReader present, ValuesReader values, boolean byDictionary) {
            this.count = count;
            this.present = present;
            this.values = values;
            this.byDictionary = byDictionary;
        }

        boolean there() {
            return present == null || present.readInteger() == 1;
        }
    }

    private Page page() throws IOException {
        DataPage next = pages.readPage();
        if (next == null || next.getValueCount() > rows - row) {
            throw new IOException("its pages have other rows than it says");
        }
        if (!(next instanceof DataPageV1 page)) {
            throw new IOException("it has pages of version 2, which a dataset's files do not have");
        }
        ByteBufferInputStream in = page.getBytes().toInputStream();
        int count = page.getValueCount();
        ValuesReader present = null;
        if (descriptor.getMaxDefinitionLevel() > 0) {
            present = page.getDlEncoding().getValuesReader(descriptor, ValuesType.DEFINITION_LEVEL);
            present.initFromPage(count, in);
        }
        Encoding encoding = page.getValueEncoding();
        boolean byDictionary = encoding.usesDictionary();
        ValuesReader values = byDictionary
                ? encoding.getDictionaryBasedValuesReader(descriptor, ValuesType.VALUES, dictionary)
                : encoding.getValuesReader(descriptor, ValuesType.VALUES);
        values.initFromPage(count, in);
        return new Page(count, present, values, byDictionary);
    }
}
