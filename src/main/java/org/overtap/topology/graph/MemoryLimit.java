package org.overtap.topology.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.overtap.topology.TopologyException;

/** Refuses files that would not fit into memory before much of them was read. */
final class MemoryLimit {
    private static final int SAMPLE = 1 << 16;
    /** What a link takes while it is read and a cover is searched, in bytes, as measured, rounded up. */
    private static final long BYTES_PER_LINK = 90;

    private MemoryLimit() {}

    /** What a drawing may take: the heap's limit without what the program itself takes. */
    static long bytes() {
        return Math.max(8L << 20, Runtime.getRuntime().maxMemory() - (32L << 20));
    }

    static void refuseLargeEdgeList(Path file, long limit) throws IOException {
        long packed = Files.size(file);
        if (packed < SAMPLE) {
            return;
        }
        long needed = (long) (unpackedSize(file, packed) / bytesPerLine(file) * BYTES_PER_LINK);
        if (needed > limit) {
            throw tooLarge(file.toString(), needed, limit);
        }
    }

    static void refuseLarger(Path file, long limit) throws IOException {
        if (Files.size(file) > limit) {
            throw tooLarge(file.toString(), Files.size(file), limit);
        }
    }

    static TopologyException tooLarge(String file, long needed, long limit) {
        return new TopologyException(file + ": needs about " + mebibytes(needed) + " MiB of memory, and the limit is "
                + mebibytes(limit) + " MiB: raise it with OVERTAP_JAVA_OPTS=-Xmx" + (mebibytes(needed) / 1024 + 1)
                + "g, or plan parts of the network");
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** Of a plain file, looks into its middle: names that are numbers grow longer towards the end. */
    private static double bytesPerLine(Path file) throws IOException {
        byte[] sample;
        try (InputStream in = EdgeListFile.open(file)) {
            in.skip(file.toString().endsWith(".gz") ? 0 : Math.max(0, Files.size(file) - SAMPLE) / 2);
            sample = in.readNBytes(SAMPLE);
        }
        int lines = 1;
        for (byte b : sample) {
            lines += b == '\n' ? 1 : 0;
        }
        return (double) Math.max(1, sample.length) / lines;
    }

    /** The last four bytes of a gzip file tell its unpacked size, unless that is above 4 GiB. */
    private static long unpackedSize(Path file, long packed) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return packed;
        }
        try (RandomAccessFile last = new RandomAccessFile(file.toFile(), "r")) {
            last.seek(packed - 4);
            return Math.max(packed, Integer.toUnsignedLong(Integer.reverseBytes(last.readInt())));
        }
    }
}
