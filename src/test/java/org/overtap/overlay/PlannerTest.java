package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.cover.CoverageCalculator;
import org.overtap.overlay.plan.ObservationPoint;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Medium;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;
import org.overtap.topology.file.JsonDocument;

class PlannerTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();

    static LongStream seeds() {
        return Seeds.upTo(100);
    }

    @Test
    void aSwitchedLanOfThreeTakesTwoProbesAndTheThirdNodeCollects() {
        OverlayPlan plan = plan(Samples.lan(3));
        assertThat(plan.probes()).hasSize(2);
        assertThat(plan.bound()).isEqualTo(new OverlayPlan.Bound(2, 2, true, Optional.of(2L)));
        assertThat(plan.collectors()).extracting(OverlayPlan.Collector::node).containsExactly("n3");
    }

    @Test
    void aFloodingLanTakesOneProbe() {
        assertThat(plan(Samples.lan(6, Medium.FLOODING)).probes()).hasSize(1);
    }

    @Test
    void aShaperBeforeTwoMembersStandsInForBoth() {
        OverlayPlan plan = plan(Samples.mixedLan());
        assertThat(plan.bound().cost()).isEqualTo(2);
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::node).contains("tbdelay0");
    }

    @Test
    void whereAllNodesProbeOneOfThemCollects() {
        OverlayPlan plan = plan(Samples.shapedLink());
        OverlayPlan excluded = Planner.lightweight(
                Samples.shapedLink(), PlanOptions.DEFAULT.excluding(Set.of("b", "tbdelay0")), INSTRUMENTS);
        assertThat(plan.probes().get(0).node())
                .isNotEqualTo(plan.collectors().get(0).node());
        assertThat(excluded.probes().get(0).node()).isEqualTo("a");
        assertThat(excluded.collectors().get(0).node()).isEqualTo("a");
    }

    @Test
    void whatNobodyMaySeeIsListedNotHidden() {
        OverlayPlan plan =
                Planner.lightweight(Samples.lan(3), PlanOptions.DEFAULT.excluding(Set.of("n1", "n2")), INSTRUMENTS);
        assertThat(plan.coverage().observed()).isEqualTo(2);
        assertThat(plan.coverage().uncovered()).containsExactly(new OverlayPlan.Uncovered("lan0", "n1", "n2"));
    }

    @Test
    void allThatNobodySeesIsCountedAndTheFirstListed() {
        OverlayPlan plan =
                Planner.lightweight(Samples.lan(500), PlanOptions.DEFAULT.allowing(Set.of("n1")), INSTRUMENTS);
        assertThat(plan.coverage().observed()).isEqualTo(499);
        assertThat(plan.coverage().uncovered()).hasSize(100_000);
        assertThat(plan.notes()).anyMatch(note -> note.contains("only the first are listed"));
    }

    @Test
    void excludingAnUnknownNodeIsAnErrorThatListsTheKnown() {
        assertThatThrownBy(() ->
                        Planner.lightweight(Samples.lan(3), PlanOptions.DEFAULT.excluding(Set.of("n9")), INSTRUMENTS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("n9")
                .hasMessageContaining("n1, n2, n3");
    }

    @Test
    void withEverybodyExcludedNothingIsPlannedAndAllIsUncovered() {
        OverlayPlan plan =
                Planner.lightweight(Samples.lan(2), PlanOptions.DEFAULT.excluding(Set.of("n1", "n2")), INSTRUMENTS);
        assertThat(plan.probes()).isEmpty();
        assertThat(plan.collectors()).isEmpty();
        assertThat(plan.coverage().uncovered()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyConversationIsSeenByAPlannedProbe(long seed) {
        Topology topology = Samples.random(seed);
        OverlayPlan plan = plan(topology);
        assertThat(plan.coverage().uncovered()).isEmpty();
        assertThat(topology.segments()).allSatisfy(segment -> assertThat(segment.conversations())
                .allMatch(c -> ObservationPoint.on(topology, plan, segment).stream()
                        .anyMatch(w -> w.vantage().sees(segment, c))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noProbingNodeCanBeSpared(long seed) {
        Topology topology = Samples.random(seed);
        OverlayPlan plan = plan(topology);
        for (OverlayPlan.Probe spared : plan.probes()) {
            List<OverlayPlan.Probe> rest =
                    plan.probes().stream().filter(p -> p != spared).toList();
            assertThat(CoverageCalculator.of(topology, rest).uncovered()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theExactPlanIsNeverAboveTheGreedyOne(long seed) {
        OverlayPlan plan = plan(Samples.random(seed));
        assertThat(plan.bound().proven()).isTrue();
        assertThat(plan.bound().cost())
                .isLessThanOrEqualTo(plan.bound().greedy().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameInputGivesTheSameBytes(long seed) {
        String once = JsonDocument.text(PlanFile.document(plan(Samples.random(seed))));
        assertThat(JsonDocument.text(PlanFile.document(plan(Samples.random(seed)))))
                .isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanFitsTheTopologyItWasMadeFrom(long seed) {
        Topology topology = Samples.random(seed);
        PlanCheck.require(topology, plan(topology));
    }

    @Test
    void ownersAreShapersFirstThenByName() {
        OverlayPlan plan = plan(Samples.mixedLan());
        assertThat(plan.segments().get(0).owners().get(0)).isEqualTo("tbdelay0");
    }

    @Test
    void everyWatchedInterfaceOfANodeHasANumberOfItsOwn() {
        for (long seed = 0; seed < 50; seed++) {
            plan(Samples.random(seed)).probes().forEach(p -> assertThat(p.interfaces())
                    .extracting(OverlayPlan.MonitoredInterface::sourceId)
                    .doesNotHaveDuplicates());
        }
    }

    @Test
    void anEditedPlanThatDoesNotFitIsRefusedWithAllReasons() {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = plan(topology);
        OverlayPlan broken = new OverlayPlan(
                plan.experiment(),
                plan.mode(),
                plan.topology(),
                List.of(new OverlayPlan.Probe(
                        "n1", List.of(new OverlayPlan.MonitoredInterface("eth9", "lan0", 1)), "pmacctd", "n2")),
                plan.collectors(),
                plan.coverage(),
                plan.bound(),
                plan.segments(),
                plan.extra(),
                plan.export(),
                plan.timing());
        assertThatThrownBy(() -> PlanCheck.require(topology, broken))
                .hasMessageContaining("n1:eth9")
                .hasMessageContaining("possible there: eth1 (lan0)")
                .hasMessageContaining("reports to n2");
    }

    @Test
    void aPlanEditedUntilNoProbeIsLeftIsRefused() {
        Topology topology = Samples.lan(3);
        OverlayPlan whole = plan(topology);
        OverlayPlan empty = new OverlayPlan(
                whole.experiment(),
                whole.mode(),
                whole.topology(),
                List.of(),
                whole.collectors(),
                whole.coverage(),
                whole.bound(),
                whole.segments(),
                whole.extra(),
                whole.export(),
                whole.timing());
        assertThatThrownBy(() -> PlanCheck.require(topology, empty)).hasMessageContaining("nothing would be measured");
    }

    @Test
    void aBusyNodeDoesNotCollectWhileAnIdleOneIsThere() {
        Topology lan = Samples.lan(4);
        List<Node> nodes = lan.nodes().stream().map(PlannerTest::busyIfN3).toList();
        Topology busy = new Topology("p/lan", nodes, lan.segments(), List.of());
        OverlayPlan plan = Planner.lightweight(
                busy, new PlanOptionsBuilder().only("n1", "n2").build(), INSTRUMENTS);
        assertThat(plan.collectors().get(0).node()).isEqualTo("n4");
    }

    private static Node busyIfN3(Node node) {
        if (!node.name().equals("n3")) {
            return node;
        }
        var machine = node.machine().orElseThrow();
        var loaded = new org.overtap.topology.Machine(
                machine.id(), machine.type(), machine.os(), machine.control(), Optional.of(3.5));
        return new Node(node.name(), node.role(), Optional.of(loaded), node.interfaces());
    }

    private static final class PlanOptionsBuilder {
        private Set<String> only = Set.of();

        PlanOptionsBuilder only(String... nodes) {
            only = Set.of(nodes);
            return this;
        }

        PlanOptions build() {
            PlanOptions u = PlanOptions.DEFAULT;
            return new PlanOptions(
                    u.algorithm(),
                    u.seconds(),
                    u.excluded(),
                    only,
                    u.probe(),
                    u.collector(),
                    u.port(),
                    u.timing(),
                    u.free());
        }
    }

    private static OverlayPlan plan(Topology topology) {
        return Planner.lightweight(topology, PlanOptions.DEFAULT, INSTRUMENTS);
    }

    @Test
    void aPlanWatchesOnlyVantagePoints() {
        Topology topology = Samples.mixedLan();
        Set<String> places = topology.vantages().stream()
                .map((VantagePoint v) -> v.node() + v.iface())
                .collect(java.util.stream.Collectors.toSet());
        plan(topology).probes().forEach(p -> p.interfaces()
                .forEach(i -> assertThat(places).contains(p.node() + i.name())));
    }
}
