package org.overtap.record.dataset.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.overtap.record.dataset.file.FileForm;
import org.overtap.record.dataset.file.RowBatches;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.dataset.file.TableWriter;
import org.overtap.record.table.Column;

/** Tables as one file of text each: {@code csv/flows.csv}. */
public final class CsvForm implements FileForm {
    @Override
    public String place(String table) {
        return "csv/" + table + ".csv";
    }

    @Override
    public TableWriter writer(Path dataset, String table) throws IOException {
        Path file = dataset.resolve(place(table));
        Files.createDirectories(file.getParent());
        return new CsvTable(file);
    }

    @Override
    public List<Path> files(Path dataset, String table) {
        return List.of(dataset.resolve(place(table)));
    }

    @Override
    public RowBatches read(Path file, Set<Column> columns, SharedTexts texts) throws IOException {
        return CsvBatches.open(file, columns, texts);
    }
}
