package org.overtap.placement;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

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
        Budget budget = Budget.of(limits);
        Answer answer = LinkGraph.of(problem, problem.memberships())
                .map(graph -> GraphSolver.solve(graph, budget))
                .orElseGet(() -> solveRows(problem, budget));
        SolveStats stats = new SolveStats(answer.branches(), answer.kernel(), budget.spent());
        Placement placement = Placement.of(name(), problem, answer.chosen(), answer.lowerBound(), stats);
        return placement.proven() ? placement : atMostReduced(problem, placement, limits);
    }

    private static Answer solveRows(CoverProblem problem, Budget budget) {
        RowReduction reduction = new RowReduction(problem, new Incidence(problem));
        reduction.toFixpoint();
        budget.spend(reduction.state().work());
        BitSet chosen = reduction.state().chosen();
        long bound = Costs.of(problem, chosen);
        long branches = 0;
        int kernel = 0;
        List<Parts.Part> parts = smallestFirst(Parts.of(reduction.state()));
        for (int i = 0; i < parts.size(); i++) {
            Parts.Part part = parts.get(i);
            Budget share = budget.share(parts.size() - i);
            Answer answer = PartSolver.solve(part.problem(), share);
            budget.spend(share.spent());
            answer.chosen().stream().forEach(v -> chosen.set(part.ids()[v]));
            bound += answer.lowerBound();
            branches += answer.branches();
            kernel += answer.kernel();
        }
        return new Answer(chosen, Costs.of(problem, chosen), bound, branches, kernel);
    }

    /** What small parts leave of their share goes to the larger ones. */
    private static List<Parts.Part> smallestFirst(List<Parts.Part> parts) {
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
