package org.overtap.record.dataset.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.overtap.record.table.FlowRow;

/** Writes the rows of one table. Closed before it is finished, it gives up: what it wrote is of no use. */
public interface TableWriter extends Closeable {
    /** Takes a row. */
    void write(FlowRow row) throws IOException;

    /** Completes all files, and tells of each. */
    List<TableFile> finish() throws IOException;
}
