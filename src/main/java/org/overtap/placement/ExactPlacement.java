package org.overtap.placement;

import java.util.ArrayList;
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
        Infeasible.refuse(problem);
        Budget budget = Budget.of(limits);
        return LinkGraph.of(problem, problem.memberships())
                .map(graph -> placeLinks(problem, graph, budget))
                .orElseGet(() -> placeRows(problem, budget));
    }

    private Placement placeLinks(CoverProblem problem, LinkGraph graph, Budget budget) {
        Answer answer = GraphSolver.solve(graph, budget);
        SolveStats stats = new SolveStats(answer.branches(), answer.kernel(), budget.spent());
        return Placement.of(name(), problem, answer.chosen(), answer.lowerBound(), stats);
    }

    private Placement placeRows(CoverProblem problem, Budget budget) {
        RowReduction reduction = new RowReduction(problem, new Incidence(problem));
        reduction.toFixpoint();
        budget.spend(reduction.state().work());
        BitSet chosen = reduction.state().chosen();
        long bound = Costs.of(problem, chosen);
        long branches = 0;
        List<Parts.Part> parts = new ArrayList<>(Parts.of(reduction.state()));
        parts.sort(Comparator.comparingInt(part -> part.ids().length));
        int kernel = 0;
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
        return Placement.of(name(), problem, chosen, bound, new SolveStats(branches, kernel, budget.spent()));
    }
}
