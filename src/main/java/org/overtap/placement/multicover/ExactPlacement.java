package org.overtap.placement.multicover;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.overtap.placement.Costs;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Infeasible;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.PlacementAlgorithm;
import org.overtap.placement.QuotaSearch;
import org.overtap.placement.SearchResult;
import org.overtap.placement.SolveStats;
import org.overtap.placement.WorkBudget;
import org.overtap.placement.vertexcover.CoverGraph;
import org.overtap.placement.vertexcover.VertexCoverSolver;

/**
 * The cheapest choice, with proof, or the best found and a lower bound when the limits end first.
 *
 * <p>Reduces, splits into independent parts and searches each. Trees, ISP-like and power-law maps of 10^6 nodes end
 * without a search; random sparse graphs are exponential and may stop with a gap.
 */
public final class ExactPlacement implements PlacementAlgorithm {
    @Override
    public String name() {
        return "exact";
    }

    @Override
    public Placement place(CoverProblem problem, Limits limits) {
        return QuotaSearch.place(problem, limits, this::withoutQuotas);
    }

    private Placement withoutQuotas(CoverProblem problem, Limits limits) {
        Infeasible.refuse(problem);
        WorkBudget budget = WorkBudget.of(limits);
        SearchResult answer = CoverGraph.of(problem, problem.memberships())
                .map(graph -> VertexCoverSolver.solve(graph, budget))
                .orElseGet(() -> solveRows(problem, budget));
        SolveStats stats = new SolveStats(answer.branches(), answer.kernel(), budget.spent());
        Placement placement = Placement.of(name(), problem, answer.chosen(), answer.lowerBound(), stats);
        return placement.proven() ? placement : atMostReduced(problem, placement, limits);
    }

    private static SearchResult solveRows(CoverProblem problem, WorkBudget budget) {
        RowReduction reduction = new RowReduction(problem, new Incidence(problem));
        reduction.toFixpoint();
        budget.spend(reduction.state().work());
        BitSet chosen = reduction.state().chosen();
        long bound = Costs.of(problem, chosen);
        long branches = 0;
        int kernel = 0;
        List<Components.Part> parts = smallestFirst(Components.of(reduction.state()));
        for (int i = 0; i < parts.size(); i++) {
            Components.Part part = parts.get(i);
            WorkBudget share = budget.share(parts.size() - i);
            SearchResult answer = ComponentSolver.solve(part.problem(), share);
            budget.spend(share.spent());
            answer.chosen().stream().forEach(v -> chosen.set(part.ids()[v]));
            bound += answer.lowerBound();
            branches += answer.branches();
            kernel += answer.kernel();
        }
        return new SearchResult(chosen, Costs.of(problem, chosen), bound, branches, kernel);
    }

    /** What small parts leave of their share goes to the larger ones. */
    private static List<Components.Part> smallestFirst(List<Components.Part> parts) {
        return parts.stream()
                .sorted(Comparator.comparingInt(part -> part.ids().length))
                .toList();
    }

    /** A search that was stopped must not be worse than the quick way. */
    private Placement atMostReduced(CoverProblem problem, Placement placement, Limits limits) {
        Placement reduced = new ReducePlacement().place(problem, limits);
        if (reduced.cost() >= placement.cost()) {
            return placement;
        }
        return Placement.of(name(), problem, reduced.asBitSet(), placement.lowerBound(), placement.stats());
    }
}
