package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.ChangeEstimate;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanLimitException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapConstraints;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.overlay.taps.TapStyle;
import org.overtap.topology.Lan;
import org.overtap.topology.Machine;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaping;
import org.overtap.topology.Topology;

class BudgetTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();

    static LongStream seeds() {
        return Seeds.upTo(60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanLeavesWhatTheFrontierSays(long seed) {
        Topology topology = Samples.random(seed);
        TapOptions all = options(OptionalInt.empty(), seed);
        NodeBudgetFrontier frontier = NodeBudgetFrontier.of(topology, PlanOptions.DEFAULT, all);
        long before = Long.MAX_VALUE;
        for (NodeBudgetFrontier.Point point : frontier.points()) {
            OverlayPlan plan = TappedPlanner.plan(
                    topology, PlanOptions.DEFAULT, options(OptionalInt.of(point.nodes()), seed), INSTRUMENTS);
            assertThat(plan.own().orElseThrow().cost()).isEqualTo(point.cost());
            assertThat(plan.extra().nodes()).isLessThanOrEqualTo(point.nodes());
            assertThat(plan.coverage().uncovered()).isEmpty();
            assertThat(point.cost()).isLessThanOrEqualTo(before);
            before = point.cost();
        }
        assertThat(frontier.end().cost()).isZero();
        assertThat(TappedPlanner.plan(topology, PlanOptions.DEFAULT, all, INSTRUMENTS)
                        .own()
                        .orElseThrow()
                        .probes())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noMoreNewMachinesProbeThanTheBillHas(long seed) {
        Topology topology = Samples.random(seed);
        OverlayPlan plan =
                TappedPlanner.plan(topology, PlanOptions.DEFAULT, options(OptionalInt.empty(), seed), INSTRUMENTS);
        assertThat(plan.probes().stream()
                        .map(OverlayPlan.Probe::node)
                        .filter(name -> topology.node(name).isEmpty())
                        .distinct())
                .hasSizeLessThanOrEqualTo(plan.extra().nodes());
    }

    @Test
    void theBillTellsWhichMembersGetAnotherBandwidthAndWhich() {
        assertThat(intrusion("shaper", 100_000).bandwidths()).isEmpty();
        ChangeEstimate.Intrusion slower = intrusion("member-shaper", 100_000);
        assertThat(slower.members()).containsExactly("n1", "n2");
        assertThat(slower.bandwidths())
                .containsExactly(
                        new ChangeEstimate.Bandwidth("n1", 100_000, 99_999),
                        new ChangeEstimate.Bandwidth("n2", 100_000, 99_999));
        assertThat(intrusion("member-shaper", 0).bandwidths())
                .as("nobody knows it")
                .isEmpty();
    }

    private static ChangeEstimate.Intrusion intrusion(String style, long kbitPerSecond) {
        Topology lan = Samples.lan(3);
        Segment plain = lan.segments().get(0);
        Shaping shape = new Shaping(0, kbitPerSecond, 0);
        Segment known = new Lan(
                plain.name(),
                plain.medium(),
                plain.members().stream()
                        .map(m -> new Member(m.node(), m.iface(), shape, shape, false))
                        .toList(),
                List.of());
        Topology topology = new Topology("p/lan", lan.nodes(), List.of(known), List.of());
        TapOptions taps = new TapOptions(OptionalInt.empty(), style, false, Optional.empty());
        OverlayPlan plan = TappedPlanner.plan(topology, PlanOptions.DEFAULT, taps, INSTRUMENTS);
        return plan.bill().orElseThrow().intrusion().get(0);
    }

    /**
     * The bill counts no machine where shapers that are there have room for all; the curve still calls that one, and
     * beside bridges it does not count on that room.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void theFrontierEndsWithTheMachinesOfTheHeavyweightBill(long seed) {
        Topology topology = Samples.random(seed);
        TapOptions all = options(OptionalInt.empty(), seed);
        OverlayPlan heavyweight = TappedPlanner.plan(topology, PlanOptions.DEFAULT, all, INSTRUMENTS);
        int end =
                NodeBudgetFrontier.of(topology, PlanOptions.DEFAULT, all).end().nodes();
        int billed = Math.max(heavyweight.extra().nodes(), heavyweight.change().isPresent() ? 1 : 0);
        assertThat(end).isGreaterThanOrEqualTo(billed);
        if (!all.style().equals("bridge")) {
            assertThat(end).isEqualTo(billed);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutShapersTheFrontierStartsAtTheLightweightPlan(long seed) {
        Topology topology = Samples.random(seed);
        boolean shaped = topology.segments().stream().anyMatch(s -> !s.shapers().isEmpty());
        if (!shaped) {
            NodeBudgetFrontier frontier =
                    NodeBudgetFrontier.of(topology, PlanOptions.DEFAULT, options(OptionalInt.empty(), seed));
            assertThat(frontier.points().get(0).cost())
                    .isEqualTo(Planner.lightweight(topology, PlanOptions.DEFAULT, INSTRUMENTS)
                            .bound()
                            .cost());
        }
    }

    @Test
    void aCollectorOfItsOwnIsAnExtraNode() {
        TapOptions none = new TapOptions(OptionalInt.of(0), "shaper", true, Optional.empty());
        assertThatThrownBy(() -> TappedPlanner.plan(Samples.lan(3), PlanOptions.DEFAULT, none, INSTRUMENTS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("extra node");
    }

    @Test
    void aBusyNodeIsSparedWhenBusynessCosts() {
        Topology topology = withLoad(Samples.lan(3), "n1", 3.4);
        Topology priced = NodeCosts.apply(topology, Map.of(), true);
        assertThat(priced.node("n1").orElseThrow().cost()).contains(new BigDecimal("4.4"));
        assertThat(probing(priced)).containsExactly("n2", "n3");
        assertThat(probing(NodeCosts.apply(topology, Map.of("n1", BigDecimal.ZERO), true)))
                .contains("n1");
    }

    @Test
    void costsOfUnknownNodesAndNegativeOnesAreErrors() {
        assertThatThrownBy(() -> NodeCosts.apply(Samples.lan(3), Map.of("n9", BigDecimal.ONE), false))
                .hasMessageContaining("n9")
                .hasMessageContaining("n1, n2, n3");
        assertThatThrownBy(() -> NodeCosts.apply(Samples.lan(3), Map.of("n1", new BigDecimal("-1")), false))
                .hasMessageContaining("cannot be negative");
    }

    @Test
    void aPlanOverItsLimitOfProbesIsRefusedWithTheReason() {
        OverlayPlan plan = Planner.lightweight(Samples.lan(5), PlanOptions.DEFAULT, INSTRUMENTS);
        new ProbeLimits(Optional.of(4), Optional.empty()).require(plan);
        assertThatThrownBy(() -> new ProbeLimits(Optional.of(3), Optional.empty()).require(plan))
                .isInstanceOf(PlanLimitException.class)
                .hasMessageContaining("4 nodes must run a probe and only 3 may: no plan with fewer sees everything");
        assertThatThrownBy(() -> new ProbeLimits(Optional.of(-1), Optional.empty()))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void nodesWhoseProbesWouldTakeTooMuchCpuAreLeftOut() {
        Instrument probe = INSTRUMENTS.get("pmacctd", Instrument.Kind.PROBE);
        Topology topology = Samples.lan(3);
        double one = ProbeLimits.load(topology, probe).get("n1");
        ProbeLimits enough = new ProbeLimits(Optional.empty(), Optional.of(one));
        ProbeLimits tooLittle = new ProbeLimits(Optional.empty(), Optional.of(one / 2));
        assertThat(enough.within(topology, PlanOptions.DEFAULT, probe).only())
                .containsExactlyInAnyOrder("n1", "n2", "n3");
        assertThatThrownBy(() -> tooLittle.within(topology, PlanOptions.DEFAULT, probe))
                .isInstanceOf(PlanLimitException.class)
                .hasMessageContaining("--probe-cpu");
    }

    @Test
    void excludedNodesAreNeverAmongTheProbesOfABudgetPlan() {
        PlanOptions options = PlanOptions.DEFAULT.excluding(Set.of("n1", "n2", "n3"));
        OverlayPlan none = TappedPlanner.plan(
                Samples.lan(4),
                options,
                new TapOptions(OptionalInt.of(1), "member-shaper", false, Optional.empty()),
                INSTRUMENTS);
        assertThat(none.probes()).extracting(OverlayPlan.Probe::node).doesNotContain("n1", "n2", "n3");
        assertThat(none.coverage().uncovered()).isEmpty();
    }

    /** Each style in turn, with somebody who vouches for every segment. */
    private static TapOptions options(OptionalInt nodes, long seed) {
        Set<String> all =
                Samples.random(seed).segments().stream().map(Segment::name).collect(Collectors.toSet());
        String style = TapStyle.names().get((int) seed % TapStyle.names().size());
        return new TapOptions(nodes, style, false, Optional.empty(), TapConstraints.USUAL_NICS, all);
    }

    private static List<String> probing(Topology topology) {
        return Planner.lightweight(topology, PlanOptions.DEFAULT, INSTRUMENTS).probes().stream()
                .map(OverlayPlan.Probe::node)
                .toList();
    }

    private static Topology withLoad(Topology topology, String name, double load) {
        List<Node> nodes = topology.nodes().stream()
                .map(n -> n.name().equals(name) ? loaded(n, load) : n)
                .toList();
        return new Topology(topology.experiment(), nodes, topology.segments(), List.of());
    }

    private static Node loaded(Node node, double load) {
        Machine machine = node.machine().orElseThrow();
        Machine busy = new Machine(machine.id(), machine.type(), machine.os(), machine.control(), Optional.of(load));
        return new Node(node.name(), node.role(), Optional.of(busy), node.interfaces());
    }
}
