package org.overtap.placement.vertexcover;

import java.util.Arrays;
import java.util.List;
import org.overtap.placement.SearchResult;
import org.overtap.placement.WorkBudget;

/**
 * Branch and reduce for the least cover of a graph: simplify, settle by the half-integral relaxation, split into
 * components, bound by cycles and cliques, branch on a node of highest degree. Exponential in the worst case; random
 * graphs of a thousand nodes and mean degree 4 take seconds.
 */
public final class BranchAndReduce {
    private static final long MAX_LIVE_ENTRIES = 30_000_000;
    private static final int MAX_DEPTH = 1000;

    /** A cover as marks (null when none below the limit was found), its size, and a bound that holds anyway. */
    record Cover(boolean[] marks, long size, long lowerBound) {}

    private final WorkBudget budget;
    private long liveEntries;
    private long branches;

    BranchAndReduce(WorkBudget budget) {
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
        NemhauserTrotter relaxation = simplify(graph, limit);
        if (graph.taken() >= limit) {
            return none(graph.taken());
        }
        if (graph.aliveCount() == 0) {
            return complete(graph, new boolean[graph.nodes()], graph.taken());
        }
        List<int[]> components = KernelComponents.of(graph);
        if (components.size() > 1) {
            return addComponents(graph, components, limit, depth);
        }
        long bound = graph.taken() + relaxation.cycleBound();
        if (bound < limit) {
            bound = Math.max(bound, graph.taken() + CliqueCoverBound.bound(graph));
        }
        return bound >= limit ? none(bound) : branch(graph, bound, limit, depth);
    }

    /** Reduces and settles until nothing changes or the limit is reached; returns the last relaxation. */
    NemhauserTrotter simplify(KernelGraph graph, long limit) {
        NemhauserTrotter relaxation;
        do {
            budget.spend(KernelReduction.apply(graph) + graph.nodes());
            relaxation = new NemhauserTrotter(graph);
            budget.spend(relaxation.work());
        } while (graph.taken() < limit && relaxation.settle());
        return relaxation;
    }

    private static Cover none(long bound) {
        return new Cover(null, SearchResult.NONE, bound);
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
        return Math.max(new NemhauserTrotter(graph).cycleBound(), CliqueCoverBound.bound(graph));
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
        int pivot = Arrays.binarySearch(ids, BranchingVertex.of(graph, ids));
        Cover with = below(withPivot(graph.copyOf(ids), pivot), limit - graph.taken(), depth + 1);
        KernelGraph rest = graph.copyOf(ids);
        rest.leave(pivot);
        Cover without = below(rest, Math.min(limit - graph.taken(), with.size()), depth + 1);
        liveEntries -= entries;
        long lower = Math.max(bound, graph.taken() + Math.min(with.lowerBound(), without.lowerBound()));
        Cover better = without.marks() != null ? without : with;
        if (better.marks() == null) {
            return none(lower);
        }
        boolean[] marks = new boolean[graph.nodes()];
        place(better.marks(), ids, marks);
        return complete(graph, marks, lower);
    }

    private static KernelGraph withPivot(KernelGraph graph, int pivot) {
        BranchingVertex.mirrors(graph, pivot).forEach(graph::take);
        graph.take(pivot);
        return graph;
    }
}
