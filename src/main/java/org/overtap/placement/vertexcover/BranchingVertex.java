package org.overtap.placement.vertexcover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.overtap.placement.util.TimestampedSets;

/** The node to branch on, and what follows from taking it. */
final class BranchingVertex {
    private BranchingVertex() {}

    /** A node of highest degree, the one with fewest links among its neighbours. */
    static int of(KernelGraph graph, int[] ids) {
        int best = ids[0];
        int bestLinks = Integer.MAX_VALUE;
        for (int v : ids) {
            if (graph.degree[v] < graph.degree[best]) {
                continue;
            }
            int links = linksAmongNeighbours(graph, v);
            if (graph.degree[v] > graph.degree[best] || links < bestLinks) {
                best = v;
                bestLinks = links;
            }
        }
        return best;
    }

    private static int linksAmongNeighbours(KernelGraph graph, int v) {
        int[] around = graph.neighbours(v);
        Arrays.sort(around);
        int links = 0;
        for (int w : around) {
            for (int x : graph.adjacent[w]) {
                links += graph.alive[x] && Arrays.binarySearch(around, x) >= 0 ? 1 : 0;
            }
        }
        return links;
    }

    /**
     * Nodes two steps from v such that the neighbours of v which they lack form a clique: in some best cover they are
     * in whenever v is (Fomin, Grandoni, Kratsch 2009).
     */
    static List<Integer> mirrors(KernelGraph graph, int v) {
        List<Integer> mirrors = new ArrayList<>();
        int[] around = graph.neighbours(v);
        TimestampedSets seen = new TimestampedSets(graph.nodes());
        int mark = seen.next();
        seen.set(v, mark);
        for (int w : around) {
            seen.set(w, mark);
        }
        for (int w : around) {
            for (int u : graph.adjacent[w]) {
                if (!seen.is(u, mark)) {
                    seen.set(u, mark);
                    if (isClique(graph, lackedBy(graph, u, around))) {
                        mirrors.add(u);
                    }
                }
            }
        }
        return mirrors;
    }

    private static int[] lackedBy(KernelGraph graph, int u, int[] around) {
        return Arrays.stream(around).filter(w -> !graph.areAdjacent(u, w)).toArray();
    }

    private static boolean isClique(KernelGraph graph, int[] nodes) {
        for (int i = 0; i < nodes.length; i++) {
            for (int j = i + 1; j < nodes.length; j++) {
                if (!graph.areAdjacent(nodes[i], nodes[j])) {
                    return false;
                }
            }
        }
        return true;
    }
}
