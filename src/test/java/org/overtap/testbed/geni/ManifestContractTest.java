package org.overtap.testbed.geni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.shell.Privilege;
import org.overtap.shell.ShellException;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** A manifest with every habit, and nodes whose interfaces have names of their own. */
public class ManifestContractTest extends TestbedContract {
    private static final Path FILE = Path.of("sample-topologies/manifest/manifest.xml");

    /** As machines would be: kernel names, one interface found only by its address, one VLAN on its parent's MAC. */
    private static SimulatedNodes nodes() {
        return new SimulatedNodes()
                .with("left", "eno1", "02:00:00:ff:00:01", "203.0.113.1/24")
                .telling("left", "login 198.51.100.1 5 203.0.113.1 22\nspeed ens2f0 10000\n")
                .telling("left", "trace trace_left-slow.recv\n")
                .with("left", "ens2f0", "02:00:00:5e:01:01", "10.1.1.1/24")
                .with("left", "ens2f1", "02:00:00:5e:01:02", "")
                .with("left", "vlan77", "02:00:00:5e:01:02", "10.1.2.1/24")
                .with("left", "eth1", "02:00:00:5e:01:03", "10.1.3.1/24")
                .with("left", "eth2", "02:00:00:5e:01:04", "10.1.9.1/24")
                .with("right", "eno1", "02:00:00:ff:00:02", "203.0.113.2/24")
                .with("right", "ens3f0", "02:00:00:5e:02:01", "10.1.1.2/24")
                .with("right", "ens3f1", "02:00:00:5e:02:02", "10.1.3.2/24")
                .with("vm1", "eth0", "02:00:00:ff:00:03", "172.16.3.1/12")
                .telling("vm1", "login 198.51.100.1 5 172.16.3.1 22\n")
                .telling("vm1", "queue tbf 8001: dev eth7 root refcnt 2 rate 50Mbit\nspeed eth9 10000\n")
                .with("vm1", "eth7", "0a:00:00:00:00:01", "10.1.2.2/24")
                .with("vm1", "eth8", "02:00:00:5e:03:02", "10.1.3.3/24")
                .with("vm1", "eth9", "02:00:00:5e:03:03", "10.1.4.1/24")
                .with("vm2", "eth1", "02:00:00:5e:04:01", "10.1.4.2/24")
                .telling("vm2", "speed eth1 40000\n")
                .with("wan_bridge", "ens2f0", "02:00:00:5e:05:01", "")
                .with("wan_bridge", "ens2f1", "02:00:00:5e:05:02", "");
    }

    private static Testbed open(SimulatedNodes nodes, String user, boolean allowPartial) {
        return new ManifestTestbed(
                "manifest/m",
                new WrittenManifests(List.of(new ManifestWord.InFile(FILE)), nodes, note -> {}),
                new LoginChoice(Optional.ofNullable(user), "somebody"),
                nodes,
                allowPartial);
    }

    @Override
    public Testbed open() {
        return open(nodes(), "user2", false);
    }

    private static Member member(Topology topology, String segment, String node) {
        return topology.segment(segment).orElseThrow().members().stream()
                .filter(member -> member.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void interfacesAreFoundOnTheNodesAndNeverByTheirComponents() throws Exception {
        Topology topology = open().discover();
        assertThat(member(topology, "slow", "left").iface())
                .as("the VLAN, not its parent")
                .isEqualTo("vlan77");
        assertThat(member(topology, "slow", "vm1").iface()).as("by its address").isEqualTo("eth7");
        assertThat(member(topology, "wan", "right").iface()).isEqualTo("ens3f0");
        assertThat(topology.segment("wan").orElseThrow().shapers())
                .singleElement()
                .satisfies(shaper -> assertThat(List.of(shaper.node(), shaper.near(), shaper.far()))
                        .containsExactly("wan_bridge", "ens2f0", "ens2f1"));
        assertThat(topology.findings())
                .filteredOn(finding -> finding.kind() == DiscoveryNote.Kind.WARNING)
                .isEmpty();
    }

    @Test
    void whatShapesIsToldFromWhatIsJustFast() throws Exception {
        Topology topology = open().discover();
        assertThat(member(topology, "slow", "vm1").endShaped()).isTrue();
        assertThat(member(topology, "slow", "left").endShaped()).isFalse();
        assertThat(member(topology, "slow", "left").out().kbitPerSecond()).isEqualTo(50_000);
        assertThat(member(topology, "pair", "vm1").out().kbitPerSecond())
                .as("its interface is not faster")
                .isZero();
        assertThat(member(topology, "pair", "vm2").out().kbitPerSecond())
                .as("its interface could do 40 Gbit/s")
                .isEqualTo(10_000_000);
        assertThat(topology.findings())
                .anyMatch(finding ->
                        finding.subject().equals("slow") && finding.text().contains("traced by the testbed already"));
    }

    @Test
    void loginsAreChosenByNameWithTheirPorts() throws Exception {
        SimulatedNodes nodes = nodes();
        try (Testbed testbed = open(nodes, "user2", false)) {
            Topology topology = testbed.discover();
            assertThat(nodes.entered)
                    .containsExactlyInAnyOrder(
                            "user2@pc001.testbed.example:22",
                            "user2@pc002.testbed.example:22",
                            "user2@pc003.testbed.example:31001",
                            "user2@pc003.testbed.example:31002",
                            "user2@pc004.testbed.example:22");
            Node vm = topology.node("vm1").orElseThrow();
            assertThat(testbed.host(vm).privilege()).isEqualTo(Privilege.SUDO);
            assertThat(testbed.host(vm).exporter()).contains("172.16.3.1");
            assertThat(topology.findings())
                    .anyMatch(finding -> finding.subject().equals("vm1, vm2")
                            && finding.text().contains("one physical machine"));
        }
    }

    @Test
    void aUserWithoutALoginIsTold() throws Exception {
        try (Testbed testbed = open(nodes(), "user9", false)) {
            assertThatThrownBy(testbed::discover)
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContainingAll("node left has no login for user9", "user1, user2", "--ssh-user");
        }
    }

    @Test
    void aNodeThatToldNothingIsPlannedButNotWorkedOn() throws Exception {
        SimulatedNodes nodes = new SimulatedNodes().with("vm2", "eth1", "02:00:00:5e:04:01", "10.1.4.2/24");
        try (Testbed testbed = open(nodes, "user1", false)) {
            Topology topology = testbed.discover();
            assertThat(member(topology, "hub", "left").iface()).isEqualTo("hub");
            assertThat(topology.findings())
                    .filteredOn(finding -> finding.text().startsWith("did not tell its interfaces"))
                    .extracting(DiscoveryNote::subject)
                    .containsExactlyInAnyOrder("left", "right", "vm1", "wan_bridge");
            Node left = topology.node("left").orElseThrow();
            assertThatThrownBy(() -> testbed.host(left))
                    .isInstanceOf(ShellException.class)
                    .hasMessageContaining("connection refused");
            assertThat(testbed.host(topology.node("vm2").orElseThrow()).shell().node())
                    .isEqualTo("vm2");
        }
    }

    @Test
    void aManifestThatIsNotOfTheseMachinesAnyMoreIsTold() throws Exception {
        SimulatedNodes replaced = nodes();
        SimulatedNodes other = new SimulatedNodes().with("right", "hub", "06:00:00:00:00:01", "192.0.2.1/24");
        try (Testbed stale = open(other, "user1", false);
                Testbed whole = open(replaced, "user1", false);
                Testbed partial = open(other, "user1", true)) {
            assertThat(whole.discover().segments()).hasSize(4);
            assertThatThrownBy(stale::discover)
                    .isInstanceOf(TestbedException.class)
                    .hasMessageContainingAll("node right has no interface with the MAC 02:00:00:5e:02:01", "anew");
            assertThat(member(partial.discover(), "hub", "right").iface())
                    .as("its own hub is another one")
                    .isEqualTo("manifest-hub");
        }
    }
}
