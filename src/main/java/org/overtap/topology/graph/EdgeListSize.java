package org.overtap.topology.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.overtap.topology.file.MemoryLimit;

/** Tells from a look into an edge list, and from its size, what it would take. */
final class EdgeListSize {
    private static final int SAMPLE = 1 << 16;
    /** What a link takes while it is read and a cover is searched, in bytes, as measured, rounded up. */
    private static final long BYTES_PER_LINK = 90;

    private EdgeListSize() {}

    /** Refuses a file whose links would not fit into so many bytes. What has no links in the sample is let through. */
    static void refuseLarger(Path file, long limit) throws IOException {
        long packed = Files.size(file);
        if (packed >= SAMPLE) {
            MemoryLimit.refuseMore(
                    file.toString(), (long) (unpackedSize(file, packed) * linksPerByte(file) * BYTES_PER_LINK), limit);
        }
    }

    /** Of a plain file, looks into its middle: names that are numbers grow longer towards the end. */
    private static double linksPerByte(Path file) throws IOException {
        byte[] sample;
        try (InputStream in = EdgeListFile.open(file)) {
            in.skip(file.toString().endsWith(".gz") ? 0 : Math.max(0, Files.size(file) - SAMPLE) / 2);
            sample = in.readNBytes(SAMPLE);
        }
        int links = 0;
        boolean empty = true;
        for (byte b : sample) {
            links += b == '\n' && !empty ? 1 : 0;
            empty = b == '\n' || empty && b <= ' ' && b >= 0;
        }
        return (double) links / Math.max(1, sample.length);
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
