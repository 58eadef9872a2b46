package org.overtap.placement.vertexcover;

import java.util.Arrays;

/**
 * A bound from cliques: nodes are put, by rising degree, into the largest clique they extend; a cover has all nodes of
 * each clique but one. Better than the half-integral bound where triangles and LANs abound.
 */
final class CliqueCoverBound {
    private final KernelGraph graph;
    private final int[] cliqueOf;
    private final int[] size;
    private final int[] common;

    private CliqueCoverBound(KernelGraph graph) {
        this.graph = graph;
        cliqueOf = new int[graph.nodes()];
        size = new int[graph.nodes()];
        common = new int[graph.nodes()];
        Arrays.fill(cliqueOf, -1);
    }

    static long bound(KernelGraph graph) {
        CliqueCoverBound cover = new CliqueCoverBound(graph);
        int cliques = 0;
        int[] order = byDegree(graph);
        for (int v : order) {
            cliques = cover.put(v, cliques);
        }
        return (long) order.length - cliques;
    }

    private static int[] byDegree(KernelGraph graph) {
        int[] nodes = graph.aliveNodes();
        long[] keys = new long[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            keys[i] = (long) graph.degree[nodes[i]] << 32 | nodes[i];
        }
        Arrays.sort(keys);
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = (int) keys[i];
        }
        return nodes;
    }

    private int put(int v, int cliques) {
        int best = -1;
        for (int w : graph.adjacent[v]) {
            int clique = graph.alive[w] ? cliqueOf[w] : -1;
            if (clique >= 0 && ++common[clique] == size[clique] && (best < 0 || size[clique] > size[best])) {
                best = clique;
            }
        }
        for (int w : graph.adjacent[v]) {
            if (graph.alive[w] && cliqueOf[w] >= 0) {
                common[cliqueOf[w]] = 0;
            }
        }
        cliqueOf[v] = best < 0 ? cliques : best;
        size[cliqueOf[v]]++;
        return best < 0 ? cliques + 1 : cliques;
    }
}
