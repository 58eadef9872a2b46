package org.overtap.testbed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.NodeHost;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** What nobody would wish for in a network on one machine, and is there. */
class LocalBadInputTest {
    private static LocalTestbed telling(String told) {
        return LocalTestbed.wired(
                "netns/lab", new ToldMachine.Finder(LocalContractTest.NODES), bridge -> true, new ToldMachine(told));
    }

    private static List<String> findings(Topology topology, DiscoveryNote.Kind kind) {
        return topology.findings().stream()
                .filter(note -> note.kind() == kind)
                .map(note -> note.subject() + ": " + note.text())
                .toList();
    }

    @Test
    void anInterfaceOfAKindThatIsNotKnownIsNamedAndLeftOut() throws Exception {
        String veth = "\"address\":\"0e:30:da:c4:2f:73\",\"link_netnsid\":0,\"linkinfo\":{\"info_kind\":\"veth\"}";
        String told = LocalContractTest.told();
        assertThat(told).containsOnlyOnce(veth);
        Topology topology =
                telling(told.replace(veth, veth.replace("veth", "wireguard"))).discover();
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("lan-br0");
        assertThat(findings(topology, DiscoveryNote.Kind.HIDDEN))
                .contains("d:eth1: is a wireguard, whose wiring is not followed: left out")
                .contains("c:eth1: reaches no other node: left out");
    }

    @ParameterizedTest
    @CsvSource({"'\"UP\",\"LOWER_UP\"', '\"LOWER_UP\"'", "'\"operstate\":\"UP\"', '\"operstate\":\"LOWERLAYERDOWN\"'"})
    void anInterfaceThatIsDownIsNamed(String up, String down) throws Exception {
        String told = LocalContractTest.told();
        int at = told.indexOf("\"10.1.1.1\"");
        int from = told.lastIndexOf("\"ifname\":\"eth0\"", at);
        String changed = told.substring(0, from) + told.substring(from, at).replace(up, down) + told.substring(at);
        assertThat(changed).isNotEqualTo(told);
        Topology topology = telling(changed).discover();
        assertThat(topology.nodes()).extracting(Node::name).containsExactlyInAnyOrder("b", "br0", "c", "d");
        assertThat(findings(topology, DiscoveryNote.Kind.HIDDEN))
                .containsExactly("a:eth0: is down or has no carrier: left out");
    }

    @Test
    void aNodeWithoutAnyInterfaceIsNamed() throws Exception {
        String told = LocalContractTest.told()
                + "handle 77 /run/netns/ovtn-e\nnamespace 77\ninterfaces [{\"ifname\":\"lo\",\"link_type\":\"loopback\"}]\nknown \n";
        List<Namespace> nodes = new ArrayList<>(LocalContractTest.NODES);
        nodes.add(ToldMachine.namespace("e"));
        Topology topology = LocalTestbed.wired(
                        "netns/lab", new ToldMachine.Finder(nodes), bridge -> true, new ToldMachine(told))
                .discover();
        assertThat(findings(topology, DiscoveryNote.Kind.HIDDEN))
                .containsExactly("e: has no interface that leads to another node: left out");
    }

    @Test
    void aBridgeThatFiltersVlansIsToldOf() throws Exception {
        String told = LocalContractTest.told()
                .replace("\"info_kind\":\"bridge\"}", "\"info_kind\":\"bridge\",\"info_data\":{\"vlan_filtering\":1}}");
        assertThat(findings(telling(told).discover(), DiscoveryNote.Kind.WARNING))
                .singleElement()
                .asString()
                .startsWith("lan-br0: bridge br0 filters VLANs, which is not read: it is taken for one segment");
    }

    @Test
    void oneAddressOnTwoSegmentsIsToldOfBoth() throws Exception {
        Topology topology = telling(
                        LocalContractTest.told().replace("\"local\":\"10.1.2.2\"", "\"local\":\"10.1.1.1\""))
                .discover();
        assertThat(topology.segments()).hasSize(2);
        assertThat(findings(topology, DiscoveryNote.Kind.WARNING))
                .anyMatch(note -> note.startsWith("d:eth1: has the address 10.1.1.1, and so has a:eth0"));
    }

    @Test
    void nodesThatShareADiskAreToldSo() throws Exception {
        LocalTestbed testbed = telling(LocalContractTest.told());
        Topology topology = testbed.discover();
        assertThat(findings(topology, DiscoveryNote.Kind.INFERRED))
                .containsExactly("a, b, br0, c, d: share this machine's disk: each has folders of its own on it");
        for (Node node : topology.nodes()) {
            assertThat(testbed.host(node).workFolder()).isEqualTo(NodeHost.LOCAL_DISK);
        }
    }

    /** Of containers nothing is known while their engine is down: none is gone. */
    @Test
    void whatCannotBeAskedTellsOfNoNodeThatItIsGone() throws Exception {
        Finding finder = new Finding();
        Asked machine = new Asked(new ToldMachine(LocalContractTest.told()));
        LocalTestbed testbed = LocalTestbed.wired("netns/lab", finder, bridge -> true, machine);
        Topology topology = testbed.discover();
        Node a = topology.node("a").orElseThrow();
        Node b = topology.node("b").orElseThrow();

        finder.trouble = Optional.of(new TestbedException("'docker ps' fails: is the engine running?"));
        assertThatThrownBy(() -> testbed.host(a))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("'docker ps' fails: is the engine running?");

        finder.trouble = Optional.of(new AbsentNodesException(
                "no network namespace is called b",
                LocalContractTest.NODES.stream()
                        .filter(node -> !node.node().equals("b"))
                        .toList()));
        testbed.host(a).shell().run(Command.of("true"));
        assertThat(machine.last).startsWith("nsenter --net=/run/netns/ovtn-a ");
        testbed.host(b).shell().run(Command.of("true"));
        assertThat(machine.last).startsWith("unshare --net ");
    }

    private static final class Finding implements NamespaceFinder {
        private Optional<TestbedException> trouble = Optional.empty();

        @Override
        public List<Namespace> find(Shell machine) throws TestbedException {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            return LocalContractTest.NODES;
        }

        @Override
        public String what() {
            return "namespaces";
        }
    }

    private static final class Asked implements Shell {
        private final Shell machine;
        private String last = "";

        Asked(Shell machine) {
            this.machine = machine;
        }

        @Override
        public String node() {
            return machine.node();
        }

        @Override
        public CommandResult run(Command command) throws ShellException {
            last = String.join(" ", command.argv());
            return machine.run(command);
        }

        @Override
        public void close() {
            machine.close();
        }
    }
}
