package org.overtap.placement.vertexcover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.overtap.placement.BruteForce;
import org.overtap.placement.CoverChecker;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Limits;
import org.overtap.placement.SearchResult;
import org.overtap.placement.WorkBudget;
import org.overtap.placement.multicover.BranchAndBound;

class BranchAndReduceTest {
    private static CoverProblem randomGraph(long seed, int maxNodes) {
        Random random = new Random(seed);
        int n = 4 + random.nextInt(maxNodes - 3);
        CoverProblemBuilder builder = CoverProblem.builder(n);
        int links = n + random.nextInt(2 * n);
        for (int i = 0; i < links; i++) {
            int u = random.nextInt(n);
            int v = random.nextInt(n);
            if (u != v) {
                builder.link(u, v);
            }
        }
        return builder.build();
    }

    private static CoverGraph graphOf(CoverProblem problem) {
        return CoverGraph.of(problem, Long.MAX_VALUE).orElseThrow();
    }

    private static BitSet asBits(boolean[] marks) {
        BitSet bits = new BitSet();
        for (int v = 0; v < marks.length; v++) {
            bits.set(v, marks[v]);
        }
        return bits;
    }

    @Test
    void findsTheLeastCoverWithoutAnyPreparation() {
        for (int seed = 0; seed < 3000; seed++) {
            CoverProblem problem = randomGraph(seed, 13);
            long optimum = BruteForce.optimum(problem).orElseThrow();
            BranchAndReduce.Cover cover = new BranchAndReduce(WorkBudget.of(Limits.none()))
                    .below(KernelGraph.of(graphOf(problem)), SearchResult.NONE, 0);
            assertThat(cover.size()).as("seed " + seed).isEqualTo(optimum);
            assertThat(cover.lowerBound()).as("seed " + seed).isEqualTo(optimum);
            assertThat(CoverChecker.unmetRows(problem, asBits(cover.marks()))).isEmpty();
        }
    }

    @Test
    void provesThatNothingIsBelowTheOptimum() {
        for (int seed = 0; seed < 500; seed++) {
            CoverProblem problem = randomGraph(seed, 13);
            long optimum = BruteForce.optimum(problem).orElseThrow();
            BranchAndReduce.Cover cover = new BranchAndReduce(WorkBudget.of(Limits.none()))
                    .below(KernelGraph.of(graphOf(problem)), optimum, 0);
            assertThat(cover.marks()).as("seed " + seed).isNull();
            assertThat(cover.lowerBound()).isEqualTo(optimum);
        }
    }

    @Test
    void agreesWithTheRowSearchOnLargerGraphs() {
        for (int seed = 0; seed < 40; seed++) {
            CoverProblem problem = randomGraph(seed, 60);
            long rows =
                    BranchAndBound.solve(problem, WorkBudget.of(Limits.none())).cost();
            SearchResult answer = VertexCoverSolver.solve(graphOf(problem), WorkBudget.of(Limits.none()));
            assertThat(answer.cost()).as("seed " + seed).isEqualTo(rows);
            assertThat(answer.lowerBound()).isEqualTo(rows);
        }
    }

    @Test
    void boundsHoldWhenTheBudgetIsSpent() {
        for (int seed = 0; seed < 300; seed++) {
            CoverProblem problem = randomGraph(seed, 60);
            long optimum = VertexCoverSolver.solve(graphOf(problem), WorkBudget.of(Limits.none()))
                    .cost();
            for (int work = 100; work < 100_000; work *= 10) {
                Limits limits = new Limits(work, Limits.standard().wallClock());
                SearchResult answer = VertexCoverSolver.solve(graphOf(problem), WorkBudget.of(limits));
                assertThat(answer.lowerBound()).as("seed " + seed).isLessThanOrEqualTo(optimum);
                assertThat(answer.cost()).isGreaterThanOrEqualTo(optimum);
            }
        }
    }

    @Test
    void swapsNeverLeaveALinkUncoveredNorMakeACoverLarger() {
        for (int seed = 0; seed < 300; seed++) {
            CoverProblem problem = randomGraph(seed, 80);
            CoverGraph graph = graphOf(problem);
            BitSet start = LeafRemovalCover.of(graph).cover();
            WorkBudget budget =
                    WorkBudget.of(new Limits(20_000, Limits.standard().wallClock()));
            BitSet cover = LocalSearch.improve(graph, start, 0, budget);
            assertThat(CoverChecker.unmetRows(problem, cover))
                    .as("seed " + seed)
                    .isEmpty();
            assertThat(cover.cardinality()).isLessThanOrEqualTo(start.cardinality());
        }
    }

    @Test
    void aCrownSettlesBipartiteGraphsEntirely() {
        CoverProblemBuilder grid = CoverProblem.builder(400);
        for (int v = 0; v < 400; v++) {
            if (v % 20 < 19) {
                grid.link(v, v + 1);
            }
            if (v < 380) {
                grid.link(v, v + 20);
            }
        }
        CoverGraph graph = graphOf(grid.build());
        assertThat(CrownDecomposition.of(graph, LeafRemovalCover.of(graph)).kernel())
                .isEmpty();
    }
}
