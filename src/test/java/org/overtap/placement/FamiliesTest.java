package org.overtap.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.bench.Families;
import org.overtap.placement.multicover.ExactPlacement;
import org.overtap.placement.multicover.GreedyPlacement;
import org.overtap.placement.multicover.ReducePlacement;

/** What the exact algorithm is known to do on whole families of networks. */
class FamiliesTest {
    private static Placement exact(CoverProblem problem, int seconds) {
        Placement placement = new ExactPlacement().place(problem, Limits.seconds(seconds));
        assertThat(CoverChecker.faults(problem, placement)).isEmpty();
        return placement;
    }

    static Stream<CoverProblem> forests() {
        return Stream.of(
                Families.randomTree(20_000, 7),
                Families.lanTree(2_000, 10, 7),
                Families.lanTree(500, 2, 7),
                CoverProblem.builder(50).switchedLan(0, 1, 2, 3).link(3, 4).build());
    }

    @ParameterizedTest
    @MethodSource("forests")
    void treesAndTreesOfLansNeedNoBranching(CoverProblem problem) {
        Placement placement = exact(problem, 5);
        assertThat(placement.proven()).isTrue();
        assertThat(placement.stats().branches()).isZero();
        Placement reduced = new ReducePlacement().place(problem, Limits.standard());
        assertThat(reduced.stats().branches()).isZero();
        assertThat(reduced.cost()).isEqualTo(placement.cost());
    }

    static Stream<CoverProblem> provable() {
        return Stream.of(
                Families.barabasiAlbert(20_000, 3, 7),
                Families.barabasiAlbert(20_000, 2, 7),
                Families.grid(100),
                Families.fatTree(16),
                Families.isp(2_000, 20_000, 7),
                Families.erdosRenyi(300, 4, 7),
                Families.lanMesh(10_000, 4_000, 5, 7),
                Families.shapedLab(60, 80, 6, 7));
    }

    @ParameterizedTest
    @MethodSource("provable")
    void commonNetworksAreProven(CoverProblem problem) {
        assertThat(exact(problem, 10).proven()).isTrue();
    }

    @Test
    void aDenseMeshOfLansIsBoundedClosely() {
        Placement placement = exact(Families.lanMesh(5_000, 2_000, 10, 7), 1);
        assertThat(placement.cost() - placement.lowerBound()).isLessThan(placement.cost() / 50);
    }

    @Test
    void reduceIsBelowGreedyOnPowerLawNetworks() {
        CoverProblem problem = Families.barabasiAlbert(20_000, 3, 7);
        long greedy = new GreedyPlacement().place(problem, Limits.none()).cost();
        long reduced = new ReducePlacement().place(problem, Limits.none()).cost();
        assertThat(reduced).isLessThan(greedy * 98 / 100);
    }
}
