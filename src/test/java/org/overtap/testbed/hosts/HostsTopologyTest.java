package org.overtap.testbed.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.hosts.inventory.Inventory;
import org.overtap.testbed.hosts.inventory.InventoryFile;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;
import org.overtap.topology.listing.LocalInterface;

class HostsTopologyTest {
    private final SimulatedLinks links = new SimulatedLinks(new Random(7));
    private final Map<String, String> answers = new LinkedHashMap<>();

    /**
     * A host as it answers: entered at its address on eth0; the others are given as JSON objects of {@code ip -j addr}.
     */
    private void host(String name, String login, String kernel, String disk, String... interfaces) {
        answers.put(
                name,
                "kernel %s\nnamespace net:[%s]\ndisk %s\nos Linux 6.1\nlogin 10.9.9.9 55555 %s 22\ninterfaces\n[%s]"
                        .formatted(
                                kernel,
                                name.hashCode(),
                                disk,
                                login,
                                String.join(
                                        ",",
                                        Stream.concat(
                                                        Stream.of(iface("eth0", login + "/24")),
                                                        Arrays.stream(interfaces))
                                                .toList())));
    }

    private static String iface(String name, String... addresses) {
        List<String> rows = Arrays.stream(addresses)
                .map(a -> "{\"family\":\"inet\",\"local\":\"%s\",\"prefixlen\":%s}"
                        .formatted(a.split("/")[0], a.split("/")[1]))
                .toList();
        return ("{\"ifname\":\"%s\",\"flags\":[\"UP\"],\"operstate\":\"UP\",\"link_type\":\"ether\","
                        + "\"address\":\"02:ff:00:00:00:00\",\"mtu\":1500,\"addr_info\":[%s]}")
                .formatted(name, String.join(",", rows));
    }

    /** A port as it is plugged, as its host tells of it. */
    private String plug(String node, String name, int wire, String address) {
        LocalInterface local = links.plug(node, name, wire, address).local();
        return iface(name, address).replace("02:ff:00:00:00:00", local.mac().orElseThrow());
    }

    private Topology read(String list) throws TestbedException {
        Inventory inventory = InventoryFile.parse("lab.yaml", Path.of("/"), list);
        Map<String, HostFacts> facts = new LinkedHashMap<>();
        answers.forEach((name, answer) -> facts.put(name, HostFacts.parse(name, answer)));
        return new HostsTopology("hosts/lab", inventory, facts).read(links);
    }

    /** Three on a LAN, two of which also share a link. */
    private void threeOnALan() {
        host("a", "192.0.2.1", "k1", "8:1", plug("a", "eth1", 0, "10.1.1.1/24"), plug("a", "eth2", 1, "10.1.2.1/24"));
        host("b", "192.0.2.2", "k2", "8:1", plug("b", "eth1", 0, "10.1.1.2/24"), plug("b", "eth2", 1, "10.1.2.2/24"));
        host("c", "192.0.2.3", "k2", "8:1", plug("c", "eth1", 0, "10.1.1.3/24"), plug("c", "eth7", 9, "10.7.7.1/24"));
    }

    @Test
    void twoMembersAreALinkAndMoreASwitchedLan() throws Exception {
        threeOnALan();
        Topology topology = read("[a, b, c]");
        assertThat(topology.experiment()).isEqualTo("hosts/lab");
        Segment link = topology.segment("a-b").orElseThrow();
        assertThat(link).isInstanceOf(Link.class);
        assertThat(link.members().stream().map(Member::endpoint))
                .containsExactly(new Endpoint("a", "eth2"), new Endpoint("b", "eth2"));
        Segment lan = topology.segment("lan-10.1.1.0").orElseThrow();
        assertThat(lan).isInstanceOf(Lan.class);
        assertThat(lan.medium()).isEqualTo(Medium.SWITCHED);
        assertThat(lan.members()).hasSize(3);
        assertThat(topology.segments()).hasSize(2);
        assertThat(topology.nodes().stream().map(Node::control).map(Optional::orElseThrow))
                .containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
        assertThat(topology.node("c").orElseThrow().interfaces()).hasSize(1);
    }

    @Test
    void whatReachesNobodyAndWhoSharesADiskIsTold() throws Exception {
        threeOnALan();
        assertThat(read("[a, b, c]").findings())
                .extracting(DiscoveryNote::subject)
                .containsExactlyInAnyOrder("c:eth7", "b, c", "lan-10.1.1.0");
    }

    @Test
    void theListCorrectsWhatWasInferred() throws Exception {
        threeOnALan();
        Topology topology = read("""
                hosts: [a, {host: b, role: router}, c]
                segments:
                - {name: hub, members: [a:eth1, c:eth7, b:eth1], medium: flooding}
                - {name: backbone, subnet: 10.1.2.0/24, medium: switched}
                """);
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("backbone", "hub");
        assertThat(topology.segment("hub").orElseThrow().medium()).isEqualTo(Medium.FLOODING);
        assertThat(topology.segment("hub").orElseThrow().members()).hasSize(3);
        assertThat(topology.segment("backbone").orElseThrow())
                .isInstanceOf(Lan.class)
                .satisfies(segment -> assertThat(segment.members()).hasSize(2));
        assertThat(topology.node("b").orElseThrow().host()).contains(false);
    }

    @Test
    void correctionsThatCannotBeAreRefusedWithTheirPlace() {
        threeOnALan();
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("{name: x, members: [a:eth1, d]}", "lab.yaml:1:59: no host is called d");
        wrong.put("{name: x, members: [a:eth1, b]}", "host b has 2 interfaces that it could be: write b:INTERFACE");
        wrong.put("{name: x, members: [a:eth0, b:eth1]}", "a:eth0 is the interface by which a is entered");
        wrong.put("{name: x, members: [a:eth9, b:eth1]}", "host a has no interface called eth9");
        wrong.put("{name: x, members: [a:eth1, a:eth2]}", "members on two hosts");
        wrong.put("{name: x, subnet: 10.5.0.0/16}", "0 segments have the subnet 10.5.0.0/16");
        wrong.put("{name: x, subnet: 10.1.1.0/24, medium: point-to-point}", "has 3 members, so it is not");
        wrong.forEach((segment, message) -> assertThatThrownBy(
                        () -> read("{hosts: [a, b, c], segments: [%s]}".formatted(segment)))
                .as(segment)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("lab.yaml:1:"));
    }

    @Test
    void oneHostUnderTwoNamesIsRefused() {
        host("a", "192.0.2.1", "k1", "8:1", plug("a", "eth1", 0, "10.1.1.1/24"));
        host("b", "192.0.2.2", "k1", "8:1", plug("b", "eth1", 0, "10.1.1.2/24"));
        answers.put("b", answers.get("a"));
        assertThatThrownBy(() -> read("[a, b]"))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("a (a) and b (b) are one and the same host");
    }

    @Test
    void twoControlAddressesThatAreOneAreRefused() {
        host("a", "10.0.2.15", "k1", "8:1", plug("a", "eth1", 0, "10.1.1.1/24"));
        host("b", "10.0.2.15", "k2", "8:1", plug("b", "eth1", 0, "10.1.1.2/24"));
        assertThatThrownBy(() -> read("[a, b]"))
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll("a and b", "10.0.2.15", "control:");
    }

    @Test
    void theListNamesTheControlInterfaceByNameOrAddress() throws Exception {
        threeOnALan();
        Topology topology = read("[{host: a, control: eth2}, {host: b, control: 10.1.2.2}, c]");
        assertThat(topology.node("a").orElseThrow().control()).contains("10.1.2.1");
        assertThat(topology.node("b").orElseThrow().control()).contains("10.1.2.2");
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("lan-10.1.1.0");
    }

    @Test
    void aNamespaceIsEnteredByNoAddressAndNeedsAnInterfaceThatSaysSo() throws Exception {
        host("a", "192.0.2.1", "k1", "8:1", plug("a", "eth1", 0, "10.1.1.1/24"));
        host("b", "192.0.2.2", "k1", "8:1", plug("b", "eth1", 0, "10.1.1.2/24"));
        assertThatThrownBy(() -> read("[a, netns:b]"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContainingAll("lab.yaml:1:5", "no interface called ctrl", "eth0 (192.0.2.2)", "control:");
        answers.put("b", answers.get("b").replace("\"eth0\"", "\"ctrl0\""));
        assertThat(read("[a, netns:b]").node("b").orElseThrow().control()).contains("192.0.2.2");
    }

    @Test
    void bridgesThatEveryHostHasForItselfAreNotTakenForAnAddressTwice() throws Exception {
        host("a", "192.0.2.1", "k1", "8:1", plug("a", "eth1", 0, "10.1.1.1/24"), iface("docker0", "172.17.0.1/16"));
        host("b", "192.0.2.2", "k2", "8:1", plug("b", "eth1", 0, "10.1.1.2/24"), iface("docker0", "172.17.0.1/16"));
        Topology topology = read("[a, b]");
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("a-b");
        assertThat(topology.findings()).extracting(DiscoveryNote::subject).containsExactly("a:docker0", "b:docker0");
    }

    @Test
    void whereNothingIsSharedThatIsSaid() {
        host("a", "192.0.2.1", "k1", "8:1");
        host("b", "192.0.2.2", "k2", "8:1");
        assertThatThrownBy(() -> read("[a, b]"))
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll("nothing to monitor", "entered", "control:");
    }

    @Test
    void aHostThatIsNoLinuxIsNamed() {
        assertThatThrownBy(() -> HostFacts.parse("a", "Welcome!\n"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("host a");
    }
}
