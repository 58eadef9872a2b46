package org.overtap.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.overtap.placement.multicover.ExactPlacement;
import org.overtap.placement.multicover.PlacementAlgorithms;

class CoverProblemTest {
    private static BitSet choice(int... candidates) {
        BitSet bits = new BitSet();
        for (int v : candidates) {
            bits.set(v);
        }
        return bits;
    }

    @Test
    void aSelfLoopForcesItsNode() {
        CoverProblem problem = CoverProblem.builder(2).link(1, 1).build();
        assertThat(new ExactPlacement().place(problem, Limits.none()).chosen()).containsExactly(1);
    }

    @Test
    void aShapedPortIsSeenAtTheMemberOrAtItsShaper() {
        CoverProblem problem = CoverProblem.builder(4)
                .shapedLan(new int[] {0, 3}, new int[] {1}, new int[] {2})
                .build();
        assertThat(CoverChecker.unmetRows(problem, choice(3, 1))).isEmpty();
        assertThat(CoverChecker.unmetRows(problem, choice(0, 3))).containsExactly(0);
    }

    @Test
    void aShaperOnTwoPortsOfOneLanCountsForBoth() {
        CoverProblem problem = CoverProblem.builder(4)
                .shapedLan(new int[] {0, 3}, new int[] {1, 3}, new int[] {2})
                .build();
        assertThat(new ExactPlacement().place(problem, Limits.none()).chosen()).containsExactly(3);
    }

    @Test
    void rowsThatNothingCanMeetAreListed() {
        CoverProblem problem = CoverProblem.builder(3)
                .link(0, 1)
                .switchedLan(0, 1, 2)
                .link(1, 2)
                .forbid(0)
                .forbid(1)
                .build();
        assertThat(problem.infeasible()).contains(new Infeasible(List.of(0, 1)));
    }

    @Test
    void contradictingOrdersAreRefused() {
        CoverProblemBuilder builder = CoverProblem.builder(1).forbid(0).force(0);
        assertThatThrownBy(builder::build).hasMessageContaining("{0}");
    }

    @Test
    void unknownCandidatesAreRefused() {
        assertThatThrownBy(() -> CoverProblem.builder(2).link(0, 2)).hasMessageContaining("candidate 2");
    }

    @Test
    void theCheckerNamesEveryFault() {
        CoverProblem problem = CoverProblem.builder(3).link(0, 1).forbid(2).build();
        Placement wrong = Placement.of("test", problem, choice(2), 0, new SolveStats(0, 0, 0));
        assertThat(CoverChecker.faults(problem, wrong))
                .containsExactly("candidate 2 is forbidden but chosen", "row 0 is not met");
    }

    @Test
    void anUnknownAlgorithmNamesTheKnownOnes() {
        assertThatThrownBy(() -> PlacementAlgorithms.byName("best")).hasMessageContaining("exact, reduce, greedy");
    }
}
