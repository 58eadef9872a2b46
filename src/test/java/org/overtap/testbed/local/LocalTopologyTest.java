package org.overtap.testbed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

class LocalTopologyTest {
    private static Topology read(String told, List<Namespace> nodes) throws Exception {
        return new LocalTopology("netns/lab", nodes, MachineFacts.parse(told), bridge -> true).read("namespaces");
    }

    private static List<String> members(Segment segment) {
        return segment.members().stream()
                .map(Member::endpoint)
                .map(Object::toString)
                .toList();
    }

    @Test
    void vethPairsAreLinksAndBridgesAreLansWhoseSwitchCanBeListenedAt() throws Exception {
        Topology topology = read(LocalContractTest.told(), LocalContractTest.NODES);
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("c-d", "lan-br0");
        assertThat(members(topology.segments().get(0))).containsExactly("c:eth1", "d:eth1");
        assertThat(members(topology.segments().get(1))).containsExactly("a:eth0", "b:eth0", "c:eth0");
        assertThat(topology.segments().get(1).carrier())
                .contains(new CarryingSwitch("br0", "br0", List.of(CarryingSwitch.Means.MIRROR)));
        assertThat(topology.nodes())
                .allMatch(Node::isolated)
                .allMatch(node -> IpAddress.of(node.control().orElseThrow()).isLoopback())
                .extracting(node -> node.control().orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void aVethWhoseOtherEndIsNowhereKnownIsToldAndLeftOut() throws Exception {
        String told = LocalContractTest.told();
        String inode = MachineFacts.parse(told).inodes().get("/run/netns/ovtn-sw");
        Topology topology = read(
                told.replaceAll("(?m)^handle " + inode + " .*\\n", "")
                        .replaceAll("(?m)^namespace " + inode + "\\ninterfaces .*\\nknown .*\\n", ""),
                LocalContractTest.NODES);
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("c-d");
        assertThat(topology.findings())
                .filteredOn(note -> note.kind() == DiscoveryNote.Kind.HIDDEN)
                .extracting(DiscoveryNote::subject)
                .contains("a:eth0", "b:eth0", "c:eth0");
    }

    @Test
    void portsOfOpenVSwitchAreOnOneLanForEachTag() throws Exception {
        String plain = LocalContractTest.told();
        String switching = MachineFacts.parse(plain).inodes().get("/run/netns/ovtn-sw");
        String own = plain.replaceAll(
                        "(?m)^handle \\d+ /proc/self/ns/net$", "handle " + switching + " /proc/self/ns/net")
                .replace("\"master\":\"br0\",", "");
        Topology one = read("switched s1 [] pa\nswitched s1 [] pb\nswitched s1 [] pc\n" + own, LocalContractTest.NODES);
        assertThat(one.segments()).extracting(Segment::name).containsExactly("c-d", "lan-s1");
        assertThat(one.segment("lan-s1").orElseThrow().carrier()).isEmpty();
        Topology two = read("switched s1 7 pa\nswitched s1 8 pb\nswitched s1 7 pc\n" + own, LocalContractTest.NODES);
        assertThat(members(two.segment("lan-s1-7").orElseThrow())).containsExactly("a:eth0", "c:eth0");
    }

    @Test
    void oneNamespaceUnderTwoNamesAndOneThatEndedAreRefused() {
        assertThatThrownBy(() -> read(
                        LocalContractTest.told(),
                        List.of(ToldMachine.namespace("a"), new Namespace("x", "another name", "/run/netns/ovtn-a"))))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("in one network namespace");
        assertThatThrownBy(() -> read(
                        LocalContractTest.told(), List.of(ToldMachine.namespace("a"), ToldMachine.namespace("gone"))))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("gone (network namespace gone) ended");
        assertThatThrownBy(() -> MachineFacts.read(new ToldMachine("denied\n"), List.of()))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("only root");
    }

    @Test
    void aNodeThatWasReplacedSinceItWasLookedAtIsNotWorkedOn() throws Exception {
        List<Namespace> nodes = new java.util.ArrayList<>(LocalContractTest.NODES);
        LocalTestbed testbed = new LocalTestbed(
                "netns/lab", new ToldMachine.Finder(nodes), bridge -> true, new ToldMachine(LocalContractTest.told()));
        Topology topology = testbed.discover();
        assertThat(testbed.host(topology.node("a").orElseThrow()).shell().node())
                .isEqualTo("a");
        nodes.set(0, new Namespace("a", "another", nodes.get(0).handle()));
        assertThatThrownBy(() -> testbed.host(topology.node("a").orElseThrow()))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("somebody put another in its place");
    }

    @Test
    void eachNodeHasAnAddressOfItsOwnWhoeverElseThereIs() {
        List<String> names = IntStream.range(0, 3000).mapToObj(i -> "h" + i).toList();
        Map<String, String> all = LoopbackAddresses.of(names);
        Set<String> distinct = new HashSet<>(all.values());
        assertThat(distinct).hasSize(3000).allMatch(text -> IpAddress.of(text).isLoopback());
        assertThat(LoopbackAddresses.of(names.subList(0, 3)))
                .allSatisfy((name, address) -> assertThat(all).containsEntry(name, address));
    }
}
