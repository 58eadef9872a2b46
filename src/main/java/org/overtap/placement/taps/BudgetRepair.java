package org.overtap.placement.taps;

import java.util.BitSet;
import org.overtap.placement.multicover.Incidence;

/**
 * Makes a choice fit so many extra nodes, then spends what is left on dropping candidates: the one that saves most
 * cost for each interface first. Time quadratic in the candidates.
 */
final class BudgetRepair {
    private final TapProblem problem;
    private final TapSearchState walk;
    private final long capacity;

    private BudgetRepair(TapProblem problem, TapSearchState walk, int nodes) {
        this.problem = problem;
        this.walk = walk;
        this.capacity = problem.capacity(nodes);
    }

    /** The improved choice, or null where the start cannot be made to fit. */
    static BitSet of(TapProblem problem, Incidence incidence, BitSet start, int nodes) {
        BudgetRepair fill = new BudgetRepair(problem, new TapSearchState(problem, incidence, start), nodes);
        if (!fill.squeeze()) {
            return null;
        }
        fill.spend();
        return fill.walk.chosen();
    }

    private boolean squeeze() {
        while (!fits()) {
            int best = -1;
            double bestRate = 0;
            for (int v = 0; v < problem.cover().candidates(); v++) {
                if (!walk.has(v) && !problem.cover().isForbidden(v)) {
                    double rate = walk.difference(v) / (problem.cover().cost(v) + 1e-9);
                    if (rate > bestRate) {
                        best = v;
                        bestRate = rate;
                    }
                }
            }
            if (best < 0) {
                return false;
            }
            walk.add(best);
        }
        return true;
    }

    private void spend() {
        while (true) {
            int best = bestDrop();
            if (best < 0) {
                return;
            }
            walk.drop(best);
        }
    }

    private int bestDrop() {
        int best = -1;
        double bestRate = 0;
        BitSet chosen = walk.chosen();
        for (int v = chosen.nextSetBit(0); v >= 0; v = chosen.nextSetBit(v + 1)) {
            if (problem.cover().isForced(v) || problem.cover().cost(v) == 0) {
                continue;
            }
            long nics = walk.difference(v);
            if (nics < 0 || walk.nics() + nics > capacity) {
                continue;
            }
            double rate = problem.cover().cost(v) / (nics + 1e-9);
            if (rate > bestRate) {
                best = v;
                bestRate = rate;
            }
        }
        return best;
    }

    private boolean fits() {
        return walk.valid() && walk.nics() <= capacity;
    }
}
