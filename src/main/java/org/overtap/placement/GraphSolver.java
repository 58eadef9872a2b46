package org.overtap.placement;

import java.util.BitSet;
import java.util.List;

/** Least cover of a graph: peel, settle all but the kernel by a crown, search the kernel. */
final class GraphSolver {
    /** Components above this many nodes are improved by local search only: no search tree would end. */
    private static final int MAX_SEARCHED = 4000;

    private static final long SHORT_SEARCH = 300;

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
            return new Answer(chosen, settled, settled, 0, 0);
        }
        Answer rest = searchKernel(graph.induced(kernel), budget);
        long bound = settled + rest.lowerBound();
        if (settled + rest.cost() > peeling.size()) {
            return new Answer(peeling.cover(), peeling.size(), bound, rest.branches(), kernel.length);
        }
        rest.chosen().stream().forEach(i -> chosen.set(kernel[i]));
        return new Answer(chosen, settled + rest.cost(), bound, rest.branches(), kernel.length);
    }

    private static Answer searchKernel(LinkGraph kernel, Budget budget) {
        KernelGraph graph = KernelGraph.of(kernel);
        new KernelSearch(budget).simplify(graph, Answer.NONE);
        List<int[]> components = KernelComponents.of(graph);
        boolean[] marks = new boolean[kernel.nodes];
        long bound = graph.taken();
        long branches = 0;
        for (int i = 0; i < components.size(); i++) {
            int[] ids = components.get(i);
            Budget share = budget.share(components.size() - i);
            Answer answer = searchComponent(graph.copyOf(ids), share);
            budget.spend(share.spent());
            answer.chosen().stream().forEach(v -> marks[ids[v]] = true);
            bound += answer.lowerBound();
            branches += answer.branches();
        }
        graph.restore(marks);
        BitSet chosen = asBitSet(marks);
        return new Answer(chosen, chosen.cardinality(), bound, branches, kernel.nodes);
    }

    /** Local search for a good start, then a search tree, then local search again with what the tree did not need. */
    private static Answer searchComponent(KernelGraph component, Budget budget) {
        long bound = KernelSearch.quickBound(component);
        LinkGraph graph = component.toLinkGraph();
        BitSet best =
                improved(graph, Peeling.of(graph).cover(), bound, budget, SHORT_SEARCH * (graph.nodes + graph.edges()));
        long branches = 0;
        if (graph.nodes <= MAX_SEARCHED) {
            Budget share = budget.atMost(budget.left() / 4 * 3);
            KernelSearch search = new KernelSearch(share);
            KernelSearch.Cover cover = search.below(component, best.cardinality(), 0);
            budget.spend(share.spent());
            best = cover.marks() == null ? best : asBitSet(cover.marks());
            bound = Math.max(bound, cover.lowerBound());
            branches = search.branches();
        }
        best = improved(graph, best, bound, budget, budget.left());
        return new Answer(best, best.cardinality(), Math.min(bound, best.cardinality()), branches, graph.nodes);
    }

    private static BitSet improved(LinkGraph graph, BitSet cover, long target, Budget budget, long work) {
        Budget share = budget.atMost(work);
        BitSet better = LocalSearch.improve(graph, cover, target, share);
        budget.spend(share.spent());
        return better;
    }

    private static BitSet asBitSet(boolean[] marks) {
        BitSet bits = new BitSet(marks.length);
        for (int v = 0; v < marks.length; v++) {
            bits.set(v, marks[v]);
        }
        return bits;
    }
}
