package org.overtap.placement.vertexcover;

import org.overtap.placement.util.IntList;
import org.overtap.placement.util.TimestampedSets;

/**
 * Simplifies a graph without losing the size of its best cover, wherever it was touched.
 *
 * <p>Rules: a node without neighbours is out; of a node with one neighbour, the neighbour is in; degree-2 folding
 * (Chen, Kanj, Jia 2001); twins of degree 3 and funnels of degree 3 (Xiao, Nagamochi 2013); unconfined nodes, which
 * include dominating ones, are in (Xiao, Nagamochi 2013). All are described in Akiba, Iwata, "Branch-and-reduce
 * exponential/FPT algorithms in practice", 2016.
 */
final class KernelReduction {
    private static final int MAX_CONFINED = 40;
    private static final int MAX_FUNNEL_DEGREE = 4;
    private static final int NO_EXIT = -1;
    private static final int MANY_EXITS = -2;

    private final KernelGraph graph;
    private final TimestampedSets closed;
    private final TimestampedSets confined;
    private final IntList ring = new IntList(64);
    private final IntList doubtful = new IntList(64);
    private final boolean[] isDoubtful;
    private long work;

    private KernelReduction(KernelGraph graph) {
        this.graph = graph;
        closed = new TimestampedSets(graph.nodes());
        confined = new TimestampedSets(graph.nodes());
        isDoubtful = new boolean[graph.nodes()];
    }

    /** Applies the rules until none fires at a touched node; returns the work done. */
    static long apply(KernelGraph graph) {
        KernelReduction reduction = new KernelReduction(graph);
        reduction.run();
        return reduction.work;
    }

    /** Cheap rules first; whether a node is unconfined is asked once all around it is settled. */
    private void run() {
        while (true) {
            int v = graph.nextTouched();
            if (v >= 0) {
                simplifyAt(v);
            } else if (!doubtful.isEmpty()) {
                testConfined(doubtful.pop());
            } else {
                return;
            }
        }
    }

    private void testConfined(int v) {
        isDoubtful[v] = false;
        if (graph.alive[v] && isUnconfined(v)) {
            graph.take(v);
        }
    }

    private void doubt(int v) {
        if (!isDoubtful[v]) {
            isDoubtful[v] = true;
            doubtful.add(v);
        }
    }

    private void simplifyAt(int v) {
        work += graph.adjacent[v].length + 1;
        boolean changed = graph.degree[v] < 2
                ? dropLeaf(v)
                : graph.degree[v] == 2 ? foldPath(v) : graph.degree[v] == 3 && (mergeTwins(v) || funnel(v));
        if (changed) {
            return;
        }
        doubt(v);
        for (int w : graph.adjacent[v]) {
            if (graph.alive[w]) {
                doubt(w);
            }
        }
    }

    private boolean dropLeaf(int v) {
        graph.leave(v);
        return true;
    }

    private boolean foldPath(int v) {
        int[] ends = graph.neighbours(v);
        if (graph.areAdjacent(ends[0], ends[1])) {
            graph.leave(v);
        } else {
            graph.fold(new int[] {v}, ends);
        }
        return true;
    }

    private boolean mergeTwins(int v) {
        int[] outer = graph.neighbours(v);
        int twin = twinOf(v, outer);
        if (twin < 0) {
            return false;
        }
        if (areIndependent(outer)) {
            graph.fold(new int[] {v, twin}, outer);
        } else {
            graph.leave(v);
        }
        return true;
    }

    private int twinOf(int v, int[] outer) {
        for (int w : graph.adjacent[outer[0]]) {
            work++;
            if (w != v
                    && graph.alive[w]
                    && graph.degree[w] == 3
                    && graph.areAdjacent(w, outer[1])
                    && graph.areAdjacent(w, outer[2])) {
                return w;
            }
        }
        return -1;
    }

    private boolean areIndependent(int[] three) {
        return !graph.areAdjacent(three[0], three[1])
                && !graph.areAdjacent(three[0], three[2])
                && !graph.areAdjacent(three[1], three[2]);
    }

    private boolean funnel(int v) {
        int[] around = graph.neighbours(v);
        for (int i = 0; i < 3; i++) {
            int a = around[(i + 1) % 3];
            int b = around[(i + 2) % 3];
            int u = around[i];
            if (graph.degree[u] <= MAX_FUNNEL_DEGREE && graph.areAdjacent(a, b)) {
                takeCommon(u, a, b);
                graph.funnel(u, v);
                return true;
            }
        }
        return false;
    }

    private void takeCommon(int u, int a, int b) {
        boolean alsoA = graph.areAdjacent(u, a);
        boolean alsoB = graph.areAdjacent(u, b);
        if (alsoA) {
            graph.take(a);
        }
        if (alsoB) {
            graph.take(b);
        }
    }

    /**
     * Assume v is out and follow what that implies: a neighbour with no other way out of the set contradicts it; one
     * with a single way out forces that node out too.
     */
    private boolean isUnconfined(int v) {
        int inClosed = closed.next();
        int inSet = confined.next();
        ring.clear();
        int added = v;
        for (int size = 0; size < MAX_CONFINED; size++) {
            extend(added, inClosed, inSet);
            added = -1;
            for (int i = 0; i < ring.size(); i++) {
                int exit = exitOf(ring.get(i), inClosed, inSet);
                if (exit == NO_EXIT) {
                    return true;
                }
                added = exit >= 0 ? exit : added;
            }
            if (added < 0) {
                return false;
            }
        }
        return false;
    }

    private void extend(int v, int inClosed, int inSet) {
        closed.set(v, inClosed);
        confined.set(v, inSet);
        for (int w : graph.adjacent[v]) {
            if (graph.alive[w] && !closed.is(w, inClosed)) {
                closed.set(w, inClosed);
                ring.add(w);
            }
        }
    }

    private int exitOf(int u, int inClosed, int inSet) {
        int parents = 0;
        int exit = NO_EXIT;
        for (int w : graph.adjacent[u]) {
            work++;
            if (!graph.alive[w]) {
                continue;
            }
            if (confined.is(w, inSet)) {
                if (++parents > 1) {
                    return MANY_EXITS;
                }
            } else if (!closed.is(w, inClosed)) {
                if (exit != NO_EXIT) {
                    return MANY_EXITS;
                }
                exit = w;
            }
        }
        return exit;
    }
}
