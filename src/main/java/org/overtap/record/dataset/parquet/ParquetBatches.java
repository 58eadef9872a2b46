package org.overtap.record.dataset.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.dataset.file.RowBatches;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.table.Column;

/** The rows of a Parquet file, a row group at a time, with the columns that were asked for and no others. */
final class ParquetBatches implements RowBatches {
    /** More at once than any writer would keep in memory. */
    private static final long MOST_ROWS = 1 << 24;

    private final ParquetFileReader reader;
    private final List<ColumnDescriptor> columns;
    private final List<Folder> folders;
    private final SharedTexts texts;

    /** A column that the file's folders tell. */
    private record Folder(Column column, String value) {}

    private ParquetBatches(
            ParquetFileReader reader, List<ColumnDescriptor> columns, List<Folder> folders, SharedTexts texts) {
        this.texts = texts;
        this.reader = reader;
        this.columns = columns;
        this.folders = folders;
    }

    static ParquetBatches open(Path file, Set<Column> asked, SharedTexts texts) throws IOException {
        try {
            ParquetFileReader reader = ParquetFileReader.open(
                    new LocalInputFile(file),
                    new ParquetReadOptions.Builder(new PlainParquetConfiguration())
                            .withCodecFactory(new PageExpander())
                            .build());
            try {
                requireKnown(reader);
                List<Type> wanted = wanted(reader.getFileMetaData().getSchema(), asked);
                MessageType schema = new MessageType("flow", wanted);
                reader.setRequestedSchema(schema);
                return new ParquetBatches(
                        reader, wanted.isEmpty() ? List.of() : schema.getColumns(), folders(file, asked, texts), texts);
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /** What the library throws of damaged files is of many types. */
    private static IOException damaged(RuntimeException e) {
        return new IOException("it is no whole Parquet file", e);
    }

    private static void requireKnown(ParquetFileReader reader) throws IOException {
        String number = reader.getFileMetaData().getKeyValueMetaData().getOrDefault(FlowSchema.NUMBER_KEY, "");
        if (!number.equals(String.valueOf(FlowSchema.NUMBER))) {
            throw new IOException(
                    number.isEmpty()
                            ? "it is another program's file"
                            : "its schema is number " + number + ", and this version reads " + FlowSchema.NUMBER);
        }
    }

    private static List<Type> wanted(MessageType schema, Set<Column> asked) throws IOException {
        List<Type> wanted = new ArrayList<>();
        for (Type field : schema.getFields()) {
            Optional<Column> column = FlowSchema.column(field.getName()).filter(asked::contains);
            if (column.isPresent()) {
                PrimitiveTypeName right =
                        column.get().type() == Column.Type.TEXT ? PrimitiveTypeName.BINARY : PrimitiveTypeName.INT64;
                if (!field.isPrimitive()
                        || field.asPrimitiveType().getPrimitiveTypeName() != right
                        || field.isRepetition(Type.Repetition.REPEATED)) {
                    throw new IOException("its column " + field.getName() + " has another type");
                }
                wanted.add(field);
            }
        }
        return wanted;
    }

    private static List<Folder> folders(Path file, Set<Column> asked, SharedTexts texts) {
        List<Folder> folders = new ArrayList<>();
        for (Column column : asked) {
            if (column.partition()) {
                PartitionFolders.value(file, column.title())
                        .ifPresent(value -> folders.add(new Folder(column, texts.of(value))));
            }
        }
        return folders;
    }

    @Override
    public Optional<RowBatch> next() throws IOException {
        try {
            PageReadStore group = reader.readNextRowGroup();
            if (group == null) {
                return Optional.empty();
            }
            if (group.getRowCount() > MOST_ROWS) {
                throw new IOException("it has row groups of more rows than a dataset's files have");
            }
            int rows = (int) group.getRowCount();
            RowBatch batch = new RowBatch(rows);
            for (ColumnDescriptor column : columns) {
                new ColumnDecoder(column, group.getPageReader(column), rows, texts).into(batch);
            }
            for (Folder folder : folders) {
                batch.texts(folder.column, new String[] {folder.value}, new int[rows]);
            }
            return Optional.of(batch);
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
