package org.overtap.testbed.local.ovs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.local.LocalContractTest;
import org.overtap.testbed.local.LocalTestbed;
import org.overtap.testbed.local.ToldMachine;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Whoever is plugged into a bridge of Open vSwitch, by a name or by a process. */
class OvsContractTest extends TestbedContract {
    @Override
    public Testbed open() throws Exception {
        List<String> handles = List.of("/run/netns/a", "/proc/102/ns/net", "/proc/103/ns/net", "/proc/104/ns/net");
        String plugged = "1\t/run/netns/a\ta\n2\t/proc/102/ns/net\tweb\n3\t/proc/103/ns/net\tweb\n"
                + "4\t/proc/104/ns/net\th4\nrest of a name\n";
        ToldMachine machine =
                ToldMachine.at(handles, LocalContractTest.switched("pa,pb,pc"), Map.of("here=$(uname -n)", plugged));
        return LocalTestbed.switched("ovs/local", new PluggedNamespaces(), machine);
    }

    @Test
    void onlyWhatABridgeCarriesIsOfItAndNoTwoNodesHaveOneName() throws Exception {
        Topology topology = open().discover();
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("lan-s1");
        assertThat(topology.nodes()).extracting(Node::name).containsExactlyInAnyOrder("a", "web", "web-2", "s1");
    }
}
