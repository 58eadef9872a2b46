package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.discovery.NodeInterfaces;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Topology;

class EmulabContradictionTest {
    private static final String MAPPING = "wan duplex server client eth3 eth2 110 120";
    private static final String PLACE = "tbdelay0:/var/emulab/boot/delay_mapping:1: ";

    private static void refused(RecordedCase recorded, String... words) {
        assertThatThrownBy(recorded::discover)
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lan9 duplex server client eth3 eth2 110 120 | there is no link or LAN called lan9",
                "wan duplex server gandalf eth3 eth2 110 120 | node gandalf is not on wan",
                "wan duplex server client eth3 eth9 110 120 | the shaper has no interface eth9",
                "wan duplex server client eth3 eth3 110 120 | both its ports are eth3",
                "wan simplex server eth3 110 | cannot shape one direction only",
                "wan duplex server client eth3 eth2 110 | malformed line",
                "wan duplex server client eth3 eth2 110 12x | malformed line",
                "wan triplex server client eth3 eth2 110 120 | malformed line",
                "wan duplex server cl/ent eth3 eth2 110 120 | malformed line",
                "wan duplex server $(reboot) eth3 eth2 110 120 | malformed line",
            })
    void aMappingThatCannotBeIsRefusedWithFileAndLine(String line, String complaint) {
        refused(new RecordedCase("shaped-link").replacing("shells.json", MAPPING, line), PLACE, complaint);
    }

    @Test
    void twoShapersBetweenTheSameMembersAreRefused() {
        refused(
                new RecordedCase("shaped-link").replacing("shells.json", MAPPING, MAPPING + "\\n" + MAPPING),
                "tbdelay0:/var/emulab/boot/delay_mapping:2: ",
                "shaped twice");
    }

    @Test
    void aLanShapedLikeALinkIsRefused() {
        refused(
                new RecordedCase("lan-members").replacing("shells.json", "lan0 duplex b b", "lan0 duplex a b"),
                "lan0 has 3 members, but is shaped like a link");
    }

    @Test
    void anEndNodeThatShapesForOthersIsRefused() {
        refused(
                new RecordedCase("end-shaped").replacing("shells.json", "link0 simplex a eth2", "link0 simplex b eth2"),
                "a:/var/emulab/boot/delay_mapping:1: ",
                "only its own traffic");
    }

    @Test
    void anEndNodeThatShapesAnotherInterfaceIsRefused() {
        refused(
                new RecordedCase("end-shaped").replacing("shells.json", "link0 simplex a eth2", "link0 simplex a eth3"),
                "the node reaches link0 by eth2, not by eth3");
    }

    @Test
    void twoNodesWithOneAddressAreRefused() {
        refused(
                new RecordedCase("office-lan").replacing("experiment.info.physical.xml", "10.1.1.3", "10.1.1.2"),
                "the address 10.1.1.2 is on pc101 eth2 and on pc102 eth2");
    }

    @Test
    void anAddressOnTheWrongMachineIsRefused() {
        refused(
                new RecordedCase("office-lan").replacing("experiment.info.mapping.xml", "pc101", "pc999"),
                "mail:0 has the address 10.1.1.2, but the boss shows it on pc101, not on pc999");
    }

    @Test
    void aMemberThatOnlyOneAnswerKnowsIsRefused() {
        refused(
                new RecordedCase("office-lan").replacing("experiment.virtual_topology.xml", "mail:0", "mail:7"),
                "the boss contradicts itself about member mail:7",
                "wait until that is done");
    }

    @Test
    void aMistypedFieldIsNamed() {
        refused(
                new RecordedCase("shaped-link")
                        .replacing("experiment.info.links.xml", "<double>20.0</double>", "<string>soon</string>"),
                "experiment.info(links).client:0.delay in the boss's answer is \"soon\", not a number");
        refused(
                new RecordedCase("shaped-link")
                        .replacing(
                                "experiment.info.mapping.xml",
                                "<string>pc101</string>",
                                "<array><data><value>x</value></data></array>"),
                "experiment.info(mapping).client.pnode in the boss's answer is a list, not text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swapped | swap it in",
                "modify_reswap | wait until that is done",
                "activating | wait",
                "ended | it is over"
            })
    void anExperimentThatIsNotActiveIsNotRead(String state, String advice) {
        refused(
                new RecordedCase("office-lan").replacing("experiment.state.xml", "active", state),
                "experiment testproj/exp1 is " + state + ", not active",
                advice);
    }

    @Test
    void aShaperThatCannotBeReachedStopsDiscovery() {
        refused(
                new RecordedCase("shaped-link").editing("shells.json", text -> "[]"),
                "cannot log in on tbdelay0 (155.98.36.103)",
                "--allow-partial");
    }

    @Test
    void aShaperThatCannotBeReachedIsAFindingWhenThatIsAllowed() throws TestbedException {
        Topology topology = new RecordedCase("shaped-link")
                .editing("shells.json", text -> "[]")
                .allowingPartial()
                .discover();

        assertThat(topology.segment("wan").orElseThrow().shapers()).isEmpty();
        assertThat(topology.findings())
                .anyMatch(f ->
                        f.kind() == DiscoveryNote.Kind.WARNING && f.subject().equals("tbdelay0"))
                .anyMatch(f -> f.kind() == DiscoveryNote.Kind.WARNING
                        && f.subject().equals("wan")
                        && f.text().contains("no shaper was found"));
    }

    @Test
    void aShaperWithoutAMappingMayStillBeBooting() {
        refused(
                new RecordedCase("shaped-link")
                        .editing("shells.json", text -> text.replaceFirst("\"status\": 0", "\"status\": 1")),
                "shaper tbdelay0 does not tell what it shapes",
                "may still be booting");
    }

    @Test
    void aVirtualInterfaceIsRefusedByItsKind() {
        refused(
                new RecordedCase("office-lan")
                        .editing(
                                "experiment.info.physical.xml",
                                text -> text.replaceFirst(
                                        "<name>role</name>\\s*<value><string>expt</string></value>",
                                        "<name>unit</name><value><int>0</int></value></member>"
                                                + "<member><name>type</name><value><string>veth</string></value>")),
                "mail:0 has the address 10.1.1.2 on a virtual interface of kind veth");
    }

    private static RecordedCase withVlan() {
        return new RecordedCase("office-lan")
                .editing(
                        "experiment.info.physical.xml",
                        text -> text.replaceFirst(
                                "<name>role</name>\\s*<value><string>expt</string></value>",
                                "<name>unit</name><value><int>0</int></value></member>"
                                        + "<member><name>type</name><value><string>vlan</string></value>"));
    }

    /** Mail as a node that lists its interfaces without addresses and is asked for one; the others as recorded. */
    private static UnaryOperator<String> onMail(String name, int status) {
        return text -> {
            try {
                ObjectMapper json = new ObjectMapper();
                ArrayNode records = (ArrayNode) json.readTree(mail(name, status));
                for (JsonNode each : json.readTree(text)) {
                    if (!each.path("node").asText().equals("mail")) {
                        records.add(each);
                    }
                }
                return records.toString();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static String mail(String name, int status) {
        String each = "{\"node\":\"mail\",\"status\":%d,\"out\":\"%s\",\"argv\":[%s]}";
        return "[" + each.formatted(1, "", "\"cat\",\"/var/emulab/boot/delay_mapping\"") + ","
                + each.formatted(0, "", quoted(NodeInterfaces.SCRIPT) + ",\"sh\"") + ","
                + each.formatted(status, name, quoted(NodeInterfaces.BY_ADDRESS) + ",\"sh\",\"10.1.1.2\"") + "]";
    }

    private static String quoted(String script) {
        return "\"sh\",\"-c\",\"" + script.replace("\"", "\\\"") + "\"";
    }

    @Test
    void aVlanInterfaceHasTheNameThatItsNodeTells() throws TestbedException {
        Topology topology =
                withVlan().editing("shells.json", onMail("vlan257@eth2\\n", 0)).discover();

        assertThat(topology.segment("office").orElseThrow().members().get(0).iface())
                .isEqualTo("vlan257");
        assertThat(topology.findings()).singleElement().satisfies(f -> assertThat(f.text())
                .contains("is the VLAN vlan257 on a shared port"));
    }

    @Test
    void aVlanInterfaceIsFoundByItsAddressInTheNodesOwnList() throws TestbedException {
        Topology topology = withVlan()
                .editing("shells.json", text -> text.replace("eth2", "vlan257")
                        .replaceFirst(
                                "\\[",
                                "[{\"node\":\"mail\",\"status\":1,\"out\":\"\",\"argv\":"
                                        + "[\"cat\",\"/var/emulab/boot/delay_mapping\"]},"))
                .discover();

        assertThat(topology.segment("office").orElseThrow().members())
                .anyMatch(m -> m.node().equals("mail") && m.iface().equals("vlan257"));
    }

    @Test
    void aVlanInterfaceThatTheNodeDoesNotTellIsAnErrorOrAWarning() throws TestbedException {
        RecordedCase silent = withVlan().editing("shells.json", onMail("", 1));
        refused(silent, "node mail does not tell which interface has the address 10.1.1.2");

        assertThat(silent.allowingPartial().discover().findings())
                .anyMatch(f ->
                        f.kind() == DiscoveryNote.Kind.WARNING && f.subject().equals("mail:0"));
    }
}
