package org.overtap.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExactPlacementTest extends PlacementContract {
    @Override
    PlacementAlgorithm algorithm() {
        return new ExactPlacement();
    }

    @Override
    void checkCost(Placement placement, long optimum, String name) {
        assertThat(placement.cost()).as(name).isEqualTo(optimum);
        assertThat(placement.proven()).as(name).isTrue();
    }

    @Test
    void isNeverDearerThanReduceEvenWhenStoppedEarly() {
        for (int seed = 0; seed < 600; seed++) {
            CoverProblem problem = seed % 2 == 0 ? RandomProblems.mixed(seed, 60) : RandomProblems.graph(seed, 150);
            if (problem.infeasible().isEmpty()) {
                Limits limits = new Limits(5_000, Limits.standard().wallClock());
                long reduced = new ReducePlacement().place(problem, limits).cost();
                assertThat(algorithm().place(problem, limits).cost())
                        .as("seed " + seed)
                        .isLessThanOrEqualTo(reduced);
            }
        }
    }
}
