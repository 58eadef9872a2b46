package org.overtap.placement;

import org.overtap.placement.multicover.PlacementAlgorithms;

/** One way to solve a {@link CoverProblem}. Implementations keep no state: one instance serves all callers. */
public interface PlacementAlgorithm {
    /** The name in {@link PlacementAlgorithms}, on the command line and in results. */
    String name();

    /**
     * A choice that meets every row, with a lower bound that is valid even when the limits stopped the search.
     *
     * @throws IllegalArgumentException when the problem is infeasible; ask {@link CoverProblem#infeasible()} first
     */
    Placement place(CoverProblem problem, Limits limits);
}
