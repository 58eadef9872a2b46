package org.overtap.placement.multicover;

import java.util.Arrays;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.WorkBudget;

/**
 * Looks for the row prices with the highest bound by subgradient steps: rows that the priced choice leaves short become
 * dearer, rows it serves too often cheaper. Steps follow Polyak's rule towards a known choice's cost, along a running
 * mean of directions (Camerini, Fratta, Maffioli 1975). Approaches the linear programming bound; time linear in the
 * memberships per step.
 */
final class SubgradientSearch {
    private static final int PATIENCE = 12;
    private static final double MOMENTUM = 0.6;
    /** Costs are whole, so a bound this much above the last whole number below the target is as good as the target. */
    private static final double ROUNDING = 0.01;

    private final CoverProblem problem;
    private final double[] price;
    private final double[] left;
    private final double[] direction;
    private double[] bestPrice;
    private double best = Double.NEGATIVE_INFINITY;

    private SubgradientSearch(CoverProblem problem, double[] price) {
        this.problem = problem;
        this.price = price;
        left = new double[problem.candidates()];
        direction = new double[problem.rows()];
        bestPrice = price.clone();
    }

    /** The best prices found from those given, after at most that many steps; the target is the cost of a choice. */
    static double[] from(CoverProblem problem, double[] price, double target, int steps, WorkBudget budget) {
        SubgradientSearch search = new SubgradientSearch(problem, price);
        double scale = 1.0;
        double enough = target - 1 + ROUNDING;
        int sinceBetter = 0;
        for (int step = 0; step < steps && scale > 1e-4 && search.best < enough && !budget.exhausted(); step++) {
            double value = search.evaluate();
            budget.spend(2L * problem.memberships() + problem.candidates());
            sinceBetter = search.keep(value) ? 0 : sinceBetter + 1;
            if (sinceBetter == PATIENCE) {
                scale /= 1.6;
                sinceBetter = 0;
                System.arraycopy(search.bestPrice, 0, price, 0, price.length);
                search.evaluate();
            }
            if (!search.step(scale * Math.max(0.5, target - value))) {
                break;
            }
        }
        return search.bestPrice;
    }

    private boolean keep(double value) {
        boolean better = value > best + 1e-9 * Math.abs(best);
        if (value > best) {
            best = value;
            System.arraycopy(price, 0, bestPrice, 0, price.length);
        }
        return better;
    }

    private double evaluate() {
        Arrays.setAll(left, problem::cost);
        double value = 0;
        for (int row = 0; row < price.length; row++) {
            value += price[row] * problem.need(row);
            int to = problem.memberFrom(problem.slotTo(row));
            for (int i = problem.memberFrom(problem.slotFrom(row)); i < to; i++) {
                left[problem.member(i)] -= price[row];
            }
        }
        for (double rest : left) {
            value += Math.min(0, rest);
        }
        return value;
    }

    /** Moves along the mean direction; false when there is none, which means the prices are best. */
    private boolean step(double distance) {
        double norm = 0;
        for (int row = 0; row < price.length; row++) {
            double shortage = problem.need(row);
            int to = problem.memberFrom(problem.slotTo(row));
            for (int i = problem.memberFrom(problem.slotFrom(row)); i < to; i++) {
                double rest = left[problem.member(i)];
                shortage -= rest < 0 ? 1 : 0;
            }
            direction[row] = shortage + MOMENTUM * direction[row];
            if (price[row] <= 0 && direction[row] < 0) {
                direction[row] = 0;
            }
            norm += direction[row] * direction[row];
        }
        if (norm == 0) {
            return false;
        }
        for (int row = 0; row < price.length; row++) {
            price[row] = Math.max(0, price[row] + distance / norm * direction[row]);
        }
        return true;
    }
}
