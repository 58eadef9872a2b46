package org.overtap.placement;

import java.util.BitSet;

/** Least cover of a graph: peel, settle all but the kernel by a crown, search the kernel. */
final class GraphSolver {
    private GraphSolver() {}

    static Answer solve(LinkGraph graph, Budget budget) {
        Peeling peeling = Peeling.of(graph);
        Crown crown = Crown.of(graph, peeling);
        budget.spend(graph.neighbours.length + crown.work());
        int[] kernel = crown.kernel();
        BitSet chosen = new BitSet(graph.nodes);
        for (int v = 0; v < graph.nodes; v++) {
            chosen.set(v, peeling.inCover(v) && crown.isSettled(v));
        }
        long settled = chosen.cardinality();
        if (kernel.length == 0) {
            return new Answer(chosen, settled, settled, 0);
        }
        BitSet start = new BitSet(kernel.length);
        for (int i = 0; i < kernel.length; i++) {
            start.set(i, peeling.inCover(kernel[i]));
        }
        Answer rest = searchKernel(graph.induced(kernel), start, budget);
        rest.chosen().stream().forEach(i -> chosen.set(kernel[i]));
        return new Answer(chosen, settled + rest.cost(), settled + rest.lowerBound(), rest.branches());
    }

    private static Answer searchKernel(LinkGraph kernel, BitSet start, Budget budget) {
        long limit = start.cardinality();
        KernelSearch search = new KernelSearch(budget);
        KernelSearch.Cover cover = search.below(KernelGraph.of(kernel), limit, 0);
        if (cover.marks() == null) {
            return new Answer(start, limit, Math.min(limit, cover.lowerBound()), search.branches());
        }
        BitSet chosen = new BitSet(kernel.nodes);
        for (int v = 0; v < kernel.nodes; v++) {
            chosen.set(v, cover.marks()[v]);
        }
        return new Answer(chosen, cover.size(), cover.lowerBound(), search.branches());
    }
}
