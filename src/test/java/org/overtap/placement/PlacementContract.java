package org.overtap.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.overtap.placement.multicover.PlacementAlgorithms;

/** What every placement algorithm owes its callers. */
public abstract class PlacementContract {
    private static final int INSTANCES = 1500;

    public abstract PlacementAlgorithm algorithm();

    @Test
    void meetsEveryRowAndNeverBeatsTheOptimum() {
        for (int seed = 0; seed < INSTANCES; seed++) {
            check(RandomProblems.mixed(seed, 9), "mixed " + seed);
            check(RandomProblems.graph(seed, 11), "graph " + seed);
        }
    }

    private void check(CoverProblem problem, String name) {
        OptionalLong optimum = BruteForce.optimum(problem);
        assertThat(problem.infeasible().isEmpty()).as(name).isEqualTo(optimum.isPresent());
        if (optimum.isEmpty()) {
            assertThatThrownBy(() -> algorithm().place(problem, Limits.none()))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be met");
            return;
        }
        Placement placement = algorithm().place(problem, Limits.none());
        assertThat(CoverChecker.faults(problem, placement)).as(name).isEmpty();
        assertThat(placement.lowerBound()).as(name).isLessThanOrEqualTo(optimum.getAsLong());
        assertThat(placement.cost()).as(name).isGreaterThanOrEqualTo(optimum.getAsLong());
        checkCost(placement, optimum.getAsLong(), name);
    }

    @Test
    void keepsToQuotasAndNeverBeatsTheOptimumWithinThem() {
        int solvable = 0;
        for (int seed = 0; seed < INSTANCES; seed++) {
            CoverProblem problem = RandomProblems.withQuotas(seed, 8);
            OptionalLong optimum = BruteForce.optimum(problem);
            Optional<Placement> found = within(problem);
            assertThat(found.isPresent()).as("quotas " + seed).isEqualTo(optimum.isPresent());
            found.ifPresent(placement -> checkWithin(problem, placement, optimum.getAsLong()));
            solvable += found.isPresent() ? 1 : 0;
        }
        assertThat(solvable).isBetween(INSTANCES / 5, INSTANCES - INSTANCES / 5);
    }

    private Optional<Placement> within(CoverProblem problem) {
        try {
            return Optional.of(algorithm().place(problem, Limits.none()));
        } catch (IllegalArgumentException infeasible) {
            assertThat(infeasible).hasMessageContaining("cannot be met");
            return Optional.empty();
        }
    }

    private void checkWithin(CoverProblem problem, Placement placement, long optimum) {
        assertThat(CoverChecker.faults(problem, placement)).isEmpty();
        assertThat(placement.lowerBound()).isLessThanOrEqualTo(optimum);
        assertThat(placement.cost()).isGreaterThanOrEqualTo(optimum);
        checkCost(placement, optimum, "within quotas");
    }

    @Test
    void keepsToQuotasWhenStoppedEarly() {
        CoverProblemBuilder builder = CoverProblem.builder(40);
        for (int v = 0; v < 20; v++) {
            builder.anyOf(v, 20 + v).cost(v, 5);
        }
        int[] cheap = IntStream.range(20, 40).toArray();
        CoverProblem problem = builder.atMost(7, cheap).build();
        Placement placement =
                algorithm().place(problem, new Limits(1, Limits.standard().wallClock()));
        assertThat(CoverChecker.faults(problem, placement)).isEmpty();
        assertThat(placement.cost()).isEqualTo(13 * 5 + 7);
    }

    /** What the algorithm promises beyond a valid answer. */
    public void checkCost(Placement placement, long optimum, String name) {}

    @Test
    void givesTheSameAnswerAgain() {
        for (int seed = 0; seed < 100; seed++) {
            CoverProblem problem = RandomProblems.graph(seed, 120);
            Limits limits = new Limits(200_000, Limits.standard().wallClock());
            assertThat(algorithm().place(problem, limits)).isEqualTo(algorithm().place(problem, limits));
        }
    }

    @Test
    void coversWhatItClaimsWhenStoppedEarly() {
        for (int seed = 0; seed < 60; seed++) {
            CoverProblem problem = RandomProblems.graph(1000 + seed, 200);
            Placement placement = algorithm()
                    .place(problem, new Limits(1000, Limits.standard().wallClock()));
            assertThat(CoverChecker.faults(problem, placement)).isEmpty();
        }
    }

    @Test
    void chooseNothingWhereNothingIsToBeSeen() {
        Placement placement = algorithm().place(CoverProblem.builder(3).build(), Limits.none());
        assertThat(placement.chosen()).isEmpty();
        assertThat(placement.proven()).isTrue();
    }

    @Test
    void carriesItsRegisteredName() {
        assertThat(PlacementAlgorithms.byName(algorithm().name())).hasSameClassAs(algorithm());
    }
}
