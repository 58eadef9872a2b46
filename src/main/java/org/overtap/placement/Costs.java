package org.overtap.placement;

import java.util.BitSet;

/** Adds up costs. */
public final class Costs {
    private Costs() {}

    public static long of(CoverProblem problem, BitSet chosen) {
        if (problem.unitCosts()) {
            return chosen.cardinality();
        }
        return chosen.stream().mapToLong(problem::cost).sum();
    }
}
