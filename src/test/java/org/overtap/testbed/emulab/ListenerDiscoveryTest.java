package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** An experiment in which a node was added to listen on a LAN, and another on what was a link. */
class ListenerDiscoveryTest {
    private static Topology discover() throws TestbedException {
        return new RecordedCase("listeners").discover();
    }

    @Test
    void aNodeThatWasAddedToListenIsATapThatConversesWithNobody() throws TestbedException {
        Topology topology = discover();
        assertThat(topology.node("tap-hub").orElseThrow().role()).isEqualTo(Role.TAP);
        Segment hub = topology.segment("hub").orElseThrow();
        assertThat(hub.talkers()).extracting(Member::node).containsExactly("a", "b", "c");
        assertThat(hub.members()).hasSize(4);
        assertThat(topology.conversations()).hasSize(4);
    }

    @Test
    void whatWasVouchedForFloodsThoughTheTestbedDoesNotSaySo() throws TestbedException {
        Topology topology = discover();
        assertThat(topology.segments()).extracting(Segment::medium).containsOnly(Medium.FLOODING);
        assertThat(topology.findings())
                .anyMatch(f -> f.kind() == DiscoveryNote.Kind.INFERRED
                        && f.subject().equals("wire")
                        && f.text().contains("as was vouched for when tap-wire was added"));
    }

    @Test
    void withoutTheBlockTheyAreNodesLikeAnyOther() throws TestbedException {
        Topology topology = new RecordedCase("listeners")
                .editing("experiment.nsfile.xml", text -> text.replaceAll("(?s)# &gt;&gt;&gt; .*?&lt;&lt;&lt;\n", ""))
                .discover();
        assertThat(topology.node("tap-hub").orElseThrow().role()).isEqualTo(Role.HOST);
        assertThat(topology.segment("wire").orElseThrow().conversations()).hasSize(3);
        assertThat(topology.segment("wire").orElseThrow()).isNotInstanceOf(Link.class);
    }
}
