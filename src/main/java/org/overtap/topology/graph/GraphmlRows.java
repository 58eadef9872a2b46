package org.overtap.topology.graph;

import java.util.Arrays;
import java.util.List;

/** The edges and hyperedges of a GraphML file, and where each was drawn, without an object a row. */
final class GraphmlRows {
    private final IntBuffer ends = new IntBuffer();
    private final IntBuffer end = new IntBuffer();
    private final IntBuffer lines = new IntBuffer();
    private final IntBuffer columns = new IntBuffer();

    void add(List<Integer> nodes, int line, int column) {
        nodes.forEach(ends::add);
        end.add(ends.size());
        lines.add(line);
        columns.add(column);
    }

    int count() {
        return end.size();
    }

    /** The nodes that the row joins. */
    int[] ends(int row) {
        int[] nodes = new int[end.get(row) - (row == 0 ? 0 : end.get(row - 1))];
        Arrays.setAll(nodes, i -> ends.get(end.get(row) - nodes.length + i));
        return nodes;
    }

    /** {@code line:column}. */
    String position(int row) {
        return lines.get(row) + ":" + columns.get(row);
    }
}
