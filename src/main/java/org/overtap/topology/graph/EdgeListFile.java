package org.overtap.topology.graph;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.InputFile;
import org.overtap.topology.file.MemoryLimit;

/**
 * Edge lists: a line names the two ends of a link, or the members of a switched LAN. Names are parted by white space,
 * or all by commas; a word that starts with {@code #} starts a comment, and so does {@code %} at a line's start.
 * {@code .gz} files are unpacked as they are read.
 */
public final class EdgeListFile {
    private static final int CHUNK = 1 << 18;
    private static final int LONGEST_LINE = 1 << 26;
    /** Comments may be long, but not without an end: a small packed file may hold terabytes of nothing. */
    private static final long MOST_WITHOUT_NAMES = 1L << 26;

    private final String file;
    private final long mostBytes;
    private final NetworkGraphBuilder drawing = new NetworkGraphBuilder();
    private final EdgeListLines lines;
    private byte[] buffer = new byte[CHUNK];
    private long withoutNames;

    private EdgeListFile(String file, EdgeColumns columns, long mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes;
        this.lines = new EdgeListLines(file, columns, mostBytes, drawing);
    }

    /** As {@link #read(Path, EdgeColumns)}, where nothing is said of columns. */
    public static NetworkGraph read(Path file) {
        return read(file, EdgeColumns.UNSAID);
    }

    /**
     * Reads the file.
     *
     * @throws TopologyException if a line makes no sense, or the drawing would not fit into memory
     */
    public static NetworkGraph read(Path file, EdgeColumns columns) {
        long limit = MemoryLimit.bytes();
        EdgeListFile reader = new EdgeListFile(file.toString(), columns, limit);
        try {
            InputFile.requireRegular(file);
            EdgeListSize.refuseLarger(file, limit);
            try (InputStream in = open(file)) {
                reader.readAll(in);
            }
        } catch (IOException e) {
            throw new TopologyException(file + ": cannot be read (" + InputFile.reason(e) + ")", e);
        }
        return reader.finish(GraphFormats.baseName(file));
    }

    static InputStream open(Path file) throws IOException {
        InputStream plain = Files.newInputStream(file);
        return file.toString().endsWith(".gz")
                ? new GZIPInputStream(new BufferedInputStream(plain, CHUNK), CHUNK)
                : plain;
    }

    private NetworkGraph finish(String name) {
        if (drawing.names().size() == 0) {
            throw new TopologyException(file + ": has no links: each line names the two ends of one");
        }
        lines.finish();
        return drawing.build(name);
    }

    private void readAll(InputStream in) throws IOException {
        int held = 0;
        boolean first = true;
        for (int got = read(in, held); got > 0; got = read(in, held)) {
            int end = held + got;
            int from = first && startsWithMark(end) ? 3 : 0;
            first = false;
            held = end - readLines(from, end);
            System.arraycopy(buffer, end - held, buffer, 0, held);
            MemoryLimit.refuseMore(file, drawing.bytesNeeded(), mostBytes);
        }
        if (held > 0) {
            lines.read(buffer, 0, held);
        }
    }

    private int read(InputStream in, int held) throws IOException {
        if (held == buffer.length) {
            if (held >= Math.min(LONGEST_LINE, mostBytes / 4)) {
                throw new TopologyException(
                        file + ":" + (lines.line() + 1) + ":1: the line is longer than " + (held >> 20) + " MiB");
            }
            buffer = Arrays.copyOf(buffer, 2 * held);
        }
        return in.readNBytes(buffer, held, buffer.length - held);
    }

    private boolean startsWithMark(int end) {
        return end >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF;
    }

    /** Reads whole lines and returns where the incomplete one starts. */
    private int readLines(int from, int end) {
        int start = from;
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                withoutNames = lines.read(buffer, start, i) ? 0 : withoutNames + i + 1 - start;
                start = i + 1;
            }
        }
        if (withoutNames > MOST_WITHOUT_NAMES) {
            throw new TopologyException(file + ":" + lines.line() + ":1: nothing but empty lines and comments for "
                    + (MOST_WITHOUT_NAMES >> 20) + " MiB: this is no edge list");
        }
        return start;
    }
}
