package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Shaping;
import org.overtap.topology.Topology;

class EmulabDiscoveryTest {
    private static Topology discover(String name) throws TestbedException {
        return new RecordedCase(name).discover();
    }

    private static Segment segment(Topology topology, String name) {
        return topology.segment(name).orElseThrow();
    }

    private static String findings(Topology topology) {
        return topology.findings().stream()
                .map(f -> f.kind() + " " + f.subject() + " " + f.text())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void anUnshapedLanHasItsMembersInTheScriptsOrder() throws TestbedException {
        Topology topology = discover("office-lan");

        assertThat(topology.experiment()).isEqualTo("testproj/exp1");
        Lan office = (Lan) segment(topology, "office");
        assertThat(office.medium()).isEqualTo(Medium.SWITCHED);
        assertThat(office.members()).extracting(Member::node).containsExactly("mail", "web", "db", "desk1", "desk2");
        assertThat(office.shapers()).isEmpty();
        assertThat(topology.conversations()).hasSize(10);
        assertThat(topology.findings()).isEmpty();
    }

    @Test
    void aNodeKnowsItsMachineItsControlAddressAndItsInterfaces() throws TestbedException {
        Node mail = discover("office-lan").node("mail").orElseThrow();

        assertThat(mail.role()).isEqualTo(Role.HOST);
        assertThat(mail.machine().orElseThrow().id()).isEqualTo("pc101");
        assertThat(mail.machine().orElseThrow().type()).isEqualTo("pc3000");
        assertThat(mail.machine().orElseThrow().os()).isEqualTo("UBUNTU12-64-STD");
        assertThat(mail.machine().orElseThrow().load()).contains(0.02);
        assertThat(mail.control()).contains("155.98.36.101");
        assertThat(mail.interfaces())
                .containsExactly(new Interface(
                        "eth2",
                        Optional.of("00:11:43:e4:00:06"),
                        List.of(InterfaceAddress.of("10.1.1.2/24"), InterfaceAddress.of("fd00:1:1::2/64")),
                        List.of(IpAddress.of("fe80::211:43ff:fee4:6"))));
        assertThat(mail.controlAddresses())
                .containsExactly(IpAddress.of("155.98.36.101"), IpAddress.of("2001:db8:36::101"));
    }

    private static UnaryOperator<String> ofMail(String from, String to) {
        return text -> {
            int start = text.indexOf("\"mail\"");
            int end = text.indexOf("\"node\"", start);
            String own = text.substring(start, end);
            assertThat(own).contains(from);
            return text.substring(0, start) + own.replace(from, to) + text.substring(end);
        };
    }

    private static List<String> officePorts(RecordedCase recorded) throws TestbedException {
        return segment(recorded.discover(), "office").members().stream()
                .map(Member::iface)
                .toList();
    }

    @Test
    void anInterfaceThatWasRenamedOnItsNodeHasTheNameThatTheNodeTells() throws TestbedException {
        RecordedCase renamed = new RecordedCase("office-lan").editing("shells.json", ofMail("eth2", "enp3s0f1"));

        assertThat(officePorts(renamed)).containsExactly("enp3s0f1", "eth2", "eth2", "eth2", "eth2");
        assertThat(findings(renamed.discover()))
                .isEqualTo(
                        "INFERRED mail:0 is enp3s0f1 on the node itself (by its MAC), though the boss calls it eth2");
    }

    @Test
    void anInterfaceWithAnotherMacIsKnownByItsAddress() throws TestbedException {
        RecordedCase other = new RecordedCase("office-lan")
                .editing("shells.json", ofMail("00:11:43:e4:00:06", "02:00:00:00:00:99"))
                .editing("shells.json", ofMail("eth2", "eth7"));

        assertThat(officePorts(other)).startsWith("eth7", "eth2");
        assertThat(findings(other.discover())).contains("mail:0 is eth7 on the node itself (by its address)");
    }

    @Test
    void ofInterfacesWithOneMacTheOneWithTheAddressIsMeant() throws TestbedException {
        String listing = """
                [{"ifname":"br0","flags":["UP"],"link_type":"ether","address":"00:11:43:e4:00:06","addr_info":[
                  {"family":"inet","local":"10.1.1.2","prefixlen":24}]},
                 {"ifname":"aa0","flags":["UP"],"link_type":"ether","address":"00:11:43:e4:00:06","addr_info":[]},
                 {"ifname":"eth2","flags":["UP"],"link_type":"ether","address":"00:11:43:e4:00:06","master":"br0",
                  "addr_info":[]}]""";

        assertThat(officePorts(new RecordedCase("office-lan").editing("shells.json", onlyMail(listing))))
                .startsWith("br0", "eth2");
    }

    @Test
    void anAddressOnAnotherPortThanItsCableIsWarnedOf() throws TestbedException {
        String listing = """
                [{"ifname":"eth2","flags":["UP"],"link_type":"ether","address":"00:11:43:e4:00:06","addr_info":[]},
                 {"ifname":"eth3","flags":["UP"],"link_type":"ether","address":"02:00:00:00:00:01","addr_info":[
                  {"family":"inet","local":"10.1.1.2","prefixlen":24}]}]""";
        RecordedCase swapped = new RecordedCase("office-lan").editing("shells.json", onlyMail(listing));

        assertThat(officePorts(swapped)).startsWith("eth2", "eth2");
        assertThat(findings(swapped.discover()))
                .contains("WARNING mail:0 is eth2 on the node itself by its MAC, but its address 10.1.1.2 is on eth3");
    }

    /** Another listing in the place of mail's. */
    private static UnaryOperator<String> onlyMail(String listing) {
        return text -> {
            try {
                ArrayNode records = (ArrayNode) new ObjectMapper().readTree(text);
                for (JsonNode each : records) {
                    if (each.path("node").asText().equals("mail")) {
                        ((ObjectNode) each).put("out", listing);
                    }
                }
                return records.toString();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Test
    void aHostThatDoesNotAnswerLeavesTheBosssWordWithAWarning() throws TestbedException {
        Topology topology = new RecordedCase("office-lan")
                .editing("shells.json", ofMail("\"status\": 0", "\"status\": 1"))
                .discover();

        assertThat(topology.node("mail").orElseThrow().interfaces())
                .containsExactly(Interface.with("eth2", Optional.of("00:11:43:e4:00:06"), "10.1.1.2/24"));
        assertThat(topology.findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(DiscoveryNote.Kind.WARNING);
            assertThat(f.subject()).isEqualTo("mail");
            assertThat(f.text())
                    .contains("names and addresses are as the boss believes", "does not list its interfaces");
        });
    }

    @Test
    void whatAHostAnswersIsNoListingLeavesTheBosssWordToo() throws TestbedException {
        Topology topology = new RecordedCase("office-lan")
                .editing("shells.json", onlyMail("[{\"ifname\":\"eth2\",\"addr_info\":[{\"local\":\"x\"}]}]"))
                .discover();

        assertThat(segment(topology, "office").members())
                .allMatch(m -> m.iface().equals("eth2"));
        assertThat(findings(topology)).contains("WARNING mail did not tell its interfaces", "eth2 has the address x");
    }

    @Test
    void aShapedLinkKeepsTheHalfValuesAndFindsItsShaper() throws TestbedException {
        Topology topology = discover("shaped-link");

        Link wan = (Link) segment(topology, "wan");
        assertThat(wan.members()).extracting(Member::node).containsExactly("client", "server");
        Shaping half = wan.members().get(0).out();
        assertThat(half.delayMs()).isEqualTo(20.0);
        assertThat(half.kbitPerSecond()).isEqualTo(30_000);
        assertThat(half.loss()).isBetween(0.00501, 0.00502);
        assertThat(wan.members().get(1).in()).isEqualTo(half);
        assertThat(topology.node("tbdelay0").orElseThrow().role()).isEqualTo(Role.SHAPER);
    }

    @Test
    void theNearPortFacesTheFirstMemberWhicheverWayTheMappingIsWritten() throws TestbedException {
        Link wan = (Link) segment(discover("shaped-link"), "wan");
        Link turned = (Link) segment(
                new RecordedCase("shaped-link")
                        .replacing(
                                "shells.json",
                                "wan duplex server client eth3 eth2",
                                "wan duplex client server eth2 eth3")
                        .discover(),
                "wan");

        assertThat(wan.shapers())
                .containsExactly(new Shaper("tbdelay0", "eth2", "eth3", new Endpoint("client", "eth2")))
                .isEqualTo(turned.shapers());
    }

    @Test
    void oneShaperMayCarrySeveralLinks() throws TestbedException {
        Topology topology = discover("two-link-shaper");

        assertThat(segment(topology, "l-0").shapers())
                .containsExactly(new Shaper("tbdelay0", "eth1", "eth2", new Endpoint("n-0", "eth2")));
        assertThat(segment(topology, "l-1").shapers())
                .containsExactly(new Shaper("tbdelay0", "eth3", "eth4", new Endpoint("n-1", "eth3")));
        assertThat(segment(topology, "l-2").shapers()).extracting(Shaper::node).containsExactly("tbdelay2");
        assertThat(topology.node("tbdelay0").orElseThrow().interfaces())
                .extracting(Interface::name)
                .containsExactly("eth1", "eth2", "eth3", "eth4");
        assertThat(findings(topology)).contains("HIDDEN tbdelay0 carries 2 delays; the boss names only the first");
    }

    @Test
    void anUnshapedPairIsTakenAsALinkAndSaysSo() throws TestbedException {
        Topology topology = discover("two-link-shaper");

        assertThat(segment(topology, "tblan-lan7")).isInstanceOf(Link.class);
        assertThat(topology.findings())
                .anyMatch(f -> f.kind() == DiscoveryNote.Kind.INFERRED
                        && f.subject().equals("tblan-lan7")
                        && f.text().contains("may be a link or a LAN"));
    }

    @Test
    void aLansShapersStandBeforeTheirMembers() throws TestbedException {
        Lan lan = (Lan) segment(discover("lan-members"), "lan0");

        assertThat(lan.members()).hasSize(3);
        assertThat(lan.shapers())
                .containsExactly(
                        new Shaper("tbdelay0", "eth2", "eth3", new Endpoint("b", "eth2")),
                        new Shaper("tbdelay0", "eth4", "eth5", new Endpoint("c", "eth2")));
        assertThat(lan.members().get(2).out()).isEqualTo(new Shaping(10, 5000, 0));
        assertThat(lan.members().get(2).in()).isEqualTo(new Shaping(15, 100_000, 0));
    }

    @Test
    void aLanOfTwoWithAMembersShaperIsNoLink() throws TestbedException {
        Topology topology = new RecordedCase("shaped-link")
                .replacing("shells.json", "wan duplex server client eth3 eth2", "wan duplex client client eth2 eth3")
                .discover();

        assertThat(segment(topology, "wan")).isInstanceOf(Lan.class);
    }

    @Test
    void endNodeShapingMarksTheMembersThatShape() throws TestbedException {
        Topology topology = discover("end-shaped");

        assertThat(segment(topology, "link0").members()).allMatch(Member::endShaped);
        assertThat(segment(topology, "lan0").members())
                .extracting(Member::node, Member::endShaped)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", false),
                        org.assertj.core.groups.Tuple.tuple("b", false),
                        org.assertj.core.groups.Tuple.tuple("c", true));
        assertThat(topology.nodes()).noneMatch(n -> n.role() == Role.SHAPER);
    }

    @Test
    void aFreeBsdShaperIsReadLikeALinuxOne() throws TestbedException {
        Topology topology = discover("freebsd");

        assertThat(segment(topology, "wan").shapers())
                .containsExactly(new Shaper("tbdelay0", "em2", "em3", new Endpoint("client", "eth2")));
        assertThat(topology.node("tbdelay0").orElseThrow().interfaces())
                .containsExactly(
                        new Interface("em2", Optional.of("00:11:43:e4:00:07"), List.of()),
                        new Interface("em3", Optional.of("00:11:43:e4:00:08"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"office-lan", "shaped-link", "two-link-shaper", "lan-members", "end-shaped", "freebsd"})
    void rowsInAnotherOrderGiveTheSameTopology(String name) throws TestbedException {
        RecordedCase reordered = new RecordedCase(name);
        for (String file : List.of("mapping", "links", "physical")) {
            reordered.editing("experiment.info." + file + ".xml", RowOrder::reversed);
        }
        reordered.editing("experiment.virtual_topology.xml", RowOrder::reversed);

        assertThat(reordered.discover()).isEqualTo(discover(name));
    }

    @Test
    void theNodesOwnNameForAnInterfaceWinsOverTheDatabases() throws TestbedException {
        Topology topology = new RecordedCase("end-shaped")
                .editing("shells.json", text -> text.replace("eth2", "enp3s0"))
                .discover();

        assertThat(segment(topology, "link0").members())
                .extracting(Member::iface)
                .containsExactly("enp3s0", "enp3s0");
        assertThat(findings(topology)).contains("INFERRED a:0 is enp3s0 on the node itself");
    }

    @Test
    void numbersMayComeAsTextAndNullsAsNothing() throws TestbedException {
        Topology topology = new RecordedCase("shaped-link")
                .editing(
                        "experiment.info.links.xml",
                        text -> text.replaceAll("<(double|int)>([^<]*)</\\1>", "<string>$2</string>"))
                .editing(
                        "experiment.virtual_topology.xml",
                        text -> text.replaceAll(
                                "(uselinkdelays?|forcelinkdelays)(</name>\\s*<value>)<int>0</int>",
                                "$1$2<string></string>"))
                .editing("experiment.info.mapping.xml", text -> text.replaceAll("<double>[^<]*</double>", "<nil/>"))
                .discover();

        assertThat(topology.segments()).isEqualTo(discover("shaped-link").segments());
        assertThat(topology.node("client").orElseThrow().machine().orElseThrow().load())
                .isEmpty();
    }

    private static final String NOW =
            "DELAY INT0=001143e40008 INT1=001143e40007 PIPE0=110 DELAY0=%s BW0=%s PLR0=%s PIPE1=120 DELAY1=%s BW1=%s"
                    + " PLR1=%s LINKNAME=wan RED0=0 RED1=0 VNODE0=server VNODE1=client NOSHAPING=0";

    private static Topology toldBy(String line) throws TestbedException {
        return new RecordedCase("shaped-link")
                .editing("shells.json", shells -> {
                    ObjectNode entry = new ObjectMapper().createObjectNode();
                    entry.put("node", "tbdelay0");
                    entry.putArray("argv")
                            .add("sh")
                            .add("-c")
                            .add("PATH=$PATH:/usr/local/etc/emulab; tmcc delay 2>/dev/null;"
                                    + " tmcc linkdelay 2>/dev/null; true")
                            .add("sh");
                    entry.put("status", 0).put("out", line + "\n").put("err", "");
                    return shells.replaceFirst("\\[", "[" + entry.toString().replace("$", "\\$") + ",");
                })
                .discover();
    }

    @Test
    void aLinkThatWasChangedWhileItRunsHasTheValuesThatItsShaperTells() throws TestbedException {
        Topology topology = toldBy(NOW.formatted("30.00", "5000", "0.00000000", "10.00", "2000", "0.19000000"));

        Segment wan = segment(topology, "wan");
        assertThat(wan.members())
                .filteredOn(member -> member.node().equals("server"))
                .allSatisfy(server -> {
                    assertThat(server.out()).isEqualTo(new Shaping(15, 5000, 0));
                    assertThat(server.in().alike(new Shaping(5, 2000, 0.1))).isTrue();
                })
                .hasSize(1);
        assertThat(wan.members())
                .filteredOn(member -> member.node().equals("client"))
                .allSatisfy(client -> assertThat(client.in()).isEqualTo(new Shaping(15, 5000, 0)))
                .hasSize(1);
        assertThat(findings(topology)).contains("INFERRED wan is shaped otherwise than the boss tells: what client");
    }

    @Test
    void aLinkThatIsAsTheScriptSaysHasTheBosssValues() throws TestbedException {
        Topology untold = discover("shaped-link");
        Shaping out = segment(untold, "wan").members().get(0).out();

        Topology topology = toldBy(NOW.formatted("40.00", "30000", "0.01000000", "40.00", "0", "0.01000000"));

        assertThat(segment(topology, "wan").members().get(0).out()).isEqualTo(out);
        assertThat(findings(topology)).isEqualTo(findings(untold));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DELAY nonsense", "DELAY VNODE0=server VNODE1=client LINKNAME=wan DELAY0=-1 BW0=x", "", "?"})
    void whatAShaperTellsWithoutSenseIsPassedOver(String line) throws TestbedException {
        assertThat(segment(toldBy(line), "wan")).isEqualTo(segment(discover("shaped-link"), "wan"));
    }
}
