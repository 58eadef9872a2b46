package org.overtap.placement.multicover;

import java.util.function.IntToDoubleFunction;
import org.overtap.placement.Costs;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Infeasible;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.PlacementAlgorithm;
import org.overtap.placement.QuotaSearch;
import org.overtap.placement.SolveStats;
import org.overtap.placement.util.BucketQueue;
import org.overtap.placement.util.LazyHeap;
import org.overtap.placement.util.PickOrder;
import org.overtap.placement.vertexcover.CoverGraph;
import org.overtap.placement.vertexcover.GreedyVertexCover;

/**
 * The plain greedy choice: again and again the candidate that serves most unmet sets per cost, lowest number first
 * among equals, until all are met. Nothing that became superfluous is taken back.
 *
 * <p>Costs at most H(d) times the optimum, d being the most slots a candidate stands in (Dobson, "Worst-case analysis
 * of greedy heuristics for integer programming", 1982). Time linear in the memberships for unit costs, one more log
 * factor for others. This is the yardstick; prefer {@link ReducePlacement}, which is about as fast and never worse.
 */
public final class GreedyPlacement implements PlacementAlgorithm {
    @Override
    public String name() {
        return "greedy";
    }

    @Override
    public Placement place(CoverProblem problem, Limits limits) {
        return QuotaSearch.place(problem, limits, this::withoutQuotas);
    }

    private Placement withoutQuotas(CoverProblem problem, Limits limits) {
        Infeasible.refuse(problem);
        CoverState state = new CoverState(problem, new Incidence(problem), CoverState.SILENT);
        state.applyOrders();
        long picks = finish(state);
        SolveStats stats = new SolveStats(picks, problem.candidates(), state.work());
        Placement placement = Placement.of(name(), problem, state.chosen(), LagrangianBound.quick(problem), stats);
        return placement.withGreedyCost(placement.cost());
    }

    /** What that choice costs, without a bound; quicker where all rows are different links. */
    public static long cost(CoverProblem problem) {
        Infeasible.refuse(problem);
        return CoverGraph.of(problem, problem.rows())
                .filter(graph -> problem.memberships() == 2 * problem.rows() && graph.edges() == problem.rows())
                .map(GreedyVertexCover::of)
                .map(chosen -> Costs.of(problem, chosen))
                .orElseGet(() -> rowByRow(problem));
    }

    private static long rowByRow(CoverProblem problem) {
        CoverState state = new CoverState(problem, new Incidence(problem), CoverState.SILENT);
        state.applyOrders();
        finish(state);
        return Costs.of(problem, state.chosen());
    }

    /** Meets all unmet rows greedily; returns how many candidates that took. */
    static long finish(CoverState state) {
        PickOrder order = byGain(state);
        long picks = 0;
        while (state.unmetRows() > 0) {
            state.choose(order.pop());
            picks++;
        }
        return picks;
    }

    /** The free candidates by gain per cost. */
    static PickOrder byGain(CoverState state) {
        return state.problem.unitCosts()
                ? new BucketQueue(state.problem.candidates(), state::gain)
                : byGain(state, state.problem::cost);
    }

    /** The free candidates by gain per one of the given costs. */
    static PickOrder byGain(CoverState state, IntToDoubleFunction costs) {
        return new LazyHeap(
                state.problem.candidates(),
                v -> state.isFree(v) ? state.gain(v) / Math.max(1e-9, costs.applyAsDouble(v)) : 0);
    }
}
