package org.overtap.record.dataset.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.record.dataset.file.FileForm;
import org.overtap.record.dataset.file.RowBatches;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.dataset.file.TableWriter;
import org.overtap.record.table.Column;

/** Tables as folders of Parquet files: {@code flows/run=R/hour=YYYY-MM-DDTHH/probe=P/part-0.parquet}. */
public final class ParquetForm implements FileForm {
    private static final String ENDING = ".parquet";

    @Override
    public String place(String table) {
        return table;
    }

    @Override
    public TableWriter writer(Path dataset, String table) throws IOException {
        return new ParquetTable(dataset.resolve(table), ParquetTable.Limits.DEFAULT);
    }

    @Override
    public List<Path> files(Path dataset, String table) throws IOException {
        try (Stream<Path> all = Files.walk(dataset.resolve(table))) {
            return all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public RowBatches read(Path file, Set<Column> columns, SharedTexts texts) throws IOException {
        return ParquetBatches.open(file, columns, texts);
    }

    @Override
    public boolean runsHere() {
        try {
            new PageExpander().release();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
