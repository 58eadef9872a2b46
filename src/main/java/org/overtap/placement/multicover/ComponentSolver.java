package org.overtap.placement.multicover;

import org.overtap.placement.CoverProblem;
import org.overtap.placement.SearchResult;
import org.overtap.placement.WorkBudget;
import org.overtap.placement.vertexcover.CoverGraph;
import org.overtap.placement.vertexcover.LeafRemovalCover;
import org.overtap.placement.vertexcover.VertexCoverSolver;

/** Solves one connected, reduced problem with the search that fits it. */
final class ComponentSolver {
    /** A graph of LANs is worth it up to this many links. */
    private static final long MAX_EDGES = 8_000_000;

    private static final int MAX_STEPS = 1500;

    private ComponentSolver() {}

    static SearchResult solve(CoverProblem part, WorkBudget budget) {
        return CoverGraph.of(part, MAX_EDGES)
                .map(graph -> solveGraph(part, graph, budget))
                .orElseGet(() -> BranchAndBound.solve(part, budget));
    }

    /** LANs are bounded better by prices on their rows than by anything that sees only links. */
    private static SearchResult solveGraph(CoverProblem part, CoverGraph graph, WorkBudget budget) {
        if (part.memberships() == 2 * part.rows()) {
            return VertexCoverSolver.solve(graph, budget);
        }
        WorkBudget share = budget.atMost(budget.left() / 10 * 3);
        long bound = LagrangianBound.startingAt(part, new double[part.rows()])
                .improved(LeafRemovalCover.of(graph).size(), MAX_STEPS, share)
                .value();
        budget.spend(share.spent());
        SearchResult answer = VertexCoverSolver.solve(graph, budget);
        return answer.withBound(bound);
    }
}
