package org.overtap.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RowSearchTest {
    private static Budget unlimited() {
        return Budget.of(Limits.none());
    }

    @Test
    void findsTheOptimumOfWholeProblems() {
        for (int seed = 5000; seed < 7000; seed++) {
            CoverProblem problem = RandomProblems.mixed(seed, 11);
            OptionalLong optimum = BruteForce.optimum(problem);
            if (optimum.isPresent()) {
                Answer answer = RowSearch.solve(problem, unlimited());
                assertThat(answer.cost()).as("seed " + seed).isEqualTo(optimum.getAsLong());
                assertThat(answer.lowerBound()).as("seed " + seed).isEqualTo(optimum.getAsLong());
            }
        }
    }

    @Test
    void rowPricesNeverBoundAboveTheOptimum() {
        for (int seed = 0; seed < 2000; seed++) {
            CoverProblem problem = RandomProblems.mixed(seed, 11);
            OptionalLong optimum = BruteForce.optimum(problem);
            if (optimum.isPresent()) {
                long cost = optimum.getAsLong();
                RowBound bound =
                        RowBound.startingAt(problem, new double[problem.rows()]).improved(cost + 1, 100, unlimited());
                assertThat(bound.value()).as("seed " + seed).isLessThanOrEqualTo(cost);
                assertThat(RowBound.quick(problem)).as("seed " + seed).isLessThanOrEqualTo(cost);
            }
        }
    }

    @Test
    void boundsHoldWhenTheBudgetIsSpent() {
        for (int seed = 0; seed < 200; seed++) {
            CoverProblem problem = RandomProblems.mixed(seed, 30);
            if (problem.infeasible().isEmpty()) {
                long optimum = RowSearch.solve(problem, unlimited()).cost();
                for (int work = 100; work < 100_000; work *= 10) {
                    Limits limits = new Limits(work, Limits.standard().wallClock());
                    Answer answer = RowSearch.solve(problem, Budget.of(limits));
                    assertThat(answer.lowerBound()).as("seed " + seed).isLessThanOrEqualTo(optimum);
                    assertThat(answer.cost()).isGreaterThanOrEqualTo(optimum);
                }
            }
        }
    }
}
