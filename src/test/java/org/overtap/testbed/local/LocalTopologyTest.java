package org.overtap.testbed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
        return read(told, nodes, NamespaceFinder.Asked.EACH);
    }

    private static Topology read(String told, List<Namespace> nodes, NamespaceFinder.Asked asked) throws Exception {
        return new LocalTopology("netns/lab", nodes, MachineFacts.parse(told), domain -> true, asked)
                .read("namespaces");
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

    @ParameterizedTest
    @EnumSource(value = NamespaceFinder.Asked.class, mode = EnumSource.Mode.EXCLUDE, names = "EACH")
    void whatNobodyAskedForByNameMayEndWhileItIsLookedAt(NamespaceFinder.Asked asked) throws Exception {
        List<Namespace> nodes = new ArrayList<>(LocalContractTest.NODES);
        Topology without = read(LocalContractTest.told(), nodes);
        nodes.add(ToldMachine.namespace("gone"));
        assertThat(read(LocalContractTest.told(), nodes, asked)).isEqualTo(without);
        assertThatThrownBy(() -> read(LocalContractTest.told(), List.of(ToldMachine.namespace("gone")), asked))
                .isInstanceOf(TestbedException.class)
                .hasMessage("nothing to monitor: all namespaces ended while they were looked at");
    }

    @Test
    void whoIsInTheNamespaceOfAnotherIsOneNodeWithIt() throws Exception {
        List<Namespace> nodes = new ArrayList<>(LocalContractTest.NODES);
        nodes.add(new Namespace("meter", "container meter", "/run/netns/ovtn-a"));
        Topology topology = read(LocalContractTest.told(), nodes, NamespaceFinder.Asked.TOGETHER);
        assertThat(topology.nodes()).extracting(Node::name).containsExactlyInAnyOrder("a", "b", "br0", "c", "d");
        assertThat(topology.findings()).anySatisfy(note -> assertThat(note.subject() + " " + note.text())
                .startsWith("a is network namespace a and container meter, who share one network namespace"));
    }

    @Test
    void aSwitchThatOnlyNodesSendVlansOverTellsNothingAsOneLan() throws Exception {
        ToldSwitch told = ToldSwitch.of("s1").port("pa").port("pb").port("pc");
        Topology topology = read(told.rows() + withVlan(ownSwitch(), 10), LocalContractTest.NODES);
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("c-d", "lan-s1", "lan-s1.10");
        assertThat(members(topology.segment("lan-s1.10").orElseThrow()))
                .containsExactly("a:eth0.10", "b:eth0.10", "c:eth0.10");
        assertThat(topology.segment("lan-s1").orElseThrow().carrier())
                .as("an exporter tells of all VLANs at once, and so does a mirror of what has no tag")
                .isEmpty();
        assertThat(topology.segment("lan-s1.10")
                        .orElseThrow()
                        .carrier()
                        .orElseThrow()
                        .means())
                .containsExactly(CarryingSwitch.Means.MIRROR);
    }

    /** The same with an interface for a VLAN on eth0 of each node that has one. */
    private static String withVlan(String told, int vlan) {
        StringBuilder text = new StringBuilder();
        int host = 0;
        for (String line : told.lines().toList()) {
            boolean has = line.startsWith("interfaces ") && line.contains("\"ifname\":\"eth0\"");
            String more =
                    ",{\"ifindex\":90,\"link_index\":2,\"ifname\":\"eth0.%1$d\",\"flags\":[\"UP\"],\"operstate\":\"UP\","
                            + "\"link_type\":\"ether\",\"address\":\"02:00:00:00:00:0%2$d\",\"linkinfo\":{\"info_kind\":\"vlan\","
                            + "\"info_data\":{\"id\":%1$d}},\"addr_info\":[{\"local\":\"10.1.10.%2$d\",\"prefixlen\":24}]}]";
            host += has ? 1 : 0;
            text.append(has ? line.substring(0, line.lastIndexOf(']')) + more.formatted(vlan, host) : line)
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void aNodeThatWasReplacedSinceItWasLookedAtIsNotWorkedOn() throws Exception {
        List<Namespace> nodes = new ArrayList<>(LocalContractTest.NODES);
        LocalTestbed testbed = LocalTestbed.wired(
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
