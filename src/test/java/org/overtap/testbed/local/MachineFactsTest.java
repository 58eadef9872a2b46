package org.overtap.testbed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.shell.Shell;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** What fails on a machine is told with its own words, and taken for nothing else. */
class MachineFactsTest {
    private static final String MISSED = "unswitched missed ovs-vsctl list Port fails: ovs-vsctl: Alarm clock \n";

    private static Testbed wired(String told) {
        return LocalTestbed.wired(
                "netns/lab", new ToldMachine.Finder(LocalContractTest.NODES), bridge -> true, new ToldMachine(told));
    }

    @Test
    void anIpThatFailsIsToldWithItsNamespace() throws Exception {
        String told = LocalContractTest.told();
        String failing = told.replaceFirst(
                "(?m)^interfaces .*$",
                "interfaces \nfailed ip -j -d addr: nsenter: failed to execute ip: No such file ");
        assertThatThrownBy(() -> MachineFacts.parse(failing))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining(
                        "in /run/netns/ovtn-a ip -j -d addr: nsenter: failed to execute ip: No such file;")
                .hasMessageContaining("iproute2");
        assertThatThrownBy(() -> MachineFacts.parse(told.replaceFirst("(?m)^interfaces .*$", "interfaces ")))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("in /run/netns/ovtn-a ip -j -d addr: it tells of no interface, not even lo");
        assertThatThrownBy(
                        () -> MachineFacts.parse("failed mount of /proc/7/ns/net: mount: permission denied\n" + told))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("cannot be read: mount of /proc/7/ns/net: mount: permission denied");
    }

    @Test
    void bridgesThatDoNotAnswerAreToldOf() throws Exception {
        // Half of what is told of bridges is none of it.
        String told = LocalContractTest.switched("pa,pb,pc").replaceAll("(?m)^rows Port .*$", "rows Port \n" + MISSED);
        Topology topology = wired(told).discover();
        assertThat(topology.findings())
                .filteredOn(note -> note.kind() == DiscoveryNote.Kind.WARNING)
                .anySatisfy(note -> assertThat(note.subject() + " " + note.text())
                        .contains("Open vSwitch", "ovs-vsctl list Port fails: ovs-vsctl: Alarm clock;", "OVS_RUNDIR"));
        assertThat(wired(LocalContractTest.told() + "unswitched stopped ovs-vsctl is not installed\n")
                        .discover())
                .as("where there is none, nothing is amiss")
                .isEqualTo(wired(LocalContractTest.told()).discover());
        String alone = told.replace("\"ifname\":\"eth1\"", "\"ifname\":\"eth1\",\"x\":1")
                .replace("\"UP\"", "\"NO\"");
        assertThatThrownBy(() -> wired(alone).discover())
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("no two of them are joined")
                .hasMessageContaining("a:eth0 is down or has no carrier")
                .hasMessageContaining("ovs-vsctl: Alarm clock");
    }

    @Test
    void whoAskedForBridgesHearsWhyThereAreNone() throws Exception {
        Shell machine = new ToldMachine(LocalContractTest.told() + MISSED);
        Testbed failing = LocalTestbed.switched("ovs/local", new ToldMachine.Finder(LocalContractTest.NODES), machine);
        assertThatThrownBy(failing::discover)
                .isInstanceOf(TestbedException.class)
                .hasMessage("on this machine ovs-vsctl list Port fails: ovs-vsctl: Alarm clock; start Open vSwitch, or"
                        + " set OVS_RUNDIR to the folder of its socket");
        Testbed none = LocalTestbed.switched(
                "ovs/local",
                new ToldMachine.Finder(LocalContractTest.NODES),
                new ToldMachine(LocalContractTest.told()));
        assertThatThrownBy(none::discover)
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("Open vSwitch has no bridge on this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{broken", "{\"headings\":[\"_uuid\"]}"})
    void whatIsNoTableIsNotTakenForAnEmptyOne(String answer) {
        assertThatThrownBy(() -> MachineFacts.parse("rows Bridge " + answer + "\n" + LocalContractTest.told()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("list Bridge");
    }

    @Test
    void manyNamesAreCut() {
        assertThat(Listed.some(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(Listed.some(java.util.Collections.nCopies(300, "x"))).endsWith("x and 292 more");
    }
}
