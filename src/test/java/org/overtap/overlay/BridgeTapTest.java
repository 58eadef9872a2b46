package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.change.TopologyDiff;
import org.overtap.overlay.plan.ChangeEstimate;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.overlay.taps.AugmentedTopology;
import org.overtap.overlay.taps.TapConstraints;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.overlay.taps.TapSelection;
import org.overtap.overlay.taps.TapStyle;
import org.overtap.placement.Limits;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

/** Plans whose links are tapped by a bridge node each. */
class BridgeTapTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();

    static LongStream seeds() {
        return Seeds.upTo(150);
    }

    private static TapOptions bridges(OptionalInt nodes, int nics) {
        return new TapOptions(nodes, "bridge", false, Optional.empty(), nics);
    }

    private static OverlayPlan plan(Topology topology, OptionalInt nodes, int nics) {
        return TappedPlanner.plan(topology, PlanOptions.DEFAULT, bridges(nodes, nics), INSTRUMENTS);
    }

    private static OverlayPlan heavyweight(Topology topology) {
        return plan(topology, OptionalInt.empty(), 4);
    }

    /** One machine more, which the half of a shaper that is there helps to see the LAN, leaves nothing on the hosts. */
    @Test
    void aChoiceThatLeavesRoomAsideIsNotCalledTheLeast() {
        Topology demo = TopologyFile.read(Path.of("sample-topologies/demo/topology.json"));
        OverlayPlan most = plan(demo, OptionalInt.of(2), 4);
        assertThat(most.extra().nodes()).isEqualTo(1);
        long possible = most.own().orElseThrow().cost();
        assertThat(plan(demo, OptionalInt.of(1), 4).own().orElseThrow().lowerBound())
                .isLessThanOrEqualTo(possible);
        assertThat(NodeBudgetFrontier.of(demo, PlanOptions.DEFAULT, bridges(OptionalInt.empty(), 4))
                        .points()
                        .get(1)
                        .lowerBound())
                .isLessThanOrEqualTo(possible);
    }

    /** Two plain links {@code l1}, {@code l2} from {@code n1}, and the LAN {@code lan0} of three. */
    static Topology twoLinksAndALan() {
        Topology lan = Samples.lan(3);
        List<Node> nodes =
                new ArrayList<>(List.of(Samples.host("n1", 1, 3), Samples.host("n2", 2, 2), Samples.host("n3", 3, 2)));
        return new Topology(
                "p/mixed",
                nodes,
                List.of(
                        lan.segments().get(0),
                        new Link("l1", List.of(Member.plain("n1", "eth2"), Member.plain("n2", "eth2")), List.of()),
                        new Link("l2", List.of(Member.plain("n1", "eth3"), Member.plain("n3", "eth2")), List.of())),
                List.of());
    }

    @Test
    void eachLinkGetsABridgeOfItsOwnAndALanShapers() {
        OverlayPlan plan = heavyweight(twoLinksAndALan());

        assertThat(plan.extra().taps()).isEqualTo(2);
        assertThat(plan.extra().shapers()).isEqualTo(2);
        assertThat(plan.extra().nodes()).isEqualTo(4);
        assertThat(plan.extra().nodesMax()).isEqualTo(5);
        assertThat(plan.change().orElseThrow().taps())
                .extracting(PlannedTap::segment, PlannedTap::style, PlannedTap::node)
                .containsExactlyInAnyOrder(
                        tuple("l1", "bridge", Optional.of("tap-l1")),
                        tuple("l2", "bridge", Optional.of("tap-l2")),
                        tuple("lan0", "shaper", Optional.empty()));
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::node).contains("tap-l1", "tap-l2");
        assertThat(plan.notes())
                .anyMatch(note -> note.startsWith("lan0: tapped with shapers"))
                .anyMatch(note -> note.startsWith("l1, l2: two links each on the testbed"));
    }

    @Test
    void aBridgeTakesTwoInterfacesAndOneHop() {
        ChangeEstimate bill = heavyweight(twoLinksAndALan()).bill().orElseThrow();
        assertThat(bill.nics()).isEqualTo(2 + 2 + 6);
        assertThat(bill.intrusion())
                .filteredOn(i -> i.segment().startsWith("l1"))
                .singleElement()
                .satisfies(i -> assertThat(i.hops()).isEqualTo(1));
    }

    @Test
    void aLinkWithAShaperKeepsUsingIt() {
        OverlayPlan plan = heavyweight(Samples.shapedLink());
        assertThat(plan.change()).isEmpty();
        assertThat(plan.extra().nodes()).isZero();
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::node).containsExactly("tbdelay0");
    }

    @Test
    void aBridgeOfTheExperimentersOwnHasNoRoomForShapers() {
        Topology shaped = Samples.shapedLink();
        List<Node> nodes = new ArrayList<>(shaped.nodes().stream()
                .map(n -> n.role() == Role.SHAPER ? new Node(n.name(), Role.BRIDGE, n.machine(), n.interfaces()) : n)
                .toList());
        nodes.addAll(List.of(Samples.host("c", 8, 1), Samples.host("d", 9, 1)));
        List<Segment> segments = new ArrayList<>(shaped.segments());
        segments.add(new Link("l2", List.of(Member.plain("c", "eth1"), Member.plain("d", "eth1")), List.of()));
        OverlayPlan plan = TappedPlanner.plan(
                new Topology("p/bridged", nodes, segments, List.of()),
                PlanOptions.DEFAULT,
                TapOptions.heavyweight(),
                INSTRUMENTS);

        assertThat(plan.extra().shapers()).isEqualTo(1);
        assertThat(plan.bill().orElseThrow().nodesAtRisk()).isEqualTo(5);
    }

    @Test
    void aBridgeTakesTheShapingOverFromTheEndNodesByItself() {
        ExperimentChange change = heavyweight(Samples.endShapedLink()).change().orElseThrow();
        assertThat(change.taps()).extracting(PlannedTap::style).containsExactly("bridge");
        assertThat(change.endNodeShapingOff()).isFalse();
    }

    @Test
    void namesThatAreTakenAreLeftAlone() {
        Topology topology = new Topology(
                "p/names",
                List.of(Samples.host("TAP-wan", 1, 1), Samples.host("b", 2, 1)),
                List.of(new Link(
                        "wan", List.of(Member.plain("TAP-wan", "eth1"), Member.plain("b", "eth1")), List.of())),
                List.of());
        assertThat(heavyweight(topology).change().orElseThrow().addedNodes()).containsExactly("tap-wan-2");
    }

    @Test
    void aPlanWithBridgesIsReadAsItWasWritten() throws Exception {
        OverlayPlan plan = heavyweight(twoLinksAndALan());
        String text = JsonDocument.text(PlanFile.document(plan));
        assertThat(JsonDocument.mapper()
                        .treeToValue(JsonDocument.mapper().readTree(text).path("change"), ExperimentChange.class))
                .isEqualTo(plan.change().orElseThrow());
    }

    @Test
    void anUnknownStyleNamesTheKnownOnes() {
        assertThatThrownBy(() -> new TapOptions(OptionalInt.empty(), "hub", false, Optional.empty()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("shaper, member-shaper, bridge");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHeavyweightPlanSeesAllAndRunsNoProbeOnAHost(long seed) {
        Topology topology = Samples.random(seed);
        OverlayPlan plan = plan(topology, OptionalInt.empty(), 2 + (int) (seed % 7));
        assertThat(plan.coverage().uncovered()).isEmpty();
        assertThat(plan.probes())
                .noneMatch(p ->
                        topology.node(p.node()).map(n -> n.role() == Role.HOST).orElse(false));
        assertThat(plan.extra().nodes())
                .isEqualTo(plan.extra().taps() + plan.extra().shapers());
        assertThat(plan.extra().taps()).isEqualTo(unshapedLinks(topology));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBudgetIsNeverExceeded(long seed) {
        Topology topology = Samples.random(seed);
        int nics = 2 + (int) (seed % 7);
        for (int nodes = 0; nodes <= 4; nodes++) {
            OverlayPlan plan = plan(topology, OptionalInt.of(nodes), nics);
            assertThat(plan.extra().nodes()).isLessThanOrEqualTo(nodes);
            assertThat(plan.coverage().uncovered()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTopologyWithTheMachinesInItIsWhatWasPlanned(long seed) {
        Topology before = Samples.random(seed);
        List<TapSelection.Tap> chosen = TapSelection.heavyweight(
                        before,
                        TapConstraints.of(before, PlanOptions.DEFAULT, bridges(OptionalInt.empty(), 4)),
                        limits())
                .taps();
        List<PlannedTap> taps = TapStyle.named("bridge").planned(before, chosen, 32);
        AugmentedTopology added = AugmentedTopology.of(before, taps, 2, "shaper-");
        ExperimentChange change = new ExperimentChange("bridge", taps, List.of(), false, Optional.empty());
        assertThat(TopologyDiff.differences(before, added.topology(), change)).isEmpty();
        assertThat(count(added.topology(), Role.TAP)).isEqualTo(added.taps());
        if (!taps.isEmpty()) {
            assertThat(TopologyDiff.differences(before, before, change)).isNotEmpty();
        }
    }

    private static Limits limits() {
        return Limits.seconds(2);
    }

    private static long count(Topology topology, Role role) {
        return topology.nodes().stream().filter(n -> n.role() == role).count();
    }

    private static int unshapedLinks(Topology topology) {
        return (int) topology.segments().stream()
                .filter(s -> s instanceof Link && s.shapers().isEmpty())
                .map(Segment::name)
                .count();
    }
}
