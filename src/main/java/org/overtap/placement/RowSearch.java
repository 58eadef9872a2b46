package org.overtap.placement;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Branch and bound for any cover problem: reduce, split, bound by row prices, branch on the candidate in most open
 * slots. Exact for small and medium problems; stops with a valid bound when the budget is spent. Prefer {@link
 * KernelSearch} where all rows are links and plain LANs of unit cost.
 */
final class RowSearch {
    private static final int MAX_DEPTH = 1500;
    private static final int ROOT_STEPS = 400;
    private static final int STEPS = 25;
    /** Steps of work per array entry that setting up a subproblem takes. */
    private static final int OVERHEAD = 4;

    /** What the subproblems on the way down may hold at once, in array entries. */
    private static final long MAX_LIVE_ENTRIES = 5_000_000;

    private final Budget budget;
    private long liveEntries;
    private long branches;

    private RowSearch(Budget budget) {
        this.budget = budget;
    }

    /** Solves a problem that has a solution; the answer always has a choice. */
    static Answer solve(CoverProblem problem, Budget budget) {
        BitSet start = greedyChoice(problem, v -> problem.cost(v), budget);
        RowBound prices = RowBound.strong(problem, Costs.of(problem, start), ROOT_STEPS, budget);
        BitSet priced = greedyChoice(problem, prices::reducedCost, budget);
        start = Costs.of(problem, priced) < Costs.of(problem, start) ? priced : start;
        long cost = Costs.of(problem, start);
        RowSearch search = new RowSearch(budget);
        Answer better = search.below(problem, cost, 0);
        long bound = Math.max(prices.value(), better.lowerBound());
        if (better.chosen() == null) {
            return new Answer(start, cost, Math.min(cost, bound), search.branches, problem.candidates());
        }
        return new Answer(better.chosen(), better.cost(), bound, search.branches, problem.candidates());
    }

    /** Reduces and picks by the given costs, then takes back what is superfluous by the real ones. */
    private static BitSet greedyChoice(CoverProblem problem, IntToDoubleFunction costs, Budget budget) {
        Incidence incidence = new Incidence(problem);
        RowReduction reduction = new RowReduction(problem, incidence);
        ReducePlacement.finish(reduction, costs);
        BitSet chosen = reduction.state().chosen();
        Redundancy.remove(problem, incidence, chosen);
        budget.spend(OVERHEAD * (reduction.state().work() + problem.memberships()));
        return chosen;
    }

    /** The best choice that costs less than the limit, if there is one. */
    private Answer below(CoverProblem problem, long limit, int depth) {
        RowReduction reduction = new RowReduction(problem, new Incidence(problem));
        long work = Dominance.toFixpoint(reduction);
        CoverState state = reduction.state();
        budget.spend(work + OVERHEAD * (state.work() + problem.memberships() + problem.candidates()));
        if (state.isDead()) {
            return Answer.none(Answer.NONE);
        }
        BitSet chosen = state.chosen();
        long cost = Costs.of(problem, chosen);
        if (cost >= limit) {
            return Answer.none(cost);
        }
        if (state.unmetRows() == 0) {
            return new Answer(chosen, cost, cost, 0, 0);
        }
        return addParts(Parts.of(state), chosen, cost, limit, depth);
    }

    private Answer addParts(List<Parts.Part> parts, BitSet chosen, long base, long limit, int depth) {
        long[] bounds =
                parts.stream().mapToLong(part -> RowBound.quick(part.problem())).toArray();
        long bound = base;
        for (long partBound : bounds) {
            bound += partBound;
        }
        boolean complete = true;
        long cost = base;
        for (int i = 0; i < bounds.length && bound < limit; i++) {
            Parts.Part part = parts.get(i);
            Answer answer = branch(part.problem(), limit - (bound - bounds[i]), bounds[i], depth);
            bound += Math.max(0, answer.lowerBound() - bounds[i]);
            complete &= answer.chosen() != null;
            if (complete) {
                cost += answer.cost();
                answer.chosen().stream().forEach(v -> chosen.set(part.ids()[v]));
            }
        }
        if (!complete || bound >= limit) {
            return Answer.none(bound);
        }
        return new Answer(chosen, cost, bound, 0, 0);
    }

    private Answer branch(CoverProblem part, long limit, long quickBound, int depth) {
        long entries = part.memberships() + part.candidates();
        if (budget.exhausted() || depth > MAX_DEPTH || liveEntries + entries > MAX_LIVE_ENTRIES) {
            return Answer.none(quickBound);
        }
        liveEntries += entries;
        Answer answer = boundAndBranch(part, limit, quickBound, depth);
        liveEntries -= entries;
        return answer;
    }

    private Answer boundAndBranch(CoverProblem part, long limit, long quickBound, int depth) {
        RowBound prices = RowBound.strong(part, limit, depth == 0 ? ROOT_STEPS : STEPS, budget);
        long bound = Math.max(quickBound, prices.value());
        if (bound >= limit) {
            return Answer.none(bound);
        }
        CoverProblem fixed = fixed(part, prices, limit);
        if (fixed != part) {
            Answer answer = below(fixed, limit, depth + 1);
            long lower = Math.max(bound, Math.min(limit, answer.lowerBound()));
            return new Answer(answer.chosen(), answer.cost(), lower, 0, 0);
        }
        return branchOn(mostGain(part), part, limit, bound, depth);
    }

    /** The part with all orders that follow for a choice below the limit; the part itself if there are none. */
    private static CoverProblem fixed(CoverProblem part, RowBound prices, long limit) {
        BitSet in = new BitSet();
        BitSet out = new BitSet();
        for (int v = 0; v < part.candidates(); v++) {
            in.set(v, prices.forces(v, limit));
            out.set(v, prices.forbids(v, limit));
        }
        return in.isEmpty() && out.isEmpty() ? part : part.ordering(in, out);
    }

    private Answer branchOn(int pivot, CoverProblem part, long limit, long bound, int depth) {
        branches += 2;
        BitSet one = new BitSet();
        one.set(pivot);
        Answer with = below(part.ordering(one, new BitSet()), limit, depth + 1);
        long rest = Math.min(limit, with.cost());
        Answer without = below(part.ordering(new BitSet(), one), rest, depth + 1);
        Answer best = without.chosen() != null ? without : with;
        long lower = Math.min(with.lowerBound(), without.lowerBound());
        return new Answer(best.chosen(), best.cost(), Math.max(bound, lower), 0, 0);
    }

    private static int mostGain(CoverProblem problem) {
        CoverState state = new CoverState(problem, new Incidence(problem), CoverState.SILENT);
        return GreedyPlacement.byGain(state, problem::cost).pop();
    }
}
