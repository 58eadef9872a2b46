package org.overtap.placement.multicover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.overtap.placement.BruteForce;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.RandomProblems;
import org.overtap.placement.SearchResult;
import org.overtap.placement.WorkBudget;

class BranchAndBoundTest {
    private static WorkBudget unlimited() {
        return WorkBudget.of(Limits.none());
    }

    @Test
    void findsTheOptimumOfWholeProblems() {
        for (int seed = 5000; seed < 7000; seed++) {
            CoverProblem problem = RandomProblems.mixed(seed, 11);
            OptionalLong optimum = BruteForce.optimum(problem);
            if (optimum.isPresent()) {
                SearchResult answer = BranchAndBound.solve(problem, unlimited());
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
                LagrangianBound bound = LagrangianBound.startingAt(problem, new double[problem.rows()])
                        .improved(cost + 1, 100, unlimited());
                assertThat(bound.value()).as("seed " + seed).isLessThanOrEqualTo(cost);
                assertThat(LagrangianBound.quick(problem)).as("seed " + seed).isLessThanOrEqualTo(cost);
            }
        }
    }

    @Test
    void boundsHoldWhenTheBudgetIsSpent() {
        for (int seed = 0; seed < 200; seed++) {
            CoverProblem problem = RandomProblems.mixed(seed, 30);
            if (problem.infeasible().isEmpty()) {
                long optimum = BranchAndBound.solve(problem, unlimited()).cost();
                for (int work = 100; work < 100_000; work *= 10) {
                    Limits limits = new Limits(work, Limits.standard().wallClock());
                    SearchResult answer = BranchAndBound.solve(problem, WorkBudget.of(limits));
                    assertThat(answer.lowerBound()).as("seed " + seed).isLessThanOrEqualTo(optimum);
                    assertThat(answer.cost()).isGreaterThanOrEqualTo(optimum);
                }
            }
        }
    }
}
