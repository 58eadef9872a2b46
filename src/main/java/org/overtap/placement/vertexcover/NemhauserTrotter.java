package org.overtap.placement.vertexcover;

import java.util.Arrays;
import org.overtap.placement.util.IntList;
import org.overtap.placement.util.TimestampedSets;

/**
 * The linear programming relaxation of a graph's cover, solved by a largest matching of the doubled graph (two copies
 * of each node, links only across). Its solution is half-integral, and nodes at 0 or 1 keep these values in some best
 * cover (Nemhauser, Trotter 1975). The matching is kept in the graph, so that after small changes only the difference
 * is computed.
 */
final class NemhauserTrotter {
    private final KernelGraph graph;
    private final int[] nodes;
    private final TimestampedSets seen;
    private final int[] pointer;
    private final IntList path = new IntList(64);
    private final boolean[] reachedLeft;
    private int lastRound;
    private long work;

    NemhauserTrotter(KernelGraph graph) {
        this.graph = graph;
        nodes = graph.aliveNodes();
        seen = new TimestampedSets(graph.nodes());
        pointer = new int[graph.nodes()];
        reachedLeft = new boolean[graph.nodes()];
        forgetTheGone();
        greedyStart();
        grow();
    }

    long work() {
        return work;
    }

    private void forgetTheGone() {
        for (int v : nodes) {
            if (graph.to[v] >= 0 && (!graph.alive[graph.to[v]] || graph.from[graph.to[v]] != v)) {
                graph.to[v] = -1;
            }
        }
        for (int v : nodes) {
            if (graph.from[v] >= 0 && (!graph.alive[graph.from[v]] || graph.to[graph.from[v]] != v)) {
                graph.from[v] = -1;
            }
        }
    }

    private void greedyStart() {
        for (int v : nodes) {
            for (int i = 0; i < graph.adjacent[v].length && graph.to[v] < 0; i++) {
                int w = graph.adjacent[v][i];
                if (graph.alive[w] && graph.from[w] < 0) {
                    graph.to[v] = w;
                    graph.from[w] = v;
                }
            }
            work += 2;
        }
    }

    private void grow() {
        boolean grown = true;
        while (grown) {
            grown = false;
            int round = seen.next();
            Arrays.fill(reachedLeft, false);
            for (int v : nodes) {
                if (graph.to[v] < 0 && augment(v, round)) {
                    grown = true;
                }
            }
            lastRound = round;
        }
    }

    private boolean augment(int root, int round) {
        path.clear();
        enter(root);
        while (!path.isEmpty()) {
            int right = nextRight(path.get(path.size() - 1), round);
            if (right < 0) {
                path.pop();
            } else if (graph.from[right] < 0) {
                flip(right);
                return true;
            } else {
                enter(graph.from[right]);
            }
        }
        return false;
    }

    private void enter(int left) {
        reachedLeft[left] = true;
        pointer[left] = 0;
        path.add(left);
    }

    private int nextRight(int left, int round) {
        int[] list = graph.adjacent[left];
        while (pointer[left] < list.length) {
            int w = list[pointer[left]++];
            work++;
            if (graph.alive[w] && !seen.is(w, round)) {
                seen.set(w, round);
                return w;
            }
        }
        return -1;
    }

    private void flip(int right) {
        int free = right;
        while (!path.isEmpty()) {
            int left = path.pop();
            int before = graph.to[left];
            graph.to[left] = free;
            graph.from[free] = left;
            free = before;
        }
    }

    /** Settles nodes that are 0 or 1 in the relaxation; says whether there were any. */
    boolean settle() {
        boolean settled = false;
        for (int v : nodes) {
            if (reachedLeft[v] && !seen.is(v, lastRound) && graph.alive[v]) {
                graph.leave(v);
                settled = true;
            }
        }
        return settled;
    }

    /**
     * The bound when nothing could be settled: the matching then splits the nodes into cycles, and a cover has at
     * least half the nodes of each, rounded up.
     */
    long cycleBound() {
        long bound = 0;
        int done = seen.next();
        for (int v : nodes) {
            int length = 0;
            int w = v;
            for (; w >= 0 && !seen.is(w, done); w = graph.to[w]) {
                seen.set(w, done);
                length++;
            }
            bound += w == v && length > 1 ? (length + 1) / 2 : length / 2;
        }
        return bound;
    }
}
