package org.overtap.topology.graph;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.MemoryLimit;

/**
 * Reads an edge list's lines, one after another, into a drawing. Whether names are parted by white space or by commas
 * (or semicolons) the first line with names says.
 */
final class EdgeListLines {
    private static final Set<String> HEADINGS =
            Set.of("source target", "from to", "src dst", "node1 node2", "fromnodeid tonodeid", "node_1 node_2");
    private static final byte UNDECIDED = -1;
    private static final byte SPACE = ' ';

    private final String file;
    private final EdgeColumns columns;
    private final long mostBytes;
    private final NetworkGraphBuilder drawing;
    private final WeightColumn weights = new WeightColumn();
    private int[] start = new int[16];
    private int[] end = new int[16];
    private int words;
    private byte separator = UNDECIDED;
    private boolean sizesAwaited;
    private boolean anyRow;
    private long line;

    EdgeListLines(String file, EdgeColumns columns, long mostBytes, NetworkGraphBuilder drawing) {
        this.file = file;
        this.columns = columns;
        this.mostBytes = mostBytes;
        this.drawing = drawing;
    }

    /**
     * Reads the next line.
     *
     * @return whether it named anything
     */
    boolean read(byte[] text, int from, int to) {
        line++;
        int first = skipSpace(text, from, to, from);
        if (first == to || text[first] == '#' || text[first] == '%') {
            heedHeader(text, first, to);
            return false;
        }
        int last = withoutComment(text, first, to);
        if (sizesAwaited) {
            sizesAwaited = false;
            return false;
        }
        if (separator == UNDECIDED) {
            separator = separator(text, first, last);
        }
        words = 0;
        if (separator == SPACE) {
            splitAtSpace(text, from, first, last);
        } else {
            splitAtSeparator(text, from, first, last);
        }
        takeRow(text);
        return true;
    }

    /** Lines read so far. */
    long line() {
        return line;
    }

    /** Makes sure that what was read can be meant, when all of it was. */
    void finish() {
        if (!columns.meant()) {
            weights.complaint().ifPresent(words -> {
                throw new TopologyException(file + ": " + words);
            });
        }
    }

    /** MatrixMarket, as network collections have it, tells its sizes in the first line that is no comment. */
    private void heedHeader(byte[] text, int from, int to) {
        if (line > 1) {
            return;
        }
        String head = new String(text, from, Math.min(to - from, 80), StandardCharsets.ISO_8859_1);
        sizesAwaited = head.startsWith("%%MatrixMarket");
        if (sizesAwaited && !head.contains("coordinate")) {
            throw malformed(0, "only coordinate matrices are lists of edges");
        }
    }

    private static int withoutComment(byte[] text, int from, int to) {
        int last = to;
        for (int i = from + 1; i < to; i++) {
            if (text[i] == '#' && isSpace(text[i - 1])) {
                last = i;
                break;
            }
        }
        while (last > from && (text[last - 1] == ' ' || text[last - 1] >= '\t' && text[last - 1] <= '\r')) {
            last--;
        }
        return last;
    }

    private static byte separator(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ',' || text[i] == ';') {
                return text[i];
            }
        }
        return SPACE;
    }

    private void splitAtSpace(byte[] text, int from, int first, int last) {
        int at = first;
        while (at < last && words < columns.most()) {
            int begin = at;
            while (at < last && !isSpace(text[at])) {
                at++;
            }
            refuseSeparator(text, begin, begin - from);
            refuseSeparator(text, at - 1, at - 1 - from);
            takeWord(text, begin, at, begin - from);
            at = skipSpace(text, at, last, from);
        }
    }

    private void refuseSeparator(byte[] text, int at, int column) {
        if (text[at] == ',' || text[at] == ';') {
            throw malformed(
                    column,
                    "a '" + (char) text[at] + "' stands there, and the lines before part names by white space: use one"
                            + " of them in all lines");
        }
    }

    private void splitAtSeparator(byte[] text, int from, int first, int last) {
        int at = first;
        while (at <= last && words < columns.most()) {
            int next = at;
            while (next < last && text[next] != separator) {
                next++;
            }
            int begin = skipSpace(text, at, next, from);
            int stop = next;
            while (stop > begin && isSpace(text[stop - 1])) {
                stop--;
            }
            if (begin == stop) {
                throw malformed(begin - from, "a name is missing beside the '" + (char) separator + "'");
            }
            for (int i = begin; i < stop; i++) {
                if (isSpace(text[i])) {
                    throw malformed(
                            i - from,
                            "white space stands there, and the first line parts names by '" + (char) separator
                                    + "': use one of them in all lines");
                }
            }
            takeWord(text, begin, stop, begin - from);
            at = next + 1;
        }
    }

    private void takeWord(byte[] text, int from, int to, int column) {
        if (words >= 2 && text[from] == '{') {
            throw malformed(
                    column,
                    "attributes after a link are not read: write the edge list without them (networkx: data=False), or"
                            + " give --columns 2");
        }
        if (text[from] == '"') {
            throw malformed(column, "a quotation mark stands there: write names without");
        }
        boolean ascii = true;
        boolean sign = true;
        for (int i = from; i < to; i++) {
            ascii &= text[i] >= 0;
            sign &= "-<>=|".indexOf(text[i]) >= 0;
        }
        if (sign) {
            throw malformed(
                    column,
                    "'" + new String(text, from, to - from, StandardCharsets.US_ASCII)
                            + "' is no name: a line has names and nothing between them");
        }
        if (!ascii) {
            requireUtf8(text, from, to, column);
        }
        if (words == start.length) {
            MemoryLimit.refuseMore(file, drawing.bytesNeeded() + 100L * words, mostBytes);
            start = Arrays.copyOf(start, 2 * words);
            end = Arrays.copyOf(end, 2 * words);
        }
        start[words] = from;
        end[words++] = to;
    }

    private void requireUtf8(byte[] text, int from, int to, int column) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, to - from));
        } catch (CharacterCodingException e) {
            throw malformed(column, "that name is not UTF-8: convert the file (iconv -f latin1 -t utf8)");
        }
    }

    private void takeRow(byte[] text) {
        if (words == 1) {
            throw malformed(
                    0,
                    "only '" + word(text, 0) + "' is named: a line needs the two ends of a link, or the members of a"
                            + " LAN");
        }
        if (!anyRow) {
            refuseHeading(text);
            anyRow = true;
        }
        weights.row(text, start, end, words);
        if (words == 2) {
            drawing.link(add(text, 0), add(text, 1));
        } else {
            int[] row = new int[words];
            Arrays.setAll(row, i -> add(text, i));
            drawing.row(row);
        }
    }

    private void refuseHeading(byte[] text) {
        String both = (word(text, 0) + " " + word(text, 1)).toLowerCase(Locale.ROOT);
        if (HEADINGS.contains(both)) {
            throw malformed(
                    0,
                    "'" + both + "' looks like the heading of a table: take it out, or put that line behind others if"
                            + " nodes are called so");
        }
    }

    private int add(byte[] text, int word) {
        return drawing.names().add(text, start[word], end[word]);
    }

    private String word(byte[] text, int word) {
        return new String(text, start[word], end[word] - start[word], StandardCharsets.UTF_8);
    }

    /** Other control characters are neither names nor between them: that file is no text. */
    private int skipSpace(byte[] text, int from, int to, int lineStart) {
        int at = from;
        while (at < to && isSpace(text[at])) {
            if (text[at] == '\r' && at < to - 1) {
                throw malformed(
                        at - lineStart, "a carriage return stands there alone: end lines with a line feed (mac2unix)");
            }
            if (text[at] != ' ' && (text[at] < '\t' || text[at] > '\r')) {
                throw malformed(at - lineStart, "a control character (" + text[at] + ") stands there: names are text");
            }
            at++;
        }
        return at;
    }

    private TopologyException malformed(int column, String complaint) {
        return new TopologyException(file + ":" + line + ":" + (column + 1) + ": " + complaint);
    }

    private static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }
}
