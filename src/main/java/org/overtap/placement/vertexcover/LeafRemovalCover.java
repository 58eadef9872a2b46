package org.overtap.placement.vertexcover;

import java.util.Arrays;
import java.util.BitSet;
import org.overtap.placement.util.IntList;

/**
 * A cover by peeling: a node with one uncovered link is left out and its neighbour taken; when there is none, a node
 * with most uncovered links is taken. Each forced step also pairs the two nodes, so the cover comes with a matching
 * that lacks one pair for every step that was not forced. Time linear in the links.
 */
public final class LeafRemovalCover {
    private static final byte OPEN = 0;
    private static final byte COVER = 1;
    private static final byte FREE = 2;

    private final CoverGraph graph;
    private final int[] degree;
    private final byte[] mark;
    private final IntList leaves = new IntList(1024);
    private final IntList picks = new IntList(64);
    private final int[] bucketHead;
    private final int[] bucketNext;
    /** Partner of each node in the matching between cover and rest, or -1. */
    final int[] partner;

    private LeafRemovalCover(CoverGraph graph) {
        this.graph = graph;
        degree = new int[graph.nodes];
        mark = new byte[graph.nodes];
        partner = new int[graph.nodes];
        bucketNext = new int[graph.nodes];
        int max = 0;
        for (int v = 0; v < graph.nodes; v++) {
            degree[v] = graph.degree(v);
            partner[v] = -1;
            max = Math.max(max, degree[v]);
        }
        bucketHead = new int[max + 1];
    }

    public static LeafRemovalCover of(CoverGraph graph) {
        LeafRemovalCover peeling = new LeafRemovalCover(graph);
        peeling.fillBuckets();
        peeling.run();
        peeling.dropSuperfluousPicks();
        return peeling;
    }

    public BitSet cover() {
        BitSet cover = new BitSet(graph.nodes);
        for (int v = 0; v < graph.nodes; v++) {
            cover.set(v, mark[v] == COVER);
        }
        return cover;
    }

    /** How many nodes the cover has. */
    public long size() {
        return cover().cardinality();
    }

    boolean inCover(int v) {
        return mark[v] == COVER;
    }

    /** Nodes taken without being forced; those still in the cover are all that the matching may lack. */
    public int[] picks() {
        return picks.toArray();
    }

    private void fillBuckets() {
        Arrays.fill(bucketHead, -1);
        for (int v = graph.nodes - 1; v >= 0; v--) {
            intoBucket(v);
            if (degree[v] == 1) {
                leaves.add(v);
            } else if (degree[v] == 0) {
                mark[v] = FREE;
            }
        }
    }

    private void intoBucket(int v) {
        bucketNext[v] = bucketHead[degree[v]];
        bucketHead[degree[v]] = v;
    }

    private void run() {
        int top = bucketHead.length - 1;
        while (top > 0) {
            while (!leaves.isEmpty()) {
                peel(leaves.pop());
            }
            int v = bucketHead[top];
            if (v < 0) {
                top--;
                continue;
            }
            bucketHead[top] = bucketNext[v];
            if (mark[v] == OPEN && degree[v] == top) {
                picks.add(v);
                take(v);
            } else if (mark[v] == OPEN) {
                intoBucket(v);
            }
        }
    }

    private void peel(int leaf) {
        if (mark[leaf] != OPEN) {
            return;
        }
        mark[leaf] = FREE;
        for (int i = graph.start[leaf]; i < graph.start[leaf + 1]; i++) {
            int v = graph.neighbours[i];
            if (mark[v] == OPEN) {
                partner[leaf] = v;
                partner[v] = leaf;
                take(v);
                return;
            }
        }
    }

    private void take(int v) {
        mark[v] = COVER;
        for (int i = graph.start[v]; i < graph.start[v + 1]; i++) {
            int w = graph.neighbours[i];
            if (mark[w] == OPEN && --degree[w] <= 1) {
                if (degree[w] == 1) {
                    leaves.add(w);
                } else {
                    mark[w] = FREE;
                }
            }
        }
    }

    private void dropSuperfluousPicks() {
        for (int i = picks.size() - 1; i >= 0; i--) {
            int v = picks.get(i);
            if (allNeighboursInCover(v)) {
                mark[v] = FREE;
            }
        }
    }

    private boolean allNeighboursInCover(int v) {
        for (int i = graph.start[v]; i < graph.start[v + 1]; i++) {
            if (mark[graph.neighbours[i]] != COVER) {
                return false;
            }
        }
        return true;
    }
}
