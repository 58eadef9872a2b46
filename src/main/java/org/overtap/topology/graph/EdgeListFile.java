package org.overtap.topology.graph;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.overtap.topology.TopologyException;

/**
 * Edge lists: a line names the two ends of a link, or the members of a switched LAN. Names are separated by white
 * space; a word that starts with {@code #} starts a comment. {@code .gz} files are unpacked as they are read.
 */
public final class EdgeListFile {
    private static final int CHUNK = 1 << 18;
    private static final int LONGEST_LINE = 1 << 28;

    private final String file;
    private final long mostBytes;
    private final NetworkGraphBuilder drawing = new NetworkGraphBuilder();
    private byte[] buffer = new byte[CHUNK];
    private int[] row = new int[16];
    private long line;

    private EdgeListFile(String file, long mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads the file.
     *
     * @throws TopologyException if a line makes no sense, or the drawing would not fit into memory
     */
    public static NetworkGraph read(Path file) {
        long limit = MemoryLimit.bytes();
        EdgeListFile reader = new EdgeListFile(file.toString(), limit);
        try {
            MemoryLimit.refuseLargeEdgeList(file, limit);
            try (InputStream in = open(file)) {
                reader.readAll(in);
            }
        } catch (IOException e) {
            String why = e.getMessage() == null ? "it ends too early" : e.getMessage();
            throw new TopologyException(file + ": cannot be read (" + why + ")", e);
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
            if (drawing.bytesNeeded() > mostBytes) {
                throw MemoryLimit.tooLarge(file, drawing.bytesNeeded(), mostBytes);
            }
        }
        if (held > 0) {
            readLine(0, held);
        }
    }

    private int read(InputStream in, int held) throws IOException {
        if (held == buffer.length) {
            if (held >= LONGEST_LINE) {
                throw new TopologyException(file + ":" + (line + 1) + ":1: the line is longer than 256 MiB");
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
                readLine(start, i);
                start = i + 1;
            }
        }
        return start;
    }

    private void readLine(int from, int to) {
        line++;
        int words = 0;
        int at = from;
        while (true) {
            while (at < to && isSpace(buffer[at])) {
                requireSpace(at++, from);
            }
            if (at == to || buffer[at] == '#') {
                break;
            }
            int start = at;
            while (at < to && !isSpace(buffer[at])) {
                at++;
            }
            takeWord(words++, start, at, start - from);
        }
        takeRow(words);
    }

    /** Other control characters are neither names nor between them: that file is no text. */
    private void requireSpace(int at, int from) {
        if (buffer[at] != ' ' && (buffer[at] < '\t' || buffer[at] > '\r')) {
            throw malformed(at - from, "a control character (" + buffer[at] + ") stands there: names are text");
        }
    }

    private void takeWord(int number, int start, int end, int column) {
        if (number == 2 && buffer[start] == '{') {
            throw malformed(
                    column,
                    "attributes after a link are not read: write the edge list without them (networkx: data=False)");
        }
        if (number == row.length) {
            row = Arrays.copyOf(row, 2 * number);
        }
        row[number] = drawing.names().add(buffer, start, end);
    }

    private void takeRow(int words) {
        if (words == 2) {
            drawing.link(row[0], row[1]);
        } else if (words > 2) {
            drawing.row(Arrays.copyOf(row, words));
        } else if (words == 1) {
            throw malformed(
                    0,
                    "only '" + drawing.names().name(row[0])
                            + "' is named: a line needs the two ends of a link, or the members of a LAN");
        }
    }

    private TopologyException malformed(int column, String complaint) {
        return new TopologyException(file + ":" + line + ":" + (column + 1) + ": " + complaint);
    }

    private static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }
}
