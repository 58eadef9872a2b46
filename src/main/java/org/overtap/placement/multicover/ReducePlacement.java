package org.overtap.placement.multicover;

import java.util.BitSet;
import java.util.function.Function;
import org.overtap.placement.Costs;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Infeasible;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.PlacementAlgorithm;
import org.overtap.placement.QuotaSearch;
import org.overtap.placement.SolveStats;
import org.overtap.placement.util.PickOrder;
import org.overtap.placement.vertexcover.CoverGraph;
import org.overtap.placement.vertexcover.CrownDecomposition;
import org.overtap.placement.vertexcover.GreedyVertexCover;
import org.overtap.placement.vertexcover.LeafRemovalCover;

/**
 * Provably right choices first, one greedy pick only when there are none, and so on; then superfluous candidates are
 * taken back. Falls back to the plain greedy choice where that happens to be cheaper.
 *
 * <p>Optimal whenever no greedy pick was needed (trees, stars, trees of LANs, most ISP maps); about 3 % below plain
 * greedy elsewhere. Time O(m log n) for m memberships. Prefer {@link ExactPlacement} when a proof is wanted.
 */
public final class ReducePlacement implements PlacementAlgorithm {
    @Override
    public String name() {
        return "reduce";
    }

    @Override
    public Placement place(CoverProblem problem, Limits limits) {
        return QuotaSearch.place(problem, limits, this::withoutQuotas);
    }

    private Placement withoutQuotas(CoverProblem problem, Limits limits) {
        Infeasible.refuse(problem);
        return CoverGraph.of(problem, problem.memberships())
                .map(graph -> placeLinks(problem, graph))
                .orElseGet(() -> placeRows(problem));
    }

    private Placement placeLinks(CoverProblem problem, CoverGraph graph) {
        LeafRemovalCover peeling = LeafRemovalCover.of(graph);
        CrownDecomposition crown = CrownDecomposition.of(graph, peeling);
        SolveStats stats = new SolveStats(peeling.picks().length, crown.kernel().length, crown.work());
        boolean plainLinks = graph.edges() == problem.rows();
        return plainLinks && peeling.size() > crown.bound()
                ? cheaper(problem, peeling.cover(), GreedyVertexCover.of(graph), crown.bound(), stats)
                : atMostGreedy(problem, peeling.cover(), crown.bound(), stats);
    }

    private Placement placeRows(CoverProblem problem) {
        Incidence incidence = new Incidence(problem);
        RowReduction reduction = new RowReduction(problem, incidence);
        long picks = finish(reduction, GreedyPlacement::byGain);
        BitSet chosen = reduction.state().chosen();
        SolveStats stats =
                new SolveStats(picks, problem.candidates(), reduction.state().work());
        if (picks == 0) {
            return Placement.of(name(), problem, chosen, Costs.of(problem, chosen), stats);
        }
        RedundancyElimination.remove(problem, incidence, chosen);
        return atMostGreedy(problem, chosen, LagrangianBound.quick(problem), stats);
    }

    private Placement atMostGreedy(CoverProblem problem, BitSet chosen, long bound, SolveStats stats) {
        long cost = Costs.of(problem, chosen);
        if (cost <= bound) {
            return Placement.of(name(), problem, chosen, cost, stats);
        }
        CoverState greedy = new CoverState(problem, new Incidence(problem), CoverState.SILENT);
        greedy.applyOrders();
        GreedyPlacement.finish(greedy);
        return cheaper(problem, chosen, greedy.chosen(), bound, stats);
    }

    private Placement cheaper(CoverProblem problem, BitSet chosen, BitSet plain, long bound, SolveStats stats) {
        long cost = Costs.of(problem, chosen);
        long plainCost = Costs.of(problem, plain);
        return Placement.of(name(), problem, plainCost < cost ? plain : chosen, bound, stats)
                .withGreedyCost(plainCost);
    }

    /** Reduces and picks in turn until all rows are met; returns the number of picks that no rule forced. */
    static long finish(RowReduction reduction, Function<CoverState, PickOrder> preference) {
        CoverState state = reduction.state();
        reduction.toFixpoint();
        if (state.unmetRows() == 0) {
            return 0;
        }
        PickOrder order = preference.apply(state);
        long picks = 0;
        while (state.unmetRows() > 0) {
            state.choose(order.pop());
            reduction.toFixpoint();
            picks++;
        }
        return picks;
    }
}
