package org.overtap.record.dataset.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The rows of one file, many at a time. */
public interface RowBatches extends Closeable {
    /** The next of them; none at the file's end. */
    Optional<RowBatch> next() throws IOException;
}
