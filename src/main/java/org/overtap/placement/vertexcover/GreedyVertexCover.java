package org.overtap.placement.vertexcover;

import java.util.BitSet;
import org.overtap.placement.multicover.GreedyPlacement;
import org.overtap.placement.util.BucketQueue;

/**
 * The plain greedy choice on a graph: the node with most unseen links, lowest number first among equals, until all
 * are seen. The same choice as {@link GreedyPlacement} makes of these links, without its bookkeeping of rows. Linear
 * time.
 */
public final class GreedyVertexCover {
    private GreedyVertexCover() {}

    public static BitSet of(CoverGraph graph) {
        int[] unseen = new int[graph.nodes];
        for (int v = 0; v < graph.nodes; v++) {
            unseen[v] = graph.degree(v);
        }
        BitSet chosen = new BitSet(graph.nodes);
        BucketQueue order = new BucketQueue(graph.nodes, v -> unseen[v]);
        for (int v = order.pop(); v >= 0; v = order.pop()) {
            chosen.set(v);
            unseen[v] = 0;
            for (int i = graph.start[v]; i < graph.start[v + 1]; i++) {
                int other = graph.neighbours[i];
                unseen[other] -= chosen.get(other) ? 0 : 1;
            }
        }
        return chosen;
    }
}
