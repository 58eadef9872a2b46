package org.overtap.report.picture.scene;

import java.util.List;

/**
 * What an overview tells in numbers of a network that is too large to be drawn one by one.
 *
 * @param nodes how many nodes there are
 * @param probing how many of them run a probe
 * @param collectors how many collect
 * @param segments how many segments there are
 * @param kinds nodes by what they are
 * @param spread nodes by how many segments they are on: {@code 3-4}
 * @param sizes segments by how many nodes are on them; counted besides: of how many nobody sees all
 * @param largest the largest segments that are no links; counted: their nodes, and those with a probe
 * @param busiest the nodes on the most segments; counted: those, and 1 for a probe
 * @param drawn how much of it is drawn
 */
public record OverviewFacts(
        int nodes,
        int probing,
        int collectors,
        int segments,
        List<Row> kinds,
        List<Row> spread,
        List<Row> sizes,
        List<Row> largest,
        List<Row> busiest,
        Drawn drawn) {
    public OverviewFacts {
        kinds = List.copyOf(kinds);
        spread = List.copyOf(spread);
        sizes = List.copyOf(sizes);
        largest = List.copyOf(largest);
        busiest = List.copyOf(busiest);
    }

    /**
     * Something that was counted.
     *
     * @param what its name, or a range
     * @param count how many
     * @param besides how many of those are what the table says besides
     */
    public record Row(String what, long count, long besides) {}

    /**
     * How much of the network is drawn.
     *
     * @param parts circles
     * @param lines lines between them, the strongest
     * @param allLines how many there would be
     * @param on how many segments the lines stand for
     * @param between how many segments are between parts
     * @param inside how many lie inside of one, and are not drawn
     */
    public record Drawn(int parts, int lines, int allLines, int on, int between, int inside) {}
}
