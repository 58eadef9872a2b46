package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Shaping;
import org.overtap.topology.Topology;

/**
 * An experiment with two bridges of its own (between links, and between a LAN and a link) and one that was added as a
 * tap on the link {@code wan}.
 */
class BridgeDiscoveryTest {
    private static RecordedCase recorded() {
        return new RecordedCase("bridged");
    }

    private static Segment segment(Topology topology, String name) {
        return topology.segment(name).orElseThrow();
    }

    private static Role role(Topology topology, String node) {
        return topology.node(node).orElseThrow().role();
    }

    private static boolean finds(Topology topology, DiscoveryNote.Kind kind, String subject, String text) {
        return topology.findings().stream()
                .anyMatch(f -> f.kind() == kind
                        && f.subject().equals(subject)
                        && f.text().contains(text));
    }

    @Test
    void aLinkWithATapIsTheLinkThatItWasWithTheTapInline() throws TestbedException {
        Topology topology = recorded().discover();

        Link wan = (Link) segment(topology, "wan");
        assertThat(wan.members()).extracting(Member::node).containsExactly("d", "e");
        assertThat(topology.interfaceOf(wan.members().get(1).endpoint()).address())
                .contains(IpAddress.of("10.1.3.3"));
        assertThat(wan.shapers()).containsExactly(new Shaper("tap-wan", "eth1", "eth2", new Endpoint("d", "eth2")));
        assertThat(role(topology, "tap-wan")).isEqualTo(Role.TAP);
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("far+yard", "l1+l2", "wan");
    }

    @Test
    void aTapsPortsAreThoseThatItTellsWithTheirMacs() throws TestbedException {
        assertThat(recorded().discover().node("tap-wan").orElseThrow().interfaces())
                .contains(new Interface("eth1", Optional.of("02:0c:00:6c:00:01"), java.util.List.of()))
                .extracting(Interface::name)
                .containsExactly("eth1", "eth2");
    }

    @Test
    void theNearPortFacesTheFirstMemberWhicheverWayTheMappingIsWritten() throws TestbedException {
        Topology turned = recorded()
                .replacing("shells.json", "wan-a wan-b eth1 eth2", "wan-b wan-a eth2 eth1")
                .discover();
        assertThat(segment(turned, "wan").shapers())
                .isEqualTo(segment(recorded().discover(), "wan").shapers());
    }

    @Test
    void linksThatAScriptsOwnBridgeJoinsAreOneSegmentUnderBothNames() throws TestbedException {
        Topology topology = recorded().discover();

        Link joined = (Link) segment(topology, "l1+l2");
        assertThat(joined.members()).extracting(Member::node).containsExactly("a", "b");
        assertThat(joined.shapers()).extracting(Shaper::node).containsExactly("middle");
        assertThat(role(topology, "middle")).isEqualTo(Role.BRIDGE);
        assertThat(finds(topology, DiscoveryNote.Kind.INFERRED, "l1+l2", "is l1 and l2, which the bridge middle joins"))
                .isTrue();
    }

    @Test
    void aBridgesShapingIsThatOfTheDirectionFromEachEnd() throws TestbedException {
        Segment joined = segment(recorded().discover(), "l1+l2");
        assertThat(joined.members().get(0).out().delayMs()).isEqualTo(10);
        assertThat(joined.members().get(0).out().loss()).isEqualTo(0.01);
        assertThat(joined.members().get(1).out().delayMs()).isEqualTo(20);
        assertThat(joined.members().get(1).in()).isEqualTo(Shaping.NONE);
    }

    @Test
    void aBridgeBetweenALanAndALinkStandsBeforeTheLinksEnd() throws TestbedException {
        Lan joined = (Lan) segment(recorded().discover(), "far+yard");
        assertThat(joined.medium()).isEqualTo(Medium.SWITCHED);
        assertThat(joined.members()).extracting(Member::node).containsExactly("d", "b", "c");
        assertThat(joined.shapers()).containsExactly(new Shaper("edge", "eth2", "eth1", new Endpoint("d", "eth1")));
    }

    @Test
    void withoutTheBlockAnAddedBridgeIsTakenForTheScriptsOwn() throws TestbedException {
        Topology topology = recorded()
                .editing("experiment.nsfile.xml", text -> text.replaceAll("(?s)# &gt;&gt;&gt; .*?&lt;&lt;&lt;\n", ""))
                .discover();
        assertThat(topology.segments()).extracting(Segment::name).contains("wan-a+wan-b");
        assertThat(role(topology, "tap-wan")).isEqualTo(Role.BRIDGE);
    }

    @Test
    void aBridgeKnownOnlyByItsMarkedPortsIsFoundToo() throws TestbedException {
        Topology topology = recorded()
                .editing("experiment.virtual_topology.xml", text -> text.replace(">bridge<", ">node<"))
                .discover();
        assertThat(topology.segments()).isEqualTo(recorded().discover().segments());
    }

    @Test
    void aBridgeThatDoesNotTellItsPortsCarriesNoProbe() throws TestbedException {
        Topology topology = recorded()
                .editing("shells.json", text -> text.replace("middle duplex l1 l2 eth1 eth2 110 120\\n", ""))
                .discover();
        assertThat(segment(topology, "l1+l2").shapers()).isEmpty();
        assertThat(finds(topology, DiscoveryNote.Kind.WARNING, "middle", "no probe is put there"))
                .isTrue();
    }

    @Test
    void aBridgeThatTellsOfLinksThatItIsNotOnIsAContradiction() {
        assertThatThrownBy(() -> recorded()
                        .replacing("shells.json", "middle duplex l1 l2", "middle duplex l1 wan-a")
                        .discover())
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("middle:/var/emulab/boot/delay_mapping:1: the bridge is not on wan-a");
        assertThatThrownBy(() -> recorded()
                        .replacing("shells.json", "middle duplex l1 l2 eth1", "middle duplex l1 l2 eth7")
                        .discover())
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("has no interface eth7");
    }
}
