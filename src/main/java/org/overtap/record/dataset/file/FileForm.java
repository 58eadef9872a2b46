package org.overtap.record.dataset.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.overtap.record.table.Column;

/** A form in which a table's rows are stored. */
public interface FileForm {
    /** Where a table is, relative to the dataset's folder: a file, or a folder of files. */
    String place(String table);

    /** Begins a table in a dataset's folder that has none of that name. */
    TableWriter writer(Path dataset, String table) throws IOException;

    /** The files of a table that a dataset's folder has, in their order. */
    List<Path> files(Path dataset, String table) throws IOException;

    /**
     * Opens one of them.
     *
     * @param columns what will be asked of its rows
     * @param texts makes equal texts of all files one object
     * @throws IOException if it cannot be read, with the reason and without its name
     */
    RowBatches read(Path file, Set<Column> columns, SharedTexts texts) throws IOException;

    /** Whether this machine has all that reading such files needs. */
    default boolean runsHere() {
        return true;
    }
}
