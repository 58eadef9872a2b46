package org.overtap.record.dataset.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.dataset.file.RowBatches;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.table.Column;

/** The rows of a table of text, some thousands at a time. */
final class CsvBatches implements RowBatches {
    private static final int ROWS = 8192;

    private final CsvFields fields;
    /** By place in a line; null where nobody asked. */
    private final List<Optional<Column>> places = new ArrayList<>();

    private long line = 1;

    private CsvBatches(CsvFields fields) {
        this.fields = fields;
    }

    static CsvBatches open(Path file, Set<Column> asked, SharedTexts texts) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            CsvBatches batches = new CsvBatches(new CsvFields(in, texts));
            batches.header(asked);
            return batches;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void header(Set<Column> asked) throws IOException {
        boolean known = false;
        while (fields.next()) {
            Optional<Column> column = column(fields.text());
            known |= column.isPresent();
            places.add(column.filter(asked::contains));
            if (fields.endsLine()) {
                break;
            }
        }
        if (!known) {
            throw new IOException("its first line does not name a dataset's columns");
        }
    }

    private static Optional<Column> column(String title) {
        for (Column column : Column.values()) {
            if (column.title().equals(title)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<RowBatch> next() throws IOException {
        List<CsvColumn> columns = places.stream()
                .map(column -> column.map(c -> CsvColumn.of(c, ROWS)).orElse(null))
                .toList();
        int rows = 0;
        while (rows < ROWS && row(columns, rows)) {
            rows++;
        }
        if (rows == 0) {
            return Optional.empty();
        }
        RowBatch batch = new RowBatch(rows);
        columns.forEach(column -> {
            if (column != null) {
                column.into(batch);
            }
        });
        return Optional.of(batch);
    }

    private boolean row(List<CsvColumn> columns, int row) throws IOException {
        line++;
        for (int i = 0; i < columns.size(); i++) {
            if (!fields.next()) {
                if (i == 0) {
                    return false;
                }
                throw new IOException("line " + line + " ends early");
            }
            if (fields.endsLine() != (i == columns.size() - 1)) {
                throw new IOException("line " + line + " has another number of fields than the first");
            }
            take(columns.get(i), row);
        }
        return true;
    }

    private void take(CsvColumn column, int row) throws IOException {
        if (column != null) {
            try {
                column.set(row, fields);
            } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
                throw new IOException("line " + line + " has \"" + fields.text() + "\" as " + column.title(), e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        fields.close();
    }
}
