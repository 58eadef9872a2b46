package org.overtap.topology.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.overtap.topology.TopologyException;

/** Refuses what would not fit into memory before it is there. */
public final class MemoryLimit {
    private MemoryLimit() {}

    /** What a document or a drawing may take: the heap's limit without what the program itself takes. */
    public static long bytes() {
        return Math.max(8L << 20, Runtime.getRuntime().maxMemory() - (32L << 20));
    }

    /**
     * Refuses the file if it alone is larger.
     *
     * @throws TopologyException if it is
     */
    public static void refuseLarger(Path file, long limit) throws IOException {
        refuseMore(file.toString(), Files.size(file), limit);
    }

    /**
     * Refuses what needs more than the limit, both in bytes.
     *
     * @throws TopologyException if it does
     */
    public static void refuseMore(String file, long needed, long limit) {
        if (needed > limit) {
            throw tooLarge(file, needed, limit);
        }
    }

    /** That so many bytes are needed, and how to allow them. */
    public static TopologyException tooLarge(String file, long needed, long limit) {
        return new TopologyException(file + ": needs about " + mebibytes(needed) + " MiB of memory, and the limit is "
                + mebibytes(limit) + " MiB: raise it with OVERTAP_JAVA_OPTS=-Xmx" + (mebibytes(needed) / 1024 + 1)
                + "g, or plan parts of the network");
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
