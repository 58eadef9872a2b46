package org.overtap.placement.multicover;

import java.util.Arrays;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.WorkBudget;

/**
 * A lower bound from prices on rows.
 *
 * <p>For any prices y &gt;= 0, {@code sum need(r) y(r) + sum over v of min(0, cost(v) - prices of the rows v stands in,
 * once per slot)} is at most the cost of any choice that meets all rows (Lagrangian duality); its maximum over y is the
 * linear programming bound. Prices are whole numbers of a fixed fraction of a cost unit, so no rounding can make the
 * bound too high.
 */
public final class LagrangianBound {
    private final CoverProblem problem;
    private final long unit;
    private final long[] price;
    /** Cost of the candidate minus the prices on it. */
    private final long[] left;

    private long exact = Long.MIN_VALUE;

    private LagrangianBound(CoverProblem problem) {
        this.problem = problem;
        long total = 1;
        for (int v = 0; v < problem.candidates(); v++) {
            total += problem.cost(v);
        }
        unit = Math.min(1L << 20, Long.highestOneBit((1L << 58) / total));
        price = new long[problem.rows()];
        left = new long[problem.candidates()];
        Arrays.setAll(left, v -> problem.cost(v) * unit);
    }

    /** The bound after a few rounds of setting each price to the best one given the others. Linear time. */
    public static long quick(CoverProblem problem) {
        LagrangianBound bound = new LagrangianBound(problem);
        bound.ascend();
        return bound.value();
    }

    /** The given prices (in cost units, one per row), or those of the quick bound if they are better. */
    static LagrangianBound startingAt(CoverProblem problem, double[] prices) {
        LagrangianBound quick = new LagrangianBound(problem);
        quick.ascend();
        LagrangianBound given = new LagrangianBound(problem);
        given.setPrices(prices);
        return given.exact() > quick.exact() ? given : quick;
    }

    /** The best prices that so many steps find from these; the target is the cost of some choice. */
    LagrangianBound improved(long target, int steps, WorkBudget budget) {
        budget.spend(4L * problem.memberships());
        if (value() >= target) {
            return this;
        }
        LagrangianBound searched = new LagrangianBound(problem);
        searched.setPrices(SubgradientSearch.from(problem, prices(), target, steps, budget));
        return searched.exact() > exact() ? searched : this;
    }

    /** The prices in cost units. */
    double[] prices() {
        double[] prices = new double[price.length];
        Arrays.setAll(prices, row -> (double) price[row] / unit);
        return prices;
    }

    /** What is left of the candidate's cost after the prices it serves: the lower, the more likely it is chosen. */
    double reducedCost(int v) {
        return Math.max(0, (double) left[v] / unit);
    }

    /** Whether every choice cheaper than the limit has the candidate. */
    boolean forces(int v, long limit) {
        return left[v] < 0 && inWholeCosts(exact() - left[v]) >= limit;
    }

    /** Whether no choice cheaper than the limit has the candidate. */
    boolean forbids(int v, long limit) {
        return left[v] > 0 && inWholeCosts(exact() + left[v]) >= limit;
    }

    private void setPrices(double[] prices) {
        Arrays.setAll(left, v -> problem.cost(v) * unit);
        for (int row = 0; row < prices.length; row++) {
            price[row] = Math.max(0, (long) (prices[row] * unit));
            int to = problem.memberFrom(problem.slotTo(row));
            for (int i = problem.memberFrom(problem.slotFrom(row)); i < to; i++) {
                left[problem.member(i)] -= price[row];
            }
        }
    }

    private void ascend() {
        long[] scratch = new long[16];
        for (int row = 0; row < problem.rows(); row++) {
            int from = problem.memberFrom(problem.slotFrom(row));
            int to = problem.memberFrom(problem.slotTo(row));
            if (problem.need(row) == 0) {
                continue;
            }
            if (scratch.length < to - from) {
                scratch = new long[2 * (to - from)];
            }
            move(row, from, to, scratch);
        }
    }

    /** Along one price the bound is concave and bends where a candidate's cost is used up: the best is the need-th. */
    private void move(int row, int from, int to, long[] scratch) {
        for (int i = from; i < to; i++) {
            scratch[i - from] = left[problem.member(i)] + price[row];
        }
        Arrays.sort(scratch, 0, to - from);
        long best = Math.max(0, scratch[Math.min(problem.need(row), to - from) - 1]);
        for (int i = from; i < to; i++) {
            left[problem.member(i)] -= best - price[row];
        }
        price[row] = best;
    }

    long value() {
        return Math.max(0, inWholeCosts(exact()));
    }

    private long inWholeCosts(long units) {
        return -Math.floorDiv(-units, unit);
    }

    private long exact() {
        if (exact == Long.MIN_VALUE) {
            exact = 0;
            for (int row = 0; row < problem.rows(); row++) {
                exact += problem.need(row) * price[row];
            }
            for (long rest : left) {
                exact += Math.min(0, rest);
            }
        }
        return exact;
    }
}
