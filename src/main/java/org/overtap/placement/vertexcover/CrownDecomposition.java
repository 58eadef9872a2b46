package org.overtap.placement.vertexcover;

import java.util.BitSet;
import org.overtap.placement.util.IntList;

/**
 * Settles the part of a graph where a given cover is provably best.
 *
 * <p>Let C be the cover and I the rest (no links inside I). A largest matching between C and I is grown from the one
 * the peeling left. Let R be what alternating paths from unmatched nodes of C reach. Every node of C outside R is
 * matched to a node of I outside R, and nodes of I outside R have no neighbours in R (a crown), so some best cover
 * contains all of C outside R and nothing of I outside R. The kernel is R; it is empty exactly when C is optimal by
 * the matching bound. On bipartite graphs and most power-law graphs nothing is left.
 *
 * <p>Time O(links) per round of disjoint augmenting paths; few rounds in practice.
 */
public final class CrownDecomposition {
    private final CoverGraph graph;
    private final LeafRemovalCover peeling;
    private final int[] partner;
    private final BitSet reached;
    private final int[] pointer;
    private final IntList path = new IntList(256);
    private long work;

    private CrownDecomposition(CoverGraph graph, LeafRemovalCover peeling) {
        this.graph = graph;
        this.peeling = peeling;
        partner = peeling.partner;
        reached = new BitSet(graph.nodes);
        pointer = new int[graph.nodes];
    }

    public static CrownDecomposition of(CoverGraph graph, LeafRemovalCover peeling) {
        CrownDecomposition crown = new CrownDecomposition(graph, peeling);
        crown.growMatching();
        return crown;
    }

    /** The size of the matching: no cover is smaller. */
    public long bound() {
        long unmatched = 0;
        for (int root : peeling.picks()) {
            unmatched += peeling.inCover(root) && partner[root] < 0 ? 1 : 0;
        }
        return peeling.size() - unmatched;
    }

    /** Nodes that are not settled, ascending. */
    public int[] kernel() {
        return reached.stream().toArray();
    }

    boolean isSettled(int v) {
        return !reached.get(v);
    }

    public long work() {
        return work;
    }

    private void growMatching() {
        int[] roots = peeling.picks();
        boolean grown = true;
        while (grown) {
            grown = false;
            reached.clear();
            for (int root : roots) {
                if (peeling.inCover(root) && partner[root] < 0 && augment(root)) {
                    grown = true;
                }
            }
        }
    }

    /** Depth-first search for an alternating path from an unmatched node of the cover to an unmatched one outside. */
    private boolean augment(int root) {
        path.clear();
        enter(root);
        while (!path.isEmpty()) {
            int c = path.get(path.size() - 1);
            int free = nextOutside(c);
            if (free < 0) {
                path.pop();
            } else if (partner[free] < 0) {
                flip(free);
                return true;
            } else {
                enter(partner[free]);
            }
        }
        return false;
    }

    private void enter(int c) {
        reached.set(c);
        pointer[c] = graph.start[c];
        path.add(c);
    }

    private int nextOutside(int c) {
        while (pointer[c] < graph.start[c + 1]) {
            int w = graph.neighbours[pointer[c]++];
            work++;
            if (!peeling.inCover(w) && !reached.get(w)) {
                reached.set(w);
                return w;
            }
        }
        return -1;
    }

    private void flip(int free) {
        int outside = free;
        while (!path.isEmpty()) {
            int c = path.pop();
            int before = partner[c];
            partner[c] = outside;
            partner[outside] = c;
            outside = before;
        }
    }
}
