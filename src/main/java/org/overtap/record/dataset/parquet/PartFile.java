package org.overtap.record.dataset.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.overtap.record.dataset.file.SummedOutput;
import org.overtap.record.dataset.file.TableFile;

/** A Parquet file while it is written. */
final class PartFile implements Closeable {
    private final SummedOutput out;
    private final ParquetFileWriter writer;
    private long rows;

    /** Begins a file that is not there yet. */
    PartFile(Path file, MessageType schema) throws IOException {
        out = new SummedOutput(file);
        writer = new ParquetFileWriter(
                new Opened(out),
                schema,
                ParquetFileWriter.Mode.CREATE,
                ParquetWriter.DEFAULT_BLOCK_SIZE,
                0,
                null,
                ParquetProperties.builder().build());
        writer.start();
    }

    /** Appends rows. */
    void add(StagedRows group, RowGroupEncoder encoder) throws IOException {
        encoder.write(group, writer);
        rows += group.rows();
    }

    /** Completes the file. */
    TableFile finish() throws IOException {
        try (out) {
            writer.end(FlowSchema.words());
        }
        return out.file(rows);
    }

    /** Gives it up. */
    @Override
    public void close() throws IOException {
        out.giveUp();
    }

    /** The library makes its own files; it gets this one instead. */
    private record Opened(SummedOutput out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new Position(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Position extends PositionOutputStream {
        private final SummedOutput out;

        Position(SummedOutput out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return out.size();
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
