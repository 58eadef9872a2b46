package org.overtap.placement.vertexcover;

import java.util.Arrays;
import java.util.Optional;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.util.IntList;

/**
 * A problem of links (and plain switched LANs) of unit cost as an undirected graph: choose at least one end of every
 * edge. A switched LAN is the complete graph on its members. No loops, no parallel edges, neighbours in one array.
 */
public final class CoverGraph {
    final int nodes;
    final int[] start;
    final int[] neighbours;

    CoverGraph(int nodes, int[] start, int[] neighbours) {
        this.nodes = nodes;
        this.start = start;
        this.neighbours = neighbours;
    }

    /** The graph of the problem, unless it has another kind of row, costs, orders, or more than that many edges. */
    public static Optional<CoverGraph> of(CoverProblem problem, long maxEdges) {
        if (!problem.unitCosts() || !problem.allFree() || !problem.singleMemberSlots()) {
            return Optional.empty();
        }
        long edges = 0;
        for (int row = 0; row < problem.rows(); row++) {
            long size = problem.slotTo(row) - problem.slotFrom(row);
            if (size < 2 || problem.need(row) != size - 1) {
                return Optional.empty();
            }
            edges += size * (size - 1) / 2;
        }
        return edges > maxEdges ? Optional.empty() : Optional.of(build(problem)).filter(CoverGraph::hasNoLoops);
    }

    private static CoverGraph build(CoverProblem problem) {
        int[] start = new int[problem.candidates() + 1];
        for (int row = 0; row < problem.rows(); row++) {
            int others = problem.need(row);
            for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
                start[problem.member(slot) + 1] += others;
            }
        }
        for (int v = 0; v < problem.candidates(); v++) {
            start[v + 1] += start[v];
        }
        int[] neighbours = new int[start[problem.candidates()]];
        int[] next = Arrays.copyOf(start, problem.candidates());
        for (int row = 0; row < problem.rows(); row++) {
            connect(problem, row, next, neighbours);
        }
        return new CoverGraph(problem.candidates(), start, neighbours).withoutParallels();
    }

    private static void connect(CoverProblem problem, int row, int[] next, int[] neighbours) {
        int to = problem.slotTo(row);
        for (int a = problem.slotFrom(row); a < to; a++) {
            int u = problem.member(a);
            for (int b = a + 1; b < to; b++) {
                int v = problem.member(b);
                neighbours[next[u]++] = v;
                neighbours[next[v]++] = u;
            }
        }
    }

    private CoverGraph withoutParallels() {
        int[] lastSeenBy = new int[nodes];
        Arrays.fill(lastSeenBy, -1);
        int kept = 0;
        int from = 0;
        for (int v = 0; v < nodes; v++) {
            int to = start[v + 1];
            for (int i = from; i < to; i++) {
                int w = neighbours[i];
                if (lastSeenBy[w] != v) {
                    lastSeenBy[w] = v;
                    neighbours[kept++] = w;
                }
            }
            from = to;
            start[v + 1] = kept;
        }
        return kept == neighbours.length ? this : new CoverGraph(nodes, start, Arrays.copyOf(neighbours, kept));
    }

    private boolean hasNoLoops() {
        for (int v = 0; v < nodes; v++) {
            for (int i = start[v]; i < start[v + 1]; i++) {
                if (neighbours[i] == v) {
                    return false;
                }
            }
        }
        return true;
    }

    int degree(int v) {
        return start[v + 1] - start[v];
    }

    public int edges() {
        return neighbours.length / 2;
    }

    /** The graph on the listed nodes (ascending), numbered by their place in the list. */
    CoverGraph induced(int[] ids) {
        int[] number = new int[nodes];
        Arrays.fill(number, -1);
        for (int i = 0; i < ids.length; i++) {
            number[ids[i]] = i;
        }
        int[] newStart = new int[ids.length + 1];
        IntList kept = new IntList(4 * ids.length);
        for (int i = 0; i < ids.length; i++) {
            for (int j = start[ids[i]]; j < start[ids[i] + 1]; j++) {
                if (number[neighbours[j]] >= 0) {
                    kept.add(number[neighbours[j]]);
                }
            }
            newStart[i + 1] = kept.size();
        }
        return new CoverGraph(ids.length, newStart, kept.toArray());
    }
}
