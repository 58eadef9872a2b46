package org.overtap.overlay.taps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.placement.Limits;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Medium;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class TapSelectionTest {
    private static final Limits LIMITS = Limits.seconds(2);

    static LongStream seeds() {
        return Seeds.upTo(120);
    }

    @Test
    void aSwitchedLanOfThreeNeedsTapsAtTwoOfItsPorts() {
        TapSelection choice = TapSelection.heavyweight(Samples.lan(3), TapConstraints.DEFAULT, LIMITS);
        assertThat(choice.taps())
                .containsExactly(
                        new TapSelection.Tap("lan0", List.of(new Endpoint("n1", "eth1"), new Endpoint("n2", "eth1"))));
        assertThat(choice.probing()).isEmpty();
        assertThat(choice.nodes()).isEqualTo(1);
    }

    @Test
    void onlyThePortsThatNoShaperSeesAreTapped() {
        TapSelection choice = TapSelection.heavyweight(Samples.mixedLan(), TapConstraints.DEFAULT, LIMITS);
        assertThat(choice.taps()).containsExactly(new TapSelection.Tap("lan0", List.of(new Endpoint("n3", "eth1"))));
        assertThat(choice.probing()).containsExactly("tbdelay0");
    }

    @Test
    void aShapedLinkNeedsNoTap() {
        TapSelection choice = TapSelection.heavyweight(Samples.shapedLink(), TapConstraints.DEFAULT, LIMITS);
        assertThat(choice.taps()).isEmpty();
        assertThat(choice.nodes()).isZero();
        assertThat(choice.probing()).containsExactly("tbdelay0");
    }

    @Test
    void aShapedLinkWhoseShaperMayNotProbeStaysUnseen() {
        TapConstraints rules = TapConstraints.DEFAULT.excluding(Set.of("tbdelay0"));
        assertThat(TapSelection.heavyweight(Samples.shapedLink(), rules, LIMITS).unseen())
                .containsExactly("wan");
    }

    @Test
    void aFloodingLanTakesOneTap() {
        TapSelection choice = TapSelection.heavyweight(Samples.lan(6, Medium.FLOODING), TapConstraints.DEFAULT, LIMITS);
        assertThat(choice.nics()).isEqualTo(2);
    }

    @Test
    void oneNodeForALanOfFourTakesTwoProbesOffItsMembers() {
        TapSelection none = TapSelection.of(Samples.lan(4), TapConstraints.DEFAULT, OptionalInt.of(0), LIMITS);
        TapSelection one = TapSelection.of(Samples.lan(4), TapConstraints.DEFAULT, OptionalInt.of(1), LIMITS);
        assertThat(none.mode()).isEqualTo("lightweight");
        assertThat(none.cost()).isEqualTo(3);
        assertThat(one.mode()).isEqualTo("budget");
        assertThat(one.cost()).isEqualTo(1);
    }

    @Test
    void theBusiestNodesAreRelievedFirst() {
        TapConstraints rules =
                new TapConstraints(node -> true, node -> node.equals("n3") ? 50 : 1, 4, TapConstraints.LanTaps.PORTS);
        TapSelection choice = TapSelection.of(Samples.lan(3), rules, OptionalInt.of(0), LIMITS);
        assertThat(choice.probing()).containsExactly("n1", "n2");
    }

    @Test
    void anExtraNodeHasAtLeastTwoInterfaces() {
        assertThatThrownBy(() -> new TapConstraints(node -> true, node -> 1, 1, TapConstraints.LanTaps.PORTS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("not 1");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHeavyweightPlanSeesEverythingWithoutTheExperimentsOwnNodes(long seed) {
        Topology topology = Samples.random(seed);
        TapConstraints rules = new TapConstraints(node -> true, node -> 1, 2 + (int) seed % 5, lans(seed));
        TapSelection choice = TapSelection.heavyweight(topology, rules, LIMITS);
        assertThat(choice.probing())
                .allSatisfy(name -> assertThat(role(topology, name)).isNotEqualTo(Role.HOST));
        assertThat(choice.cost()).isZero();
        assertSeen(topology, rules, choice);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyNumberOfExtraNodesSeesEverythingAndMoreNeverCostMore(long seed) {
        Topology topology = Samples.random(seed);
        TapConstraints rules =
                new TapConstraints(node -> true, node -> 1 + node.hashCode() % 3, 2 + (int) seed % 5, lans(seed));
        int most = TapSelection.heavyweight(topology, rules, LIMITS).nodes();
        long before = Long.MAX_VALUE;
        for (int nodes = 0; nodes <= most; nodes++) {
            TapSelection choice = TapSelection.of(topology, rules, OptionalInt.of(nodes), LIMITS);
            assertSeen(topology, rules, choice);
            assertThat(choice.nodes()).isLessThanOrEqualTo(nodes);
            assertThat(choice.cost()).isLessThanOrEqualTo(before);
            before = choice.cost();
        }
        assertThat(before).isZero();
    }

    private static TapConstraints.LanTaps lans(long seed) {
        return seed % 2 == 0 ? TapConstraints.LanTaps.PORTS : TapConstraints.LanTaps.WHOLE;
    }

    private static void assertSeen(Topology topology, TapConstraints rules, TapSelection choice) {
        Topology tapped = TappedTopology.of(topology, choice.taps(), rules.nicsPerNode());
        Set<String> probing = new TreeSet<>(choice.probing());
        tapped.nodes().stream()
                .filter(n -> n.role() == Role.TAP)
                .map(Node::name)
                .forEach(probing::add);
        assertThat(tapped.nodes().size() - topology.nodes().size()).isLessThanOrEqualTo(choice.nodes());
        if (probing.isEmpty()) {
            assertThat(topology.conversations()).isEmpty();
            return;
        }
        PlanOptions only = new PlanOptions(
                "exact",
                1,
                Set.of(),
                probing,
                "pmacctd",
                "nfcapd",
                9995,
                PlanTiming.DEFAULT,
                java.util.Optional.empty());
        OverlayPlan plan = Planner.lightweight(tapped, only, InstrumentCatalogue.builtIn());
        assertThat(plan.coverage().uncovered()).isEmpty();
    }

    private static Role role(Topology topology, String name) {
        return topology.node(name).orElseThrow().role();
    }
}
