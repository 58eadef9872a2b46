package org.overtap.placement.multicover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.PlacementAlgorithm;
import org.overtap.placement.PlacementContract;
import org.overtap.placement.RandomProblems;

public class ExactPlacementTest extends PlacementContract {
    @Override
    public PlacementAlgorithm algorithm() {
        return new ExactPlacement();
    }

    @Override
    public void checkCost(Placement placement, long optimum, String name) {
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
