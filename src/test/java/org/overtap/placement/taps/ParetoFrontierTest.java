package org.overtap.placement.taps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.overtap.bench.Families;
import org.overtap.placement.CoverChecker;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Limits;
import org.overtap.placement.RandomProblems;
import org.overtap.placement.multicover.ExactPlacement;

class ParetoFrontierTest {
    private static final Limits ENOUGH = Limits.seconds(10);
    /** Too little for tables, so that prices and filling must do. */
    private static final Limits SCANT = new Limits(20, Duration.ofSeconds(30));

    @Test
    void theFatTreeOfEightLosesAProbeForEveryEightLinksTapped() {
        ParetoFrontier frontier = ParetoFrontier.of(TapProblem.ports(Families.fatTree(8), 4), ENOUGH);
        assertThat(frontier.points())
                .extracting(TapPlacement::cost)
                .containsExactly(48L, 48L, 48L, 47L, 46L, 44L, 40L, 32L, 16L, 0L);
        assertThat(frontier.points()).allMatch(TapPlacement::proven);
        assertThat(frontier.steps()).containsExactly(0, 1, 2, 4, 8, 16, 32, 64, 128, 192);
    }

    @Test
    void twiceTheInterfacesHalveTheNodesOfALargerFatTree() {
        ParetoFrontier four = ParetoFrontier.of(TapProblem.ports(Families.fatTree(16), 4), ENOUGH);
        ParetoFrontier eight = ParetoFrontier.of(TapProblem.ports(Families.fatTree(16), 8), ENOUGH);
        assertThat(four.at(64).cost()).isEqualTo(eight.at(32).cost());
        assertThat(four.at(64).proven()).isTrue();
    }

    /** Tables that count the members of so wide a LAN would have hundreds of millions of entries. */
    @Test
    @Timeout(30)
    void aWideLanIsNotCountedInTables() {
        CoverProblem lan = CoverProblem.builder(1000)
                .switchedLan(java.util.stream.IntStream.range(0, 1000).toArray())
                .build();
        ParetoFrontier frontier = ParetoFrontier.of(TapProblem.ports(lan, 4), Limits.seconds(1));
        assertThat(frontier.at(8).cost()).isEqualTo(999 - 16);
        assertThat(frontier.at(8).proven()).isTrue();
    }

    @Test
    void pointsEqualTheBestOfAllChoices() {
        for (int seed = 0; seed < 1500; seed++) {
            TapProblem problem = random(seed);
            ParetoFrontier frontier = ParetoFrontier.of(problem, Limits.none());
            for (int nodes = 0; nodes <= frontier.end().nodes(); nodes++) {
                check(problem, frontier, nodes, "seed " + seed + " nodes " + nodes);
            }
        }
    }

    private static void check(TapProblem problem, ParetoFrontier frontier, int nodes, String name) {
        long best = bruteForce(problem, nodes);
        if (best == Long.MAX_VALUE) {
            assertThatThrownBy(() -> frontier.at(nodes)).as(name).hasMessageContaining(nodes + " extra nodes");
            return;
        }
        TapPlacement found = frontier.at(nodes);
        assertValid(problem, found, nodes, name);
        assertThat(found.lowerBound()).as(name).isLessThanOrEqualTo(best);
        assertThat(found.cost()).as(name).isEqualTo(best);
        assertThat(found.proven()).as(name).isTrue();
    }

    @Test
    void filledPointsAreValidAndBounded() {
        for (int seed = 0; seed < 400; seed++) {
            TapProblem problem = random(seed);
            ParetoFrontier frontier = ParetoFrontier.of(problem, SCANT);
            for (int nodes = 0; nodes <= frontier.end().nodes(); nodes++) {
                long best = bruteForce(problem, nodes);
                if (best < Long.MAX_VALUE && fits(frontier, nodes)) {
                    TapPlacement found = frontier.at(nodes);
                    assertValid(problem, found, nodes, "seed " + seed);
                    assertThat(found.lowerBound()).isLessThanOrEqualTo(best);
                    assertThat(found.cost()).isGreaterThanOrEqualTo(best);
                }
            }
        }
    }

    private static boolean fits(ParetoFrontier frontier, int nodes) {
        try {
            return frontier.at(nodes) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void moreNodesNeverCostMore() {
        for (int seed = 0; seed < 15; seed++) {
            CoverProblem cover = RandomProblems.graph(seed, 60);
            ParetoFrontier frontier = ParetoFrontier.of(TapProblem.ports(cover, 4), Limits.seconds(1));
            long before = Long.MAX_VALUE;
            for (TapPlacement point : frontier.points()) {
                assertThat(point.cost()).isLessThanOrEqualTo(before);
                before = point.cost();
            }
            assertThat(before).isZero();
        }
    }

    @Test
    void withoutExtraNodesThePointIsTheCover() {
        for (int seed = 0; seed < 100; seed++) {
            CoverProblem cover = RandomProblems.graph(seed, 40);
            assertThat(ParetoFrontier.of(TapProblem.ports(cover, 4), ENOUGH)
                            .at(0)
                            .cost())
                    .isEqualTo(new ExactPlacement().place(cover, ENOUGH).cost());
        }
    }

    @Test
    void theSameProblemGivesTheSameCurve() {
        TapProblem problem = TapProblem.ports(Families.erdosRenyi(60, 4, 3), 4);
        assertThat(ParetoFrontier.of(problem, ENOUGH).points())
                .isEqualTo(ParetoFrontier.of(problem, ENOUGH).points());
    }

    private static void assertValid(TapProblem problem, TapPlacement found, int nodes, String name) {
        CoverProblem cover = problem.cover();
        BitSet chosen = found.asBitSet();
        for (int row = 0; row < cover.rows(); row++) {
            int seen = CoverChecker.hits(cover, row, chosen) + found.taps()[row];
            assertThat(seen).as(name).isGreaterThanOrEqualTo(cover.need(row));
            assertThat(found.taps()[row] == 0 || problem.tappable(row)).as(name).isTrue();
        }
        assertThat(found.nodes()).as(name).isLessThanOrEqualTo(nodes);
        assertThat(chosen.stream().noneMatch(cover::isForbidden)).as(name).isTrue();
    }

    /** The least cost over all choices whose taps fit so many nodes. */
    private static long bruteForce(TapProblem problem, int nodes) {
        CoverProblem cover = problem.cover();
        long best = Long.MAX_VALUE;
        for (long bits = 0; bits < 1L << cover.candidates(); bits++) {
            BitSet choice = BitSet.valueOf(new long[] {bits});
            long cost = choice.stream().mapToLong(cover::cost).sum();
            if (cost < best && choice.stream().noneMatch(cover::isForbidden) && fits(problem, choice, nodes)) {
                best = cost;
            }
        }
        return best;
    }

    private static boolean fits(TapProblem problem, BitSet choice, int nodes) {
        int[] missing = problem.missing(choice);
        return problem.nics(missing) != TapProblem.NEVER
                && TapBinPacking.of(problem, missing).nodes() <= nodes;
    }

    /** Links, LANs and any-of rows of up to eight candidates, some forbidden, some rows not tappable or only whole. */
    private static TapProblem random(int seed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(7);
        CoverProblemBuilder builder = CoverProblem.builder(n);
        int rows = 1 + random.nextInt(2 * n);
        for (int row = 0; row < rows; row++) {
            int[] some = random.ints(0, n)
                    .distinct()
                    .limit(Math.min(n, 2 + random.nextInt(4)))
                    .toArray();
            if (random.nextInt(4) == 0) {
                builder.switchedLan(some);
            } else {
                builder.anyOf(Arrays.copyOf(some, random.nextInt(6) == 0 ? some.length : 2));
            }
        }
        if (random.nextBoolean()) {
            for (int v = 0; v < n; v++) {
                builder.cost(v, random.nextInt(5));
            }
        }
        BitSet untappable = new BitSet();
        if (random.nextInt(3) == 0) {
            builder.forbid(random.nextInt(n));
        } else if (random.nextInt(3) == 0) {
            untappable.set(random.nextInt(rows));
        }
        CoverProblem cover = builder.build();
        int[] whole = new int[rows];
        if (random.nextInt(3) == 0) {
            Arrays.setAll(whole, row -> cover.need(row) > 1 ? cover.need(row) + 1 : 0);
        }
        return new TapProblem(
                cover, 2 + random.nextInt(5), whole, untappable, random.nextInt(3) == 0 ? random.nextInt(4) : 0);
    }

    @Test
    void anExtraNodeMustHaveRoomForATap() {
        assertThatThrownBy(() -> TapProblem.ports(Families.grid(2), 1)).hasMessageContaining("two network interfaces");
    }
}
