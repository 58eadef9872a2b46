package org.overtap.testbed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.SwitchLimits;
import org.overtap.topology.Topology;

class LocalTopologyTest {
    private static Topology read(String told, List<Namespace> nodes) throws Exception {
        return new LocalTopology("netns/lab", nodes, MachineFacts.parse(told), domain -> true).read("namespaces");
    }

    /** The machine's own namespace is the one that has the switch's ports. */
    private static String ownSwitch() throws Exception {
        return LocalContractTest.ownSwitch(
                MachineFacts.parse(LocalContractTest.told()).inodes().get("/run/netns/ovtn-sw"));
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
        String own = ownSwitch();
        Topology one = read(ToldSwitch.of("s1").port("pa").port("pb").port("pc").rows() + own, LocalContractTest.NODES);
        assertThat(one.segments()).extracting(Segment::name).containsExactly("c-d", "lan-s1");
        assertThat(one.segment("lan-s1").orElseThrow().carrier())
                .contains(new CarryingSwitch(
                        "s1",
                        "s1",
                        List.of(CarryingSwitch.Means.values()),
                        Optional.of("openvswitch-ipfix"),
                        Optional.of("openvswitch-mirror")));
        assertThat(one.node("s1").orElseThrow().limits())
                .contains(new SwitchLimits(OptionalInt.of(1), OptionalInt.of(32)));
        ToldSwitch tagged = ToldSwitch.of("s1").port("pa", 7).port("pb", 8).port("pc", 7);
        Topology two = read(tagged.rows() + own, LocalContractTest.NODES);
        assertThat(two.segments()).extracting(Segment::name).containsExactly("c-d", "lan-s1.7");
        assertThat(members(two.segment("lan-s1.7").orElseThrow())).containsExactly("a:eth0", "c:eth0");
        assertThat(two.segment("lan-s1.7").orElseThrow().carrier().orElseThrow().means())
                .as("an exporter tells of all VLANs at once")
                .containsExactly(CarryingSwitch.Means.MIRROR);
    }

    @Test
    void whatSomebodyHasOnASwitchIsCountedAndWhatWeHaveIsNot() throws Exception {
        ToldSwitch told = ToldSwitch.of("s1").port("pa").port("pb").port("pc");
        for (int i = 0; i < 31; i++) {
            told = told.mirror(false);
        }
        CarryingSwitch full = carrier(told.exporter("IPFIX", false).mirror(false));
        assertThat(full.means()).isEmpty();
        assertThat(carrier(told.exporter("IPFIX", false)).means()).containsExactly(CarryingSwitch.Means.MIRROR);
        assertThat(carrier(told.exporter("NetFlow", false)
                                .exporter("IPFIX", true)
                                .mirror(true))
                        .means())
                .containsExactly(CarryingSwitch.Means.values());
    }

    /** The LAN's switch as it is offered; one without means if it is not. */
    private static CarryingSwitch carrier(ToldSwitch told) throws Exception {
        return read(told.rows() + ownSwitch(), LocalContractTest.NODES)
                .segment("lan-s1")
                .orElseThrow()
                .carrier()
                .orElse(new CarryingSwitch("s1", "s1", List.of()));
    }

    @Test
    void trunksAndTunnelsJoinBridgesVlanByVlan() throws Exception {
        ToldSwitch one = ToldSwitch.of("s1").port("pa", 7).port("pb", 8).patch("up", "down");
        ToldSwitch two = ToldSwitch.of("s2").port("pc", 7).patch("down", "up");
        Topology trunk = read(ToldSwitch.rows(one, two) + ownSwitch(), LocalContractTest.NODES);
        assertThat(trunk.segments()).extracting(Segment::name).containsExactly("c-d", "lan-s1.7-s2.7");
        assertThat(members(trunk.segment("lan-s1.7-s2.7").orElseThrow())).containsExactly("a:eth0", "c:eth0");
        assertThat(trunk.segment("lan-s1.7-s2.7").orElseThrow().carrier()).isEmpty();

        ToldSwitch near = ToldSwitch.of("s1").port("pa").port("pb").tunnel("t1", "vxlan", "42", "10.9.0.1", "10.9.0.2");
        ToldSwitch far = ToldSwitch.of("s2").port("pc").tunnel("t2", "vxlan", "42", "10.9.0.2", "10.9.0.1");
        assertThat(members(read(ToldSwitch.rows(near, far) + ownSwitch(), LocalContractTest.NODES)
                        .segment("lan-s1-s2")
                        .orElseThrow()))
                .containsExactly("a:eth0", "b:eth0", "c:eth0");
        ToldSwitch other = ToldSwitch.of("s2").port("pc").tunnel("t2", "vxlan", "43", "10.9.0.2", "10.9.0.1");
        assertThat(members(read(ToldSwitch.rows(near, other) + ownSwitch(), LocalContractTest.NODES)
                        .segment("lan-s1")
                        .orElseThrow()))
                .containsExactly("a:eth0", "b:eth0");
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
    void whatNobodyAskedForMayEndWhileItIsLookedAt() throws Exception {
        List<Namespace> nodes = new java.util.ArrayList<>(LocalContractTest.NODES);
        Topology without = read(LocalContractTest.told(), nodes);
        nodes.add(ToldMachine.namespace("gone"));
        NamespaceFinder found = new NamespaceFinder() {
            @Override
            public List<Namespace> find(Shell machine) {
                return nodes;
            }

            @Override
            public boolean asked() {
                return false;
            }

            @Override
            public String what() {
                return "namespaces";
            }
        };
        Topology topology = new LocalTestbed(
                        without.experiment(), found, domain -> true, new ToldMachine(LocalContractTest.told()))
                .discover();
        assertThat(topology).isEqualTo(without);
    }

    @Test
    void aNodeThatWasReplacedSinceItWasLookedAtIsNotWorkedOn() throws Exception {
        List<Namespace> nodes = new java.util.ArrayList<>(LocalContractTest.NODES);
        LocalTestbed testbed = new LocalTestbed(
                "netns/lab", new ToldMachine.Finder(nodes), domain -> true, new ToldMachine(LocalContractTest.told()));
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
