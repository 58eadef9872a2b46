package org.overtap.placement.multicover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.PlacementAlgorithm;
import org.overtap.placement.PlacementContract;
import org.overtap.placement.RandomProblems;

public class GreedyPlacementTest extends PlacementContract {
    @Override
    public PlacementAlgorithm algorithm() {
        return new GreedyPlacement();
    }

    @Test
    void picksTheNodeInMostSetsFirstAndTheLowestAmongEquals() {
        CoverProblem path =
                CoverProblem.builder(4).link(0, 1).link(1, 2).link(2, 3).build();
        assertThat(algorithm().place(path, Limits.none()).chosen()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsCostIsTheSameWithoutABound(boolean graphs) {
        for (long seed = 0; seed < 300; seed++) {
            CoverProblem problem = graphs ? RandomProblems.graph(seed, 30) : RandomProblems.mixed(seed, 12);
            if (problem.infeasible().isEmpty()) {
                assertThat(GreedyPlacement.cost(problem))
                        .isEqualTo(algorithm().place(problem, Limits.none()).cost());
            }
        }
    }

    @Test
    void prefersTheCheaperOfTwoThatSeeTheSame() {
        CoverProblem link =
                CoverProblem.builder(2).link(0, 1).cost(0, 5).cost(1, 2).build();
        assertThat(algorithm().place(link, Limits.none()).chosen()).containsExactly(1);
    }
}
