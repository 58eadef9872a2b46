package org.overtap.placement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Keeps to the quotas of a problem by branching over what an algorithm that knows none of them chooses too many of.
 *
 * <p>Where a choice uses a quota of k up by more than k, no valid choice has the first k + 1 of these candidates: for
 * each of them the ones before it are forced and it is forbidden, which are problems without overlap that have all
 * valid choices between them. A lower bound of the relaxed problem holds for its part. Exact if the algorithm is and
 * the limits suffice; the depth is at most the number of candidates under quotas. Quotas are few and small: switches.
 */
public final class QuotaSearch {
    private final CoverProblem problem;
    private final Limits limits;
    private final BiFunction<CoverProblem, Limits, Placement> algorithm;
    private final WorkBudget budget;
    private final Deque<Part> open = new ArrayDeque<>();
    private Placement best;
    private long bound = Long.MAX_VALUE;
    private long parts;

    private QuotaSearch(CoverProblem problem, Limits limits, BiFunction<CoverProblem, Limits, Placement> algorithm) {
        this.problem = problem;
        this.limits = limits;
        this.algorithm = algorithm;
        this.budget = WorkBudget.of(limits);
    }

    /** Some of all choices: those with the one and without the other, and what the algorithm chose of them. */
    private record Part(BitSet in, BitSet out, Placement relaxed) {}

    /** What the algorithm chooses where its problem has no quotas; the best valid choice found where it has. */
    public static Placement place(
            CoverProblem problem, Limits limits, BiFunction<CoverProblem, Limits, Placement> algorithm) {
        return problem.quotas().isEmpty()
                ? algorithm.apply(problem, limits)
                : new QuotaSearch(problem, limits, algorithm).search();
    }

    private Placement search() {
        Infeasible.refuse(problem);
        part(new BitSet(), new BitSet()).forEach(open::push);
        while (!open.isEmpty() && !(best != null && budget.exhausted())) {
            Part part = open.pop();
            if (best == null || part.relaxed.lowerBound() < best.cost()) {
                branch(part);
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(
                    "the rows cannot be met within the quotas: allow more candidates or leave rows out");
        }
        open.forEach(part -> bound = Math.min(bound, part.relaxed.lowerBound()));
        SolveStats stats =
                new SolveStats(best.stats().branches() + parts - 1, best.stats().kernel(), budget.spent());
        Placement found = Placement.of(best.algorithm(), problem, best.asBitSet(), Math.min(bound, best.cost()), stats);
        return best.greedyCost().isPresent()
                ? found.withGreedyCost(best.greedyCost().getAsLong())
                : found;
    }

    private void branch(Part part) {
        BitSet chosen = part.relaxed.asBitSet();
        for (Quota quota : problem.quotas()) {
            if (quota.used(chosen) > quota.most()) {
                List<Part> children = children(part, quota, chosen);
                children.sort(Comparator.comparingLong((Part child) -> child.relaxed.lowerBound())
                        .reversed());
                children.forEach(open::push);
                return;
            }
        }
        bound = Math.min(bound, part.relaxed.lowerBound());
        if (best == null || part.relaxed.cost() < best.cost()) {
            best = part.relaxed;
        }
    }

    private List<Part> children(Part part, Quota quota, BitSet chosen) {
        List<Part> children = new ArrayList<>();
        BitSet in = (BitSet) part.in.clone();
        int room = quota.most() - quota.used(problem.relaxed(part.in, part.out).forced());
        for (int candidate : quota.of()) {
            if (chosen.get(candidate) && !problem.isForced(candidate) && !part.in.get(candidate) && room >= 0) {
                BitSet out = (BitSet) part.out.clone();
                out.set(candidate);
                children.addAll(part(in, out));
                in.set(candidate);
                room--;
            }
        }
        return children;
    }

    /** The part of these choices; none if there are no such choices. */
    private List<Part> part(BitSet in, BitSet out) {
        CoverProblem relaxed = problem.relaxed(in, out);
        if (relaxed.infeasible().isPresent()) {
            return List.of();
        }
        Placement placement = algorithm.apply(relaxed, new Limits(budget.left(), limits.wallClock()));
        budget.spend(placement.stats().work());
        parts++;
        return List.of(new Part((BitSet) in.clone(), out, placement));
    }
}
