package org.overtap.placement.taps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.placement.Costs;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.ExactPlacement;
import org.overtap.placement.multicover.Incidence;
import org.overtap.placement.util.IntList;

/**
 * What extra nodes buy: for each number of them, the least cost of candidates that still need a probe.
 *
 * <p>Exact where {@link BucketElimination} suits. Elsewhere the corners of the curve's convex hull come from pricing
 * the taps' interfaces and searching the price (Eisner and Severance 1976); each price also bounds the cost for any
 * number of nodes. Between corners the nearest ones are filled up or squeezed. Work is spent when it is asked for: the
 * end of the curve costs nothing.
 */
public final class ParetoFrontier {
    private static final int MAX_PRICES = 32;

    private final TapProblem problem;
    private final Limits limits;
    private final Incidence incidence;
    private final TapPlacement end;
    private final List<LagrangianTaps> prices = new ArrayList<>();
    private final List<TapPlacement> corners = new ArrayList<>();
    private final Map<Integer, Optional<TapPlacement>> known = new HashMap<>();
    private Optional<BucketElimination> tables;

    private ParetoFrontier(TapProblem problem, Limits limits, TapPlacement end) {
        this.problem = problem;
        this.limits = limits;
        this.incidence = new Incidence(problem.cover());
        this.end = end;
    }

    /** The curve of a problem each row of which candidates or taps can meet. */
    public static ParetoFrontier of(TapProblem problem, Limits limits) {
        Placement last = new ExactPlacement().place(FullyTappedCover.of(problem), limits);
        return new ParetoFrontier(problem, limits, TapPlacement.of(problem, last.asBitSet(), last.lowerBound()));
    }

    /** The end of the curve: no number of nodes leaves less cost than this. */
    public TapPlacement end() {
        return end;
    }

    /** 0, 1, 2, 4 and so on, and the number of nodes that ends the curve. */
    public int[] steps() {
        IntList steps = new IntList(40);
        for (long nodes = 0; nodes < end.nodes(); nodes = Math.max(1, 2 * nodes)) {
            steps.add((int) nodes);
        }
        steps.add(end.nodes());
        return steps.toArray();
    }

    /** The choices for each of the {@link #steps} that any choice reaches; their cost never rises. */
    public List<TapPlacement> points() {
        List<TapPlacement> points = new ArrayList<>();
        for (int nodes : steps()) {
            if (!reaches(nodes)) {
                continue;
            }
            TapPlacement point = at(nodes);
            TapPlacement before = points.isEmpty() ? point : points.get(points.size() - 1);
            boolean better = point.cost() <= before.cost();
            points.add(better ? point : before.withLowerBound(point.lowerBound()));
        }
        return points;
    }

    /** Whether some choice takes no more than so many nodes. */
    public boolean reaches(int nodes) {
        return nodes >= end.nodes() || find(nodes).isPresent();
    }

    /**
     * The best choice found for at most so many nodes.
     *
     * @throws IllegalArgumentException if even the fewest taps take more
     */
    public TapPlacement at(int nodes) {
        if (nodes >= end.nodes()) {
            return end;
        }
        return find(nodes)
                .orElseThrow(() -> new IllegalArgumentException(
                        nodes + " extra nodes cannot carry the taps that every choice needs"));
    }

    private Optional<TapPlacement> find(int nodes) {
        return known.computeIfAbsent(nodes, this::search);
    }

    private Optional<TapPlacement> search(int nodes) {
        if (nodes == 0 && problem.cover().infeasible().isEmpty()) {
            Placement none = new ExactPlacement().place(problem.cover(), limits);
            return Optional.of(TapPlacement.of(problem, none.asBitSet(), none.lowerBound()));
        }
        if (tables == null) {
            tables = BucketElimination.of(problem, limits);
        }
        return tables.map(exact -> exact(exact, nodes)).orElseGet(() -> filled(nodes));
    }

    private Optional<TapPlacement> exact(BucketElimination exact, int nodes) {
        long capacity = problem.capacity(nodes);
        int cost = exact.cost(capacity);
        if (cost >= CostCurve.NEVER) {
            return Optional.empty();
        }
        BitSet chosen = exact.chosen(capacity, problem.cover().candidates());
        return Optional.of(TapPlacement.of(problem, chosen, cost));
    }

    private Optional<TapPlacement> filled(int nodes) {
        explore();
        TapPlacement best = null;
        for (TapPlacement corner : nearest(problem.capacity(nodes))) {
            BitSet filled = BudgetRepair.of(problem, incidence, corner.asBitSet(), nodes);
            if (filled != null && (best == null || Costs.of(problem.cover(), filled) < best.cost())) {
                best = TapPlacement.of(problem, filled, 0);
            }
        }
        return Optional.ofNullable(best).map(found -> found.withLowerBound(Math.min(found.cost(), bound(nodes))));
    }

    /** The corners to either side of that many interfaces. */
    private List<TapPlacement> nearest(long capacity) {
        corners.sort(Comparator.comparingLong(TapPlacement::nics).thenComparingLong(TapPlacement::cost));
        int above = 0;
        while (above < corners.size() && corners.get(above).nics() <= capacity) {
            above++;
        }
        return corners.subList(Math.max(0, above - 2), Math.min(corners.size(), above + 2));
    }

    private long bound(int nodes) {
        long capacity = problem.capacity(nodes);
        return prices.stream().mapToLong(price -> price.bound(capacity)).max().orElse(0);
    }

    private void explore() {
        if (!prices.isEmpty()) {
            return;
        }
        TapPlacement start = corner(deterrent(), 1);
        Deque<TapPlacement[]> spans = new ArrayDeque<>();
        spans.add(new TapPlacement[] {start, end});
        corners.add(end);
        while (!spans.isEmpty() && prices.size() < MAX_PRICES) {
            TapPlacement[] span = spans.poll();
            long saved = span[0].cost() - span[1].cost();
            long nics = span[1].nics() - span[0].nics();
            if (saved <= 0 || nics <= 0) {
                continue;
            }
            TapPlacement between = corner(saved, nics);
            if (value(between, saved, nics) < value(span[0], saved, nics)) {
                spans.add(new TapPlacement[] {span[0], between});
                spans.add(new TapPlacement[] {between, span[1]});
            }
        }
    }

    /** A price at which no tap pays that is not needed. */
    private long deterrent() {
        long total = 1;
        for (int v = 0; v < problem.cover().candidates(); v++) {
            total += problem.cover().cost(v);
        }
        return total;
    }

    private TapPlacement corner(long price, long scale) {
        Limits share = new Limits(limits.work() / MAX_PRICES, limits.wallClock().dividedBy(MAX_PRICES));
        LagrangianTaps priced = LagrangianTaps.solve(problem, price, scale, share);
        prices.add(priced);
        TapPlacement corner = TapPlacement.of(problem, priced.chosen(), 0);
        corners.add(corner);
        return corner;
    }

    private static long value(TapPlacement at, long price, long scale) {
        return at.cost() * scale + at.nics() * price;
    }
}
