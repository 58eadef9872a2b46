package org.overtap.topology.graph;

import java.util.Optional;

/**
 * Notices when an edge list's last column may not be names but weights or times: where every line has a number there,
 * and where all numbers stand behind two names that are none.
 */
final class WeightColumn {
    private long rows;
    private long wide;
    private int width;
    private boolean sameWidth = true;
    private boolean numbersLast = true;
    private boolean textFirst = true;

    /** Takes note of a line's words, which lie at {@code start} up to {@code end} in the text. */
    void row(byte[] text, int[] start, int[] end, int words) {
        sameWidth &= rows++ == 0 || words == width;
        width = words;
        if (words > 2) {
            wide++;
            numbersLast = numbersLast && number(text, start[words - 1], end[words - 1]);
        }
        textFirst = textFirst && !number(text, start[0], end[0]) && !number(text, start[1], end[1]);
    }

    /** What to tell the user, if there is anything. */
    Optional<String> complaint() {
        boolean every = rows > 1 && wide == rows && sameWidth;
        if (wide == 0 || !numbersLast || !every && !textFirst) {
            return Optional.empty();
        }
        String where = wide == rows ? "every line" : "every line of more than two words";
        return Optional.of(where + " has a number last: is it a weight? --columns 2 reads the first two words of each"
                + " line, --columns all reads numbers as nodes of a LAN");
    }

    private static boolean number(byte[] text, int from, int to) {
        int at = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        int whole = digits(text, at, to);
        int end = whole;
        if (end < to && text[end] == '.') {
            end = digits(text, end + 1, to);
        }
        if (end == at || end == whole + 1 && whole == at) {
            return false;
        }
        if (end < to && (text[end] == 'e' || text[end] == 'E')) {
            int exponent = end + 1 < to && (text[end + 1] == '-' || text[end + 1] == '+') ? end + 2 : end + 1;
            return exponent < to && digits(text, exponent, to) == to;
        }
        return end == to;
    }

    private static int digits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }
}
