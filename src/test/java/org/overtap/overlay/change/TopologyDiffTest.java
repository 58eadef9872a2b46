package org.overtap.overlay.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

class TopologyDiffTest {
    private static final Endpoint FIRST = new Endpoint("a", "eth1");
    private static final ExperimentChange CHANGE = new ExperimentChange(
            "bridge",
            List.of(new PlannedTap("wan", List.of(FIRST), "bridge", Optional.of("tap-wan"))),
            List.of("ovcollector"),
            false,
            Optional.empty());

    private static Topology with(Segment segment, Node... more) {
        List<Node> nodes = new ArrayList<>(List.of(Samples.host("a", 1, 1), Samples.host("b", 2, 1)));
        nodes.addAll(List.of(more));
        return new Topology("p/e", nodes, List.of(segment), List.of());
    }

    private static Link wan(String name, Shaper... shapers) {
        return new Link(name, List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of(shapers));
    }

    private static Node node(String name, Role role) {
        return new Node(name, role, Optional.empty(), Samples.shaper(name, 9, 1).interfaces());
    }

    private static final Node COLLECTOR = node("ovcollector", Role.COLLECTOR);
    private static final Topology BEFORE = with(wan("wan"));

    private static List<String> differences(Topology after) {
        return TopologyDiff.differences(BEFORE, after, CHANGE);
    }

    @Test
    void theTapOnItsLinkAndTheCollectorAreWhatWasIntended() {
        assertThat(differences(with(
                        wan("wan", new Shaper("tap-wan", "eth1", "eth2", FIRST)),
                        node("tap-wan", Role.TAP),
                        COLLECTOR)))
                .isEmpty();
    }

    @Test
    void aShaperInTheTapsPlaceIsNot() {
        assertThat(differences(with(
                        wan("wan", new Shaper("tbdelay0", "eth1", "eth2", FIRST)),
                        node("tbdelay0", Role.SHAPER),
                        COLLECTOR)))
                .containsExactlyInAnyOrder("node tap-wan is gone", "tap-wan does not stand on wan");
    }

    @Test
    void aTapThatNobodyAskedForIsNew() {
        assertThat(differences(with(
                        wan("wan", new Shaper("tap-wan", "eth1", "eth2", FIRST)),
                        node("tap-wan", Role.TAP),
                        node("tap-x", Role.TAP),
                        COLLECTOR)))
                .containsExactly("node tap-x is new");
    }

    @Test
    void aLinkThatStayedInTwoHalvesIsAnotherSegment() {
        assertThat(differences(with(
                        wan("wan-a+wan-b", new Shaper("tap-wan", "eth1", "eth2", FIRST)),
                        node("tap-wan", Role.TAP),
                        COLLECTOR)))
                .containsExactlyInAnyOrder("segment wan is gone", "segment wan-a+wan-b is new");
    }

    @Test
    void aMovedAddressIsADifference() {
        Node moved = new Node(
                "b", Role.HOST, Optional.empty(), List.of(Interface.with("eth1", Optional.empty(), "10.0.1.5/24")));
        Topology after = new Topology(
                "p/e",
                List.of(Samples.host("a", 1, 1), moved, node("tap-wan", Role.TAP), COLLECTOR),
                List.of(wan("wan", new Shaper("tap-wan", "eth1", "eth2", FIRST))),
                List.of());
        assertThat(differences(after)).hasSize(2).allMatch(text -> text.startsWith("member of wan: b 10.0.1."));
    }
}
