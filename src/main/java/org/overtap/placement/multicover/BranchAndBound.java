package org.overtap.placement.multicover;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.overtap.placement.Costs;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.SearchResult;
import org.overtap.placement.WorkBudget;
import org.overtap.placement.vertexcover.BranchAndReduce;

/**
 * Branch and bound for any cover problem: reduce, split, bound by row prices, branch on the candidate in most open
 * slots. Exact for small and medium problems; stops with a valid bound when the budget is spent. Prefer {@link
 * BranchAndReduce} where all rows are links and plain LANs of unit cost.
 */
public final class BranchAndBound {
    private static final int MAX_DEPTH = 1500;
    private static final int ROOT_STEPS = 400;
    private static final int STEPS = 30;
    private static final int GUESS_EVERY = 4;
    /** Steps of work per array entry that setting up a subproblem takes. */
    private static final int OVERHEAD = 4;

    /** What the subproblems on the way down may hold at once, in array entries. */
    private static final long MAX_LIVE_ENTRIES = 5_000_000;

    private final WorkBudget budget;
    private long liveEntries;
    private long branches;

    private BranchAndBound(WorkBudget budget) {
        this.budget = budget;
    }

    /** Solves a problem that has a solution; the answer always has a choice. */
    public static SearchResult solve(CoverProblem problem, WorkBudget budget) {
        BitSet start = greedyChoice(problem, v -> problem.cost(v), budget);
        LagrangianBound prices = LagrangianBound.startingAt(problem, new double[problem.rows()])
                .improved(Costs.of(problem, start), ROOT_STEPS, budget);
        BitSet priced = greedyChoice(problem, prices::reducedCost, budget);
        start = Costs.of(problem, priced) < Costs.of(problem, start) ? priced : start;
        long cost = Costs.of(problem, start);
        BranchAndBound search = new BranchAndBound(budget);
        SearchResult better = search.below(problem, prices.prices(), cost, 0);
        long bound = Math.max(prices.value(), better.lowerBound());
        if (better.chosen() == null) {
            return new SearchResult(start, cost, Math.min(cost, bound), search.branches, problem.candidates());
        }
        return new SearchResult(better.chosen(), better.cost(), bound, search.branches, problem.candidates());
    }

    /** Reduces and picks by the given costs, then takes back what is superfluous by the real ones. */
    private static BitSet greedyChoice(CoverProblem problem, IntToDoubleFunction costs, WorkBudget budget) {
        Incidence incidence = new Incidence(problem);
        RowReduction reduction = new RowReduction(problem, incidence);
        ReducePlacement.finish(reduction, state -> GreedyPlacement.byGain(state, costs));
        BitSet chosen = reduction.state().chosen();
        RedundancyElimination.remove(problem, incidence, chosen);
        budget.spend(OVERHEAD * (reduction.state().work() + problem.memberships()));
        return chosen;
    }

    /** The best choice that costs less than the limit, if there is one. The prices are those of a similar problem. */
    private SearchResult below(CoverProblem problem, double[] prices, long limit, int depth) {
        RowReduction reduction = new RowReduction(problem, new Incidence(problem));
        long work = Dominance.toFixpoint(reduction);
        CoverState state = reduction.state();
        budget.spend(work + OVERHEAD * (state.work() + problem.memberships() + problem.candidates()));
        if (state.isDead()) {
            return SearchResult.none(SearchResult.NONE);
        }
        BitSet chosen = state.chosen();
        long cost = Costs.of(problem, chosen);
        if (cost >= limit) {
            return SearchResult.none(cost);
        }
        if (state.unmetRows() == 0) {
            return new SearchResult(chosen, cost, cost, 0, 0);
        }
        return addParts(Components.of(state), prices, chosen, cost, limit, depth);
    }

    private SearchResult addParts(
            List<Components.Part> parts, double[] prices, BitSet chosen, long base, long limit, int depth) {
        LagrangianBound[] bounds = parts.stream()
                .map(part -> LagrangianBound.startingAt(part.problem(), inherited(prices, part.rows())))
                .toArray(LagrangianBound[]::new);
        long bound = base;
        for (LagrangianBound partBound : bounds) {
            bound += partBound.value();
        }
        boolean complete = true;
        long cost = base;
        for (int i = 0; i < bounds.length && bound < limit; i++) {
            Components.Part part = parts.get(i);
            long others = bound - bounds[i].value();
            SearchResult answer = branch(part.problem(), bounds[i], limit - others, depth);
            bound = others + Math.max(bounds[i].value(), answer.lowerBound());
            complete &= answer.chosen() != null;
            if (complete) {
                cost += answer.cost();
                answer.chosen().stream().forEach(v -> chosen.set(part.ids()[v]));
            }
        }
        if (!complete || bound >= limit) {
            return SearchResult.none(bound);
        }
        return new SearchResult(chosen, cost, bound, 0, 0);
    }

    private static double[] inherited(double[] prices, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> prices[row]).toArray();
    }

    private SearchResult branch(CoverProblem part, LagrangianBound start, long limit, int depth) {
        long entries = part.memberships() + part.candidates();
        if (budget.exhausted() || depth > MAX_DEPTH || liveEntries + entries > MAX_LIVE_ENTRIES) {
            return SearchResult.none(start.value());
        }
        liveEntries += entries;
        LagrangianBound bound = start.improved(limit, STEPS, budget);
        SearchResult answer =
                bound.value() >= limit ? SearchResult.none(bound.value()) : guessAndBranch(part, bound, limit, depth);
        liveEntries -= entries;
        return answer.withBound(bound.value());
    }

    /** Now and then completes the prices to a choice, which may lower the limit for what follows. */
    private SearchResult guessAndBranch(CoverProblem part, LagrangianBound bound, long limit, int depth) {
        if (depth % GUESS_EVERY != 0) {
            return fixAndBranch(part, bound, limit, depth);
        }
        BitSet guess = greedyChoice(part, bound::reducedCost, budget);
        long cost = Costs.of(part, guess);
        SearchResult answer = fixAndBranch(part, bound, Math.min(limit, cost), depth);
        if (answer.chosen() != null || cost >= limit) {
            return answer;
        }
        return new SearchResult(guess, cost, Math.min(cost, answer.lowerBound()), 0, 0);
    }

    private SearchResult fixAndBranch(CoverProblem part, LagrangianBound bound, long limit, int depth) {
        CoverProblem fixed = fixed(part, bound, limit);
        if (fixed == part) {
            return branchOn(mostGain(part), part, bound.prices(), limit, depth);
        }
        SearchResult answer = below(fixed, bound.prices(), limit, depth + 1);
        return new SearchResult(answer.chosen(), answer.cost(), Math.min(limit, answer.lowerBound()), 0, 0);
    }

    /** The part with all orders that follow for a choice below the limit; the part itself if there are none. */
    private static CoverProblem fixed(CoverProblem part, LagrangianBound prices, long limit) {
        BitSet in = new BitSet();
        BitSet out = new BitSet();
        for (int v = 0; v < part.candidates(); v++) {
            in.set(v, prices.forces(v, limit));
            out.set(v, prices.forbids(v, limit));
        }
        return in.isEmpty() && out.isEmpty() ? part : part.ordering(in, out);
    }

    private SearchResult branchOn(int pivot, CoverProblem part, double[] prices, long limit, int depth) {
        branches += 2;
        BitSet one = new BitSet();
        one.set(pivot);
        SearchResult with = below(part.ordering(one, new BitSet()), prices, limit, depth + 1);
        long rest = Math.min(limit, with.cost());
        SearchResult without = below(part.ordering(new BitSet(), one), prices, rest, depth + 1);
        SearchResult best = without.chosen() != null ? without : with;
        return new SearchResult(best.chosen(), best.cost(), Math.min(with.lowerBound(), without.lowerBound()), 0, 0);
    }

    private static int mostGain(CoverProblem problem) {
        CoverState state = new CoverState(problem, new Incidence(problem), CoverState.SILENT);
        return GreedyPlacement.byGain(state).pop();
    }
}
