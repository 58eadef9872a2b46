package org.overtap.placement.vertexcover;

import java.util.BitSet;
import java.util.List;
import org.overtap.placement.SearchResult;
import org.overtap.placement.WorkBudget;

/** Least cover of a graph: peel, settle all but the kernel by a crown, search the kernel. */
public final class VertexCoverSolver {
    /** Components above this many nodes are improved by local search only: no search tree would end. */
    private static final int MAX_SEARCHED = 4000;

    private static final long SHORT_SEARCH = 300;

    private VertexCoverSolver() {}

    public static SearchResult solve(CoverGraph graph, WorkBudget budget) {
        LeafRemovalCover peeling = LeafRemovalCover.of(graph);
        CrownDecomposition crown = CrownDecomposition.of(graph, peeling);
        budget.spend(graph.neighbours.length + crown.work());
        int[] kernel = crown.kernel();
        BitSet chosen = new BitSet(graph.nodes);
        for (int v = 0; v < graph.nodes; v++) {
            chosen.set(v, peeling.inCover(v) && crown.isSettled(v));
        }
        long settled = chosen.cardinality();
        if (kernel.length == 0) {
            return new SearchResult(chosen, settled, settled, 0, 0);
        }
        SearchResult rest = searchKernel(graph.induced(kernel), budget);
        long bound = settled + rest.lowerBound();
        if (settled + rest.cost() > peeling.size()) {
            return new SearchResult(peeling.cover(), peeling.size(), bound, rest.branches(), kernel.length);
        }
        rest.chosen().stream().forEach(i -> chosen.set(kernel[i]));
        return new SearchResult(chosen, settled + rest.cost(), bound, rest.branches(), kernel.length);
    }

    private static SearchResult searchKernel(CoverGraph kernel, WorkBudget budget) {
        KernelGraph graph = KernelGraph.of(kernel);
        new BranchAndReduce(budget).simplify(graph, SearchResult.NONE);
        List<int[]> components = KernelComponents.of(graph);
        boolean[] marks = new boolean[kernel.nodes];
        long bound = graph.taken();
        long branches = 0;
        for (int i = 0; i < components.size(); i++) {
            int[] ids = components.get(i);
            WorkBudget share = budget.share(components.size() - i);
            SearchResult answer = searchComponent(graph.copyOf(ids), share);
            budget.spend(share.spent());
            answer.chosen().stream().forEach(v -> marks[ids[v]] = true);
            bound += answer.lowerBound();
            branches += answer.branches();
        }
        graph.restore(marks);
        BitSet chosen = asBitSet(marks);
        return new SearchResult(chosen, chosen.cardinality(), bound, branches, kernel.nodes);
    }

    /** Local search for a good start, then a search tree, then local search again with what the tree did not need. */
    private static SearchResult searchComponent(KernelGraph component, WorkBudget budget) {
        long bound = BranchAndReduce.quickBound(component);
        CoverGraph graph = component.toLinkGraph();
        BitSet best = improved(
                graph, LeafRemovalCover.of(graph).cover(), bound, budget, SHORT_SEARCH * (graph.nodes + graph.edges()));
        long branches = 0;
        if (graph.nodes <= MAX_SEARCHED) {
            WorkBudget share = budget.atMost(budget.left() / 4 * 3);
            BranchAndReduce search = new BranchAndReduce(share);
            BranchAndReduce.Cover cover = search.below(component, best.cardinality(), 0);
            budget.spend(share.spent());
            best = cover.marks() == null ? best : asBitSet(cover.marks());
            bound = Math.max(bound, cover.lowerBound());
            branches = search.branches();
        }
        best = improved(graph, best, bound, budget, budget.left());
        return new SearchResult(best, best.cardinality(), Math.min(bound, best.cardinality()), branches, graph.nodes);
    }

    private static BitSet improved(CoverGraph graph, BitSet cover, long target, WorkBudget budget, long work) {
        WorkBudget share = budget.atMost(work);
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
