package org.overtap.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Branch and reduce for the least cover of a graph: simplify, settle by the half-integral relaxation, split into
 * components, bound by cycles and cliques, branch on a node of highest degree. Exponential in the worst case; random
 * graphs of a thousand nodes and mean degree 4 take seconds.
 */
final class KernelSearch {
    private static final long MAX_LIVE_ENTRIES = 30_000_000;
    private static final int MAX_DEPTH = 1000;

    /** A cover as marks (null when none below the limit was found), its size, and a bound that holds anyway. */
    record Cover(boolean[] marks, long size, long lowerBound) {}

    private final Budget budget;
    private long liveEntries;
    private long branches;

    KernelSearch(Budget budget) {
        this.budget = budget;
    }

    long branches() {
        return branches;
    }

    /** The least cover of the graph, if it is smaller than the limit. Uses the graph up. */
    Cover below(KernelGraph graph, long limit, int depth) {
        if (budget.exhausted()) {
            return none(graph.taken());
        }
        HalfIntegral relaxation = simplify(graph, limit);
        if (graph.taken() >= limit) {
            return none(graph.taken());
        }
        if (graph.aliveCount() == 0) {
            return complete(graph, new boolean[graph.nodes()], graph.taken());
        }
        List<int[]> components = components(graph);
        if (components.size() > 1) {
            return addComponents(graph, components, limit, depth);
        }
        long bound = graph.taken() + Math.max(relaxation.cycleBound(), CliqueCover.bound(graph));
        return bound >= limit ? none(bound) : branch(graph, bound, limit, depth);
    }

    /** Reduces and settles until nothing changes or the limit is reached; returns the last relaxation. */
    HalfIntegral simplify(KernelGraph graph, long limit) {
        HalfIntegral relaxation;
        do {
            budget.spend(KernelReduction.apply(graph) + graph.nodes());
            relaxation = new HalfIntegral(graph);
            budget.spend(relaxation.work());
        } while (graph.taken() < limit && relaxation.settle());
        return relaxation;
    }

    private static Cover none(long bound) {
        return new Cover(null, Answer.NONE, bound);
    }

    private static Cover complete(KernelGraph graph, boolean[] marks, long bound) {
        graph.restore(marks);
        long size = 0;
        for (boolean mark : marks) {
            size += mark ? 1 : 0;
        }
        return new Cover(marks, size, bound);
    }

    private Cover addComponents(KernelGraph graph, List<int[]> components, long limit, int depth) {
        KernelGraph[] parts = new KernelGraph[components.size()];
        long[] bounds = new long[parts.length];
        long bound = graph.taken();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = graph.copyOf(components.get(i));
            bounds[i] = quickBound(parts[i]);
            bound += bounds[i];
        }
        boolean[] marks = new boolean[graph.nodes()];
        boolean found = true;
        for (int i = 0; i < parts.length && bound < limit; i++) {
            Cover cover = below(parts[i], limit - (bound - bounds[i]), depth + 1);
            bound += Math.max(0, cover.lowerBound() - bounds[i]);
            found &= cover.marks() != null;
            if (found) {
                place(cover.marks(), components.get(i), marks);
            }
        }
        return !found || bound >= limit ? none(bound) : complete(graph, marks, bound);
    }

    static long quickBound(KernelGraph graph) {
        return Math.max(new HalfIntegral(graph).cycleBound(), CliqueCover.bound(graph));
    }

    private static void place(boolean[] marks, int[] ids, boolean[] into) {
        for (int i = 0; i < ids.length; i++) {
            into[ids[i]] = marks[i];
        }
    }

    private Cover branch(KernelGraph graph, long bound, long limit, int depth) {
        int[] ids = graph.aliveNodes();
        long entries = 4L * ids.length
                + Arrays.stream(ids).mapToLong(v -> graph.degree[v]).sum();
        budget.spend(3 * entries);
        if (budget.exhausted() || depth > MAX_DEPTH || liveEntries + entries > MAX_LIVE_ENTRIES) {
            return none(bound);
        }
        liveEntries += entries;
        branches += 2;
        int pivot = pivot(graph, ids);
        KernelGraph with = graph.copyOf(ids);
        int v = Arrays.binarySearch(ids, pivot);
        for (int mirror : mirrors(with, v)) {
            with.take(mirror);
        }
        with.take(v);
        Cover best = below(with, limit - graph.taken(), depth + 1);
        KernelGraph without = graph.copyOf(ids);
        without.leave(v);
        Cover other = below(without, Math.min(limit - graph.taken(), best.size()), depth + 1);
        liveEntries -= entries;
        long lower = Math.max(bound, graph.taken() + Math.min(best.lowerBound(), other.lowerBound()));
        Cover better = other.marks() != null ? other : best;
        if (better.marks() == null) {
            return none(lower);
        }
        boolean[] marks = new boolean[graph.nodes()];
        place(better.marks(), ids, marks);
        return complete(graph, marks, lower);
    }

    /** A node of highest degree, the one with fewest links among its neighbours. */
    private static int pivot(KernelGraph graph, int[] ids) {
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
    private static List<Integer> mirrors(KernelGraph graph, int v) {
        List<Integer> mirrors = new ArrayList<>();
        int[] around = graph.neighbours(v);
        Stamps seen = new Stamps(graph.nodes());
        int mark = seen.next();
        seen.set(v, mark);
        for (int w : around) {
            seen.set(w, mark);
        }
        for (int w : around) {
            for (int u : graph.adjacent[w]) {
                if (!seen.is(u, mark)) {
                    seen.set(u, mark);
                    if (isClique(
                            graph,
                            Arrays.stream(around)
                                    .filter(x -> !graph.areAdjacent(u, x))
                                    .toArray())) {
                        mirrors.add(u);
                    }
                }
            }
        }
        return mirrors;
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

    static List<int[]> components(KernelGraph graph) {
        List<int[]> components = new ArrayList<>();
        Stamps seen = new Stamps(graph.nodes());
        int mark = seen.next();
        IntList members = new IntList(64);
        for (int root : graph.aliveNodes()) {
            if (!seen.is(root, mark)) {
                members.clear();
                seen.set(root, mark);
                members.add(root);
                for (int i = 0; i < members.size(); i++) {
                    for (int w : graph.adjacent[members.get(i)]) {
                        if (graph.alive[w] && !seen.is(w, mark)) {
                            seen.set(w, mark);
                            members.add(w);
                        }
                    }
                }
                int[] ids = members.toArray();
                Arrays.sort(ids);
                components.add(ids);
            }
        }
        components.sort((a, b) -> a.length != b.length ? a.length - b.length : a[0] - b[0]);
        return components;
    }
}
