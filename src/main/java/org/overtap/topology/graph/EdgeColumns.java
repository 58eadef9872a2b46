package org.overtap.topology.graph;

import org.overtap.topology.TopologyException;

/**
 * Which words of an edge list's lines are names.
 *
 * @param most how many words of a line are read, from its start; what follows them is passed over
 * @param meant whether the user said so, so that numbers in the last column are names and no weights
 */
public record EdgeColumns(int most, boolean meant) {
    /** All words, unless they look like weights. */
    public static final EdgeColumns UNSAID = new EdgeColumns(Integer.MAX_VALUE, false);

    /** All words, whatever they look like. */
    public static final EdgeColumns ALL = new EdgeColumns(Integer.MAX_VALUE, true);

    /** As a user writes it: {@code all}, or how many. */
    public static EdgeColumns parse(String text) {
        if (text.equals("all")) {
            return ALL;
        }
        if (!text.matches("[1-9]\\d{0,6}") || text.equals("1")) {
            throw new TopologyException("'" + text + "' is no number of columns: 2 or more, or all");
        }
        return new EdgeColumns(Integer.parseInt(text), true);
    }
}
