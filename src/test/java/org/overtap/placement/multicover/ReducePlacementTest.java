package org.overtap.placement.multicover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.PlacementAlgorithm;
import org.overtap.placement.PlacementContract;
import org.overtap.placement.RandomProblems;

public class ReducePlacementTest extends PlacementContract {
    @Override
    public PlacementAlgorithm algorithm() {
        return new ReducePlacement();
    }

    @Test
    void isNeverDearerThanGreedy() {
        for (int seed = 0; seed < 1000; seed++) {
            CoverProblem problem = RandomProblems.mixed(seed, 40);
            if (problem.infeasible().isEmpty()) {
                long greedy =
                        new GreedyPlacement().place(problem, Limits.none()).cost();
                assertThat(algorithm().place(problem, Limits.none()).cost()).isLessThanOrEqualTo(greedy);
            }
        }
    }

    @Test
    void aSwitchedLanNeedsAllMembersButOne() {
        CoverProblem lan = CoverProblem.builder(5).switchedLan(0, 1, 2, 3, 4).build();
        Placement placement = algorithm().place(lan, Limits.none());
        assertThat(placement.cost()).isEqualTo(4);
        assertThat(placement.proven()).isTrue();
    }
}
