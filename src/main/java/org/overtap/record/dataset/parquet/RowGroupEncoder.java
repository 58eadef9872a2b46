package org.overtap.record.dataset.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.table.Column;

/**
 * Writes staged rows as a row group (Parquet's format, version 1 pages): one page a column, texts by a dictionary where
 * that is shorter, numbers by their differences (DELTA_BINARY_PACKED).
 */
final class RowGroupEncoder implements Closeable {
    private static final int SLAB = 1 << 12;
    private static final int LARGEST_PAGE = 1 << 28;
    private static final ByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();

    /** Of the default version of the format: blocks of 128 values in 4 parts. */
    private static final int BLOCK = 128;

    private static final int PARTS = 4;

    private final MessageType schema;
    private final TextTable[] tables;
    private final PageCompressor pages;
    private int[] local = new int[0];
    private int[] used = new int[0];

    /**
     * For rows whose texts have their numbers from these tables.
     *
     * @param tables one a column of texts
     */
    RowGroupEncoder(MessageType schema, TextTable[] tables) throws IOException {
        pages = new PageCompressor();
        this.schema = schema;
        this.tables = tables;
    }

    @Override
    public void close() {
        pages.close();
    }

    /** Writes the rows. */
    void write(StagedRows rows, ParquetFileWriter file) throws IOException {
        file.startBlock(rows.rows());
        for (ColumnDescriptor column : schema.getColumns()) {
            Column meant = FlowSchema.column(column.getPath()[0]).orElseThrow();
            file.startColumn(column, rows.rows(), CompressionCodecName.ZSTD);
            if (meant.type() == Column.Type.TEXT) {
                int index = FlowSchema.TEXTS.indexOf(meant);
                texts(file, column.getPrimitiveType(), rows.texts(index), rows.rows(), tables[index]);
            } else {
                int index = FlowSchema.NUMBERS.indexOf(meant);
                numbers(file, column.getPrimitiveType(), rows.numbers(index), rows.rows());
            }
            file.endColumn();
        }
        file.endBlock();
    }

    private void texts(ParquetFileWriter file, PrimitiveType type, int[] values, int rows, TextTable table)
            throws IOException {
        int different = number(values, rows, table);
        long plain = 0;
        int there = 0;
        for (int i = 0; i < rows; i++) {
            if (values[i] >= 0) {
                plain += Integer.BYTES + table.bytes(values[i]).length;
                there++;
            }
        }
        Statistics<?> statistics = statistics(type, rows - there);
        byte[] dictionary = dictionary(different, table, statistics);
        int width = BytesUtils.getWidthFromMaxInt(Math.max(0, different - 1));
        BytesInput present = there == 0 || there == rows ? all(rows, there) : present(values, rows);
        if (there > 0 && dictionary.length + (long) there * width / Byte.SIZE < plain) {
            file.writeDictionaryPage(
                    new DictionaryPage(pages.small(dictionary), dictionary.length, different, Encoding.PLAIN));
            BytesInput places =
                    BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), places(values, rows, width));
            page(file, rows, present, places, statistics, Encoding.RLE_DICTIONARY);
        } else {
            page(file, rows, present, plain(values, rows, table), statistics, Encoding.PLAIN);
        }
        for (int i = 0; i < different; i++) {
            local[used[i]] = 0;
        }
    }

    /** Numbers the texts that these rows have: a text's number among them, plus one, is in {@code local}. */
    private int number(int[] values, int rows, TextTable table) {
        if (local.length < table.count()) {
            local = new int[Integer.highestOneBit(table.count()) * 2];
        }
        int different = 0;
        for (int i = 0; i < rows; i++) {
            int value = values[i];
            if (value >= 0 && local[value] == 0) {
                if (different == used.length) {
                    used = Arrays.copyOf(used, Math.max(SLAB, 2 * different));
                }
                used[different] = value;
                different++;
                local[value] = different;
            }
        }
        return different;
    }

    private byte[] dictionary(int different, TextTable table, Statistics<?> statistics) {
        int length = 0;
        for (int i = 0; i < different; i++) {
            length += Integer.BYTES + table.bytes(used[i]).length;
        }
        byte[] page = new byte[length];
        byte[] first = different == 0 ? page : table.bytes(used[0]);
        byte[] last = first;
        int at = 0;
        for (int i = 0; i < different; i++) {
            byte[] text = table.bytes(used[i]);
            first = Arrays.compareUnsigned(text, first) < 0 ? text : first;
            last = Arrays.compareUnsigned(text, last) > 0 ? text : last;
            at = put(page, at, text);
        }
        if (different > 0) {
            statistics.updateStats(Binary.fromConstantByteArray(first));
            statistics.updateStats(Binary.fromConstantByteArray(last));
        }
        return page;
    }

    private static int put(byte[] page, int at, byte[] text) {
        for (int i = 0; i < Integer.BYTES; i++) {
            page[at + i] = (byte) (text.length >>> i * Byte.SIZE);
        }
        System.arraycopy(text, 0, page, at + Integer.BYTES, text.length);
        return at + Integer.BYTES + text.length;
    }

    private BytesInput places(int[] values, int rows, int width) throws IOException {
        RunLengthBitPackingHybridEncoder out = new RunLengthBitPackingHybridEncoder(width, SLAB, LARGEST_PAGE, HEAP);
        for (int i = 0; i < rows; i++) {
            if (values[i] >= 0) {
                out.writeInt(local[values[i]] - 1);
            }
        }
        return out.toBytes();
    }

    private static BytesInput plain(int[] values, int rows, TextTable table) {
        int length = 0;
        for (int i = 0; i < rows; i++) {
            length += values[i] < 0 ? 0 : Integer.BYTES + table.bytes(values[i]).length;
        }
        byte[] page = new byte[length];
        int at = 0;
        for (int i = 0; i < rows; i++) {
            at = values[i] < 0 ? at : put(page, at, table.bytes(values[i]));
        }
        return BytesInput.from(page);
    }

    /** All rows have a value, or none: one run (Parquet's format, RLE). */
    private static BytesInput all(int rows, int there) {
        return BytesInput.concat(
                BytesInput.fromUnsignedVarInt(rows << 1), BytesInput.from(new byte[] {(byte) (there == 0 ? 0 : 1)}));
    }

    /** Which rows have a value. */
    private static BytesInput present(int[] values, int rows) throws IOException {
        RunLengthBitPackingHybridEncoder out = new RunLengthBitPackingHybridEncoder(1, SLAB, LARGEST_PAGE, HEAP);
        for (int i = 0; i < rows; i++) {
            out.writeInt(values[i] < 0 ? 0 : 1);
        }
        return out.toBytes();
    }

    private void numbers(ParquetFileWriter file, PrimitiveType type, long[] values, int rows) throws IOException {
        DeltaBinaryPackingValuesWriterForLong differences =
                new DeltaBinaryPackingValuesWriterForLong(BLOCK, PARTS, SLAB, LARGEST_PAGE, HEAP);
        long smallest = Long.MAX_VALUE;
        long largest = Long.MIN_VALUE;
        int there = 0;
        for (int i = 0; i < rows; i++) {
            long value = values[i];
            if (value != RowBatch.NONE) {
                differences.writeLong(value);
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
                there++;
            }
        }
        Statistics<?> statistics = statistics(type, rows - there);
        BytesInput present = there == 0 || there == rows ? all(rows, there) : present(values, rows);
        if (there > 0) {
            statistics.updateStats(smallest);
            statistics.updateStats(largest);
            page(file, rows, present, differences.getBytes(), statistics, Encoding.DELTA_BINARY_PACKED);
        } else {
            page(file, rows, present, BytesInput.empty(), statistics, Encoding.PLAIN);
        }
    }

    private static BytesInput present(long[] values, int rows) throws IOException {
        RunLengthBitPackingHybridEncoder out = new RunLengthBitPackingHybridEncoder(1, SLAB, LARGEST_PAGE, HEAP);
        for (int i = 0; i < rows; i++) {
            out.writeInt(values[i] == RowBatch.NONE ? 0 : 1);
        }
        return out.toBytes();
    }

    private static Statistics<?> statistics(PrimitiveType type, long absent) {
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.incrementNumNulls(absent);
        return statistics;
    }

    private void page(
            ParquetFileWriter file,
            int rows,
            BytesInput present,
            BytesInput values,
            Statistics<?> statistics,
            Encoding encoding)
            throws IOException {
        byte[] whole =
                PageCompressor.array(BytesInput.concat(BytesInput.fromInt((int) present.size()), present, values));
        file.writeDataPage(
                rows, whole.length, pages.small(whole), statistics, rows, Encoding.RLE, Encoding.RLE, encoding);
    }
}
