package org.overtap.record.dataset;

import java.nio.file.Path;
import java.util.Locale;
import org.overtap.record.dataset.csv.CsvForm;
import org.overtap.record.dataset.file.FileForm;
import org.overtap.record.dataset.parquet.ParquetForm;

/** The forms that a dataset's tables are stored in; the first that is there, and that this machine can read, is read. */
public enum TableForm {
    /** Apache Parquet, in folders by run, hour and probe. */
    PARQUET(new ParquetForm()),
    /** One file of text a table (RFC 4180). */
    CSV(new CsvForm());

    private final FileForm files;

    TableForm(FileForm files) {
        this.files = files;
    }

    /** How its files are written and read. */
    FileForm files() {
        return files;
    }

    /** As it is chosen on the command line, and as documents name it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a dataset has that table in this form. */
    boolean has(Path dataset, String table) {
        return java.nio.file.Files.exists(dataset.resolve(files.place(table)));
    }
}
