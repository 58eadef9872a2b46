package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.change.TopologyDiff;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.FloodingOverrides;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.overlay.taps.AugmentedTopology;
import org.overtap.overlay.taps.TapConstraints;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.topology.Lan;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** Plans whose taps are one more member of what floods. */
class ListeningTapTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();

    static LongStream seeds() {
        return Seeds.upTo(100);
    }

    private static OverlayPlan plan(Topology topology, OptionalInt nodes, Set<String> flooding) {
        TapOptions taps = new TapOptions(nodes, "lan", false, Optional.empty(), TapConstraints.USUAL_NICS, flooding);
        return TappedPlanner.plan(topology, PlanOptions.DEFAULT, taps, INSTRUMENTS);
    }

    private static OverlayPlan heavyweight(Topology topology, String... flooding) {
        return plan(topology, OptionalInt.empty(), Set.of(flooding));
    }

    @Test
    void oneMemberMoreWithOneInterfaceSeesAFloodingLan() {
        OverlayPlan plan = heavyweight(Samples.lan(5), "lan0");
        assertThat(plan.extra().taps()).isEqualTo(1);
        assertThat(plan.extra().nodes()).isEqualTo(1);
        assertThat(plan.bill().orElseThrow().nics()).isEqualTo(1);
        assertThat(plan.bill().orElseThrow().intrusion()).isEmpty();
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::node).containsExactly("tap-lan0");
        assertThat(plan.coverage().conversations()).isEqualTo(10);
        assertThat(plan.coverage().uncovered()).isEmpty();
    }

    /** Where no shapers can be had, links are tapped inline and LANs that flood by one member more. */
    @Test
    void bridgesOnLinksAndListenersOnLansAreOneStyle() {
        Topology mixed = FloodingOverrides.flooding(BridgeTapTest.twoLinksAndALan(), Set.of("lan0"));
        TapOptions taps = new TapOptions(
                OptionalInt.empty(), "bridge-lan", false, Optional.empty(), TapConstraints.USUAL_NICS, Set.of("lan0"));
        OverlayPlan plan = TappedPlanner.plan(mixed, PlanOptions.DEFAULT, taps, INSTRUMENTS);
        assertThat(plan.change().orElseThrow().taps())
                .extracting(PlannedTap::segment, PlannedTap::style, tap -> tap.node()
                        .orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple("l1", "bridge", "tap-l1"),
                        tuple("l2", "bridge", "tap-l2"),
                        tuple("lan0", "lan", "tap-lan0"));
        assertThat(plan.extra().nodes()).isEqualTo(3);
        assertThat(plan.bill().orElseThrow().nics()).isEqualTo(2 + 2 + 1);
        assertThat(plan.coverage().uncovered()).isEmpty();
        assertThat(plan.notes()).noneMatch(note -> note.contains("cannot stand in"));
        assertThatThrownBy(() -> TappedPlanner.plan(
                        BridgeTapTest.twoLinksAndALan(),
                        PlanOptions.DEFAULT,
                        new TapOptions(OptionalInt.empty(), "bridge-lan", false, Optional.empty()),
                        INSTRUMENTS))
                .as("a switch that learns shows a listener nothing")
                .hasMessageContaining("a node on lan0 would see nothing");
    }

    @Test
    void aLanThatTheTestbedItselfFloodsNeedsNobodyToVouch() {
        assertThat(heavyweight(Samples.lan(3, Medium.FLOODING)).extra().taps()).isEqualTo(1);
    }

    @Test
    void withoutVouchingItIsRefusedWithTheReason() {
        assertThatThrownBy(() -> heavyweight(Samples.lan(3)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("a node on lan0 would see nothing: the testbed's switches learn addresses")
                .hasMessageContaining("--flooding lan0");
        assertThatThrownBy(() -> heavyweight(BridgeTapTest.twoLinksAndALan(), "l1"))
                .hasMessageContaining("--flooding l2,lan0");
        assertThatThrownBy(() -> plan(Samples.lan(3), OptionalInt.of(2), Set.of()))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void aBudgetTapsOnlyWhatIsVouchedFor() {
        OverlayPlan plan = plan(BridgeTapTest.twoLinksAndALan(), OptionalInt.of(3), Set.of("lan0"));
        assertThat(plan.change().orElseThrow().taps())
                .extracting(PlannedTap::segment)
                .containsExactly("lan0");
        assertThat(plan.coverage().uncovered()).isEmpty();
    }

    @Test
    void aVouchedLanFloodsInEveryMode() {
        Topology vouched = FloodingOverrides.flooding(Samples.lan(4), Set.of("lan0"));
        assertThat(Planner.lightweight(vouched, PlanOptions.DEFAULT, INSTRUMENTS)
                        .probes())
                .hasSize(1);
        assertThat(FloodingOverrides.asBefore(vouched, Samples.lan(4)).segments())
                .isEqualTo(vouched.segments());
        assertThatThrownBy(() -> FloodingOverrides.flooding(Samples.lan(4), Set.of("lan9")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("no segment is called lan9")
                .hasMessageContaining("known are lan0");
    }

    @Test
    void aListeningMemberConversesWithNobodyAndIsReadBack() throws Exception {
        Member ear = Member.listening("tap-lan0", "eth1");
        Segment lan = new Lan(
                "lan0", Medium.FLOODING, List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1"), ear), List.of());
        assertThat(lan.conversations()).hasSize(1);
        assertThat(lan.conversationCount()).isEqualTo(1);
        String text = JsonDocument.mapper().writeValueAsString(ear);
        assertThat(JsonDocument.mapper().readValue(text, Member.class)).isEqualTo(ear);
        assertThat(JsonDocument.mapper().writeValueAsString(Member.plain("a", "eth1")))
                .doesNotContain("onlyListens");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereAllIsVouchedForATapEachSeesAll(long seed) {
        Topology topology = Samples.random(seed);
        Set<String> all = topology.segments().stream().map(Segment::name).collect(Collectors.toSet());
        OverlayPlan plan = plan(FloodingOverrides.flooding(topology, all), OptionalInt.empty(), all);
        assertThat(plan.coverage().uncovered()).isEmpty();
        assertThat(plan.coverage().conversations()).isEqualTo(topology.conversationCount());
        assertThat(plan.probes())
                .noneMatch(p ->
                        topology.node(p.node()).map(n -> n.role() == Role.HOST).orElse(false));
        assertThat(plan.extra().nodes()).isEqualTo(plan.extra().taps());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTopologyWithTheMembersInItIsWhatWasPlanned(long seed) {
        Topology read = Samples.random(seed);
        Set<String> all = read.segments().stream().map(Segment::name).collect(Collectors.toSet());
        Topology before = FloodingOverrides.flooding(read, all);
        Optional<ExperimentChange> change =
                plan(before, OptionalInt.empty(), all).change();
        change.ifPresent(wanted -> {
            Topology after =
                    AugmentedTopology.of(before, wanted.taps(), 2, "shaper-").topology();
            assertThat(TopologyDiff.differences(before, after, wanted)).isEmpty();
            assertThat(TopologyDiff.differences(before, before, wanted)).isNotEmpty();
        });
    }
}
