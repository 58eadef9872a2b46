package org.overtap.placement.vertexcover;

import java.util.Arrays;
import org.overtap.placement.util.IntList;
import org.overtap.placement.util.TimestampedSets;

/**
 * A small graph that reductions change in place: nodes leave, are merged, and links may be added. It remembers how to
 * turn a cover of what is left into a cover of what it started as.
 */
final class KernelGraph {
    private static final int TAKEN = 0;
    private static final int FUNNEL = -1;

    /** Neighbours of each node; entries of nodes that are gone stay and are skipped. */
    final int[][] adjacent;

    final int[] degree;
    final boolean[] alive;
    /** The matching of the doubled graph: {@code to[v]} is where v points, {@code from[v]} who points at v, or -1. */
    final int[] to;

    final int[] from;
    private final IntList log = new IntList(16);
    private final IntList touched = new IntList(16);
    private final boolean[] queued;
    private final TimestampedSets stamps;
    private int aliveCount;
    private int taken;

    private KernelGraph(int nodes) {
        adjacent = new int[nodes][];
        degree = new int[nodes];
        alive = new boolean[nodes];
        to = new int[nodes];
        from = new int[nodes];
        queued = new boolean[nodes];
        stamps = new TimestampedSets(nodes);
        Arrays.fill(alive, true);
        Arrays.fill(to, -1);
        Arrays.fill(from, -1);
        aliveCount = nodes;
    }

    static KernelGraph of(CoverGraph graph) {
        KernelGraph kernel = new KernelGraph(graph.nodes);
        for (int v = 0; v < graph.nodes; v++) {
            kernel.adjacent[v] = Arrays.copyOfRange(graph.neighbours, graph.start[v], graph.start[v + 1]);
            kernel.degree[v] = graph.degree(v);
            kernel.touch(v);
        }
        return kernel;
    }

    /** A frozen copy; all nodes must be alive. */
    CoverGraph toLinkGraph() {
        int[] start = new int[nodes() + 1];
        IntList all = new IntList(4 * nodes());
        for (int v = 0; v < nodes(); v++) {
            all.addAll(neighbours(v));
            start[v + 1] = all.size();
        }
        return new CoverGraph(nodes(), start, all.toArray());
    }

    /** The graph on the listed live nodes, numbered by their place in the list, with the matching kept. */
    KernelGraph copyOf(int[] ids) {
        KernelGraph copy = new KernelGraph(ids.length);
        int[] number = new int[alive.length];
        Arrays.fill(number, -1);
        for (int i = 0; i < ids.length; i++) {
            number[ids[i]] = i;
        }
        for (int i = 0; i < ids.length; i++) {
            int v = ids[i];
            copy.adjacent[i] = renumbered(v, number);
            copy.degree[i] = copy.adjacent[i].length;
            copy.to[i] = to[v] < 0 || !alive[to[v]] ? -1 : number[to[v]];
            copy.from[i] = from[v] < 0 || !alive[from[v]] ? -1 : number[from[v]];
        }
        return copy;
    }

    private int[] renumbered(int v, int[] number) {
        int[] list = new int[degree[v]];
        int count = 0;
        for (int w : adjacent[v]) {
            if (alive[w] && number[w] >= 0) {
                list[count++] = number[w];
            }
        }
        return count == list.length ? list : Arrays.copyOf(list, count);
    }

    int nodes() {
        return alive.length;
    }

    int aliveCount() {
        return aliveCount;
    }

    /** How many nodes a cover of the original has beyond a cover of what is left. */
    int taken() {
        return taken;
    }

    int[] aliveNodes() {
        int[] nodes = new int[aliveCount];
        int count = 0;
        for (int v = 0; v < alive.length; v++) {
            if (alive[v]) {
                nodes[count++] = v;
            }
        }
        return nodes;
    }

    void touch(int v) {
        if (!queued[v]) {
            queued[v] = true;
            touched.add(v);
        }
    }

    /** A node whose neighbourhood changed since it was last asked for, or -1. */
    int nextTouched() {
        while (!touched.isEmpty()) {
            int v = touched.pop();
            queued[v] = false;
            if (alive[v]) {
                return v;
            }
        }
        return -1;
    }

    /** The live neighbours of a node. */
    int[] neighbours(int v) {
        int[] list = new int[degree[v]];
        int count = 0;
        for (int w : adjacent[v]) {
            if (alive[w]) {
                list[count++] = w;
            }
        }
        return list;
    }

    boolean areAdjacent(int v, int w) {
        int[] list = adjacent[adjacent[v].length < adjacent[w].length ? v : w];
        int other = list == adjacent[v] ? w : v;
        for (int x : list) {
            if (x == other) {
                return true;
            }
        }
        return false;
    }

    /** The node is in the cover. */
    void take(int v) {
        remove(v);
        taken++;
        log.add(v);
        log.add(TAKEN);
    }

    /** The node is not in the cover, so all its neighbours are. */
    void leave(int v) {
        for (int w : neighbours(v)) {
            take(w);
        }
        remove(v);
    }

    private void remove(int v) {
        alive[v] = false;
        aliveCount--;
        for (int w : adjacent[v]) {
            if (alive[w]) {
                degree[w]--;
                touch(w);
            }
        }
    }

    /**
     * Merges k independent nodes and the k + 1 independent nodes that are all their neighbours into one (degree-2
     * folding for k = 1, twins for k = 2): a best cover has either exactly the former or exactly the latter.
     */
    void fold(int[] inner, int[] outer) {
        int merged = inner[0];
        for (int o : outer) {
            alive[o] = false;
        }
        for (int i : inner) {
            alive[i] = false;
        }
        aliveCount -= inner.length + outer.length - 1;
        int[] union = unionOfNeighbours(outer);
        for (int w : union) {
            redirect(w, outer, merged);
            touch(w);
        }
        alive[merged] = true;
        adjacent[merged] = union;
        degree[merged] = union.length;
        to[merged] = -1;
        from[merged] = -1;
        touch(merged);
        taken += inner.length;
        log.addAll(inner);
        log.addAll(outer);
        log.add(inner.length);
    }

    private int[] unionOfNeighbours(int[] outer) {
        IntList union = new IntList(16);
        int seen = stamps.next();
        for (int o : outer) {
            for (int w : adjacent[o]) {
                if (alive[w] && !stamps.is(w, seen)) {
                    stamps.set(w, seen);
                    union.add(w);
                }
            }
        }
        return union.toArray();
    }

    /** Makes the first entry of an outer node point to the merged one; the others stay as entries of gone nodes. */
    private void redirect(int w, int[] outer, int merged) {
        int found = 0;
        int[] list = adjacent[w];
        for (int i = 0; i < list.length; i++) {
            if (contains(outer, list[i]) && found++ == 0) {
                list[i] = merged;
            }
        }
        degree[w] -= found - 1;
    }

    private static boolean contains(int[] values, int value) {
        for (int v : values) {
            if (v == value) {
                return true;
            }
        }
        return false;
    }

    /**
     * Removes u and its neighbour v, the other neighbours A of v being linked to each other: exactly one of u and v is
     * in some best cover. Common neighbours must have been taken before. The rest of A and the other neighbours of u
     * become linked pairwise.
     */
    void funnel(int u, int v) {
        int[] a = Arrays.stream(neighbours(v)).filter(w -> w != u).toArray();
        remove(v);
        int[] b = neighbours(u);
        remove(u);
        for (int x : a) {
            int own = stamps.next();
            for (int y : adjacent[x]) {
                stamps.set(y, own);
            }
            for (int y : b) {
                if (!stamps.is(y, own)) {
                    connect(x, y);
                }
            }
        }
        taken++;
        log.addAll(a);
        log.add(a.length);
        log.add(u);
        log.add(v);
        log.add(FUNNEL);
    }

    private void connect(int x, int y) {
        append(x, y);
        append(y, x);
        touch(x);
        touch(y);
    }

    private void append(int x, int y) {
        int[] list = Arrays.copyOf(neighbours(x), degree[x] + 1);
        list[degree[x]++] = y;
        adjacent[x] = list;
    }

    /** Completes a cover of what is left, given as marks, to one of the original. */
    void restore(boolean[] cover) {
        int at = log.size();
        while (at > 0) {
            int code = log.get(--at);
            if (code == TAKEN) {
                cover[log.get(--at)] = true;
            } else if (code == FUNNEL) {
                at = restoreFunnel(cover, at);
            } else {
                at = restoreFold(cover, at, code);
            }
        }
    }

    private int restoreFold(boolean[] cover, int end, int inner) {
        int at = end - 2 * inner - 1;
        boolean outerIn = cover[log.get(at)];
        for (int i = 0; i < 2 * inner + 1; i++) {
            cover[log.get(at + i)] = (i >= inner) == outerIn;
        }
        return at;
    }

    private int restoreFunnel(boolean[] cover, int end) {
        int v = log.get(end - 1);
        int u = log.get(end - 2);
        int count = log.get(end - 3);
        boolean allIn = true;
        for (int i = 1; i <= count; i++) {
            allIn &= cover[log.get(end - 3 - i)];
        }
        cover[allIn ? u : v] = true;
        cover[allIn ? v : u] = false;
        return end - 3 - count;
    }
}
