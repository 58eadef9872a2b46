package org.overtap.record.dataset.parquet;

import java.io.IOException;
import java.util.function.Supplier;

/** Begins to use the compressor, whose native part is not there for every machine. */
final class NativeZstd {
    private NativeZstd() {}

    /**
     * What is made with it.
     *
     * @throws IOException if it does not run here, with what to do
     */
    static <T> T begin(Supplier<T> made) throws IOException {
        try {
            return made.get();
        } catch (LinkageError e) {
            throw new IOException(
                    "the Zstandard library does not run on this machine (" + e.getMessage()
                            + "): where programs may not run from the folder for temporary files, name another with"
                            + " OVERTAP_JAVA_OPTS=-DZstdTempFolder=DIR; else use tables in CSV",
                    e);
        }
    }
}
