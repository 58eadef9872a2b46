package org.overtap.testbed.geni.rspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.topology.TopologyException;

/** Real manifests are read; what is none is told so. */
class ManifestReaderTest {
    private static final Path REAL = Path.of("src/test/resources/manifests");
    private static final String OPEN = "<rspec xmlns=\"http://www.geni.net/resources/rspec/3\" type=\"manifest\">";

    private static String text(String name) throws IOException {
        return Files.readString(REAL.resolve(name));
    }

    private static Manifest read(String text) {
        return ManifestReader.read("m.xml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text, String... words) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TopologyException.class)
                .hasMessageStartingWith("m.xml:")
                .hasMessageContainingAll(words);
    }

    @Test
    void aRealManifestCallsItselfARequestAndIsNone() throws IOException {
        assertThat(text("lan-of-six.xml")).contains("type=\"request\"");
        Manifest manifest = read(text("lan-of-six.xml"));
        assertThat(manifest.nodes())
                .extracting(SliverNode::kind)
                .containsExactly(
                        SliverKind.HOST,
                        SliverKind.HOST,
                        SliverKind.HOST,
                        SliverKind.HOST,
                        SliverKind.HOST,
                        SliverKind.HOST,
                        SliverKind.HOST,
                        SliverKind.SWITCH);
        assertThat(manifest.nodes().get(0).logins())
                .extracting(SliverLogin::user)
                .containsExactly("user1", "user2", "user3");
        assertThat(manifest.nodes().get(0).ports().get(1).mac()).contains("02:00:00:5e:00:02");
        assertThat(manifest.aggregates()).containsExactly("urn:publicid:IDN+testbed.example+authority+cm");
    }

    @Test
    void aRequestIsToldFromAManifestByItsSliverIdsWhateverItCallsItself() throws IOException {
        String request =
                text("pair.xml").replaceAll(" sliver_id=\"[^\"]*\"", "").replace("request\"", "manifest\"");
        refused(request, "a request, not a manifest", "geni-get manifest");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9})
    void aManifestThatIsCutOffAnywhereIsRefused(double share) throws IOException {
        String whole = text("lan-of-six.xml").strip();
        refused(whole.substring(0, (int) (whole.length() * share)), "m.xml:", "it is cut off");
    }

    @Test
    void aManifestThatLacksItsLastLetterIsRefused() throws IOException {
        String whole = text("lan-of-six.xml").strip();
        refused(whole.substring(0, whole.length() - 1), "m.xml:");
    }

    @Test
    void anUnknownVersionIsRefused() {
        refused("<rspec xmlns=\"http://www.geni.net/resources/rspec/4\"/>", "unknown version", "rspec/4", "rspec/3");
        refused("<rspec><node client_id=\"a\"/></rspec>", "unknown version", "in no namespace");
        refused("<html><body/></html>", "no RSpec", "<html>");
        refused(OPEN + "</rspec>", "no nodes");
    }

    @Test
    void whatCouldReachElsewhereIsRefused() {
        refused("<!DOCTYPE rspec [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + OPEN + "&x;</rspec>", "document type");
        refused("<?xml version=\"1.1\"?>" + OPEN + "</rspec>", "XML 1.1");
        refused(OPEN + "<a>".repeat(200) + "</a>".repeat(200) + "</rspec>", "nested more than 100 deep");
        refused("", "m.xml:");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id='../x', no name that a testbed gives",
        "client_id='', without a name",
        "client_id='a b', no name that a testbed gives",
    })
    void namesBecomeFoldersAndAreChecked(String attribute, String complaint) {
        refused(OPEN + "<node " + attribute.replace('\'', '"') + " sliver_id=\"urn:x\"/></rspec>", complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "hostname='-oProxyCommand=x' port='22' username='u', hostname",
        "hostname='h' port='0' username='u', port",
        "hostname='h' port='99999' username='u', port",
        "hostname='h' port='22' username='u;id', username",
        "hostname='h' port='22', username",
    })
    void aLoginThatCannotBeIsRefused(String attributes, String which) {
        refused(
                OPEN + "<node client_id=\"a\" sliver_id=\"urn:x\"><services><login " + attributes.replace('\'', '"')
                        + "/></services></node></rspec>",
                "a login's " + which);
    }

    @Test
    void numbersAndAddressesAreChecked() {
        String node = OPEN + "<node client_id=\"a\" sliver_id=\"u\"><interface client_id=\"a:0\"><ip address=\"%s\""
                + " netmask=\"%s\"/></interface></node></rspec>";
        refused(node.formatted("10.1.1.300", "255.255.255.0"), "no IP address");
        refused(node.formatted("10.1.1.3", "255.0.255.0"), "no netmask");
        assertThat(read(node.formatted("10.1.1.3", "255.255.254.0"))
                        .nodes()
                        .get(0)
                        .ports()
                        .get(0)
                        .addresses())
                .hasToString("[10.1.1.3/23]");
        assertThat(read(node.formatted("fd00::1", "64"))
                        .nodes()
                        .get(0)
                        .ports()
                        .get(0)
                        .addresses())
                .hasToString("[fd00::1/64]");
        String link = OPEN + "<node client_id=\"a\" sliver_id=\"u\"/><link client_id=\"l\"><property source_id=\"x\""
                + " dest_id=\"y\" %s/></link></rspec>";
        refused(link.formatted("packet_loss=\"1.5\""), "between 0 and 1");
        refused(link.formatted("capacity=\"fast\""), "'fast', which is no number");
    }

    @Test
    void manifestsOfSeveralAggregatesAreJoined() throws IOException {
        Manifest one = read(text("pair.xml").replaceFirst("(?s)<node [^>]*client_id=\"node1\".*?</node>", ""));
        Manifest other = read(text("pair.xml").replaceFirst("(?s)<node [^>]*client_id=\"node0\".*?</node>", ""));
        assertThat(one.nodes()).hasSize(1);
        SliverExperiment both = ManifestJoin.of(List.of(one, other), false);
        assertThat(both.nodes()).containsOnlyKeys("node0", "node1");
        assertThat(both.links().get("link-1").ends()).hasToString("[node0:eth1, node1:eth1]");
        assertThatThrownBy(() -> ManifestJoin.of(List.of(one), false))
                .isInstanceOf(TopologyException.class)
                .hasMessageContainingAll("half a manifest", "link-1", "node1:eth1", "--allow-partial");
        assertThat(ManifestJoin.of(List.of(one), true).links().get("link-1").ends())
                .hasSize(1);
    }

    @Test
    void aNodeOfAnotherAggregateIsMissedByNameAndTwoExperimentsAreNotMixed() throws IOException {
        String half = text("pair.xml")
                .replaceFirst(
                        "(client_id=\"node1\".*?)component_manager_id=\"[^\"]*\"(.*?) sliver_id=\"[^\"]*\"",
                        "$1component_manager_id=\"urn:publicid:IDN+other.example+authority+cm\"$2");
        Manifest manifest = read(half);
        assertThatThrownBy(() -> ManifestJoin.of(List.of(manifest), false))
                .hasMessageContainingAll("half a manifest", "node1", "other.example", "with commas between");
        assertThat(ManifestJoin.of(List.of(manifest), true).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject()).isEqualTo("node1"));
        Manifest foreign = read(text("pair.xml").replace("sliver+21104", "sliver+99904"));
        assertThatThrownBy(() -> ManifestJoin.of(List.of(read(text("pair.xml")), foreign), false))
                .hasMessageContainingAll("a second node is called node0", "two experiments");
    }

    @Test
    void twoLinksOfOneNameAreNotTakenForOne() throws IOException {
        String doubled = text("pair.xml").replaceFirst("(?s)(<link .*?</link>)", "$1$1");
        assertThatThrownBy(() -> ManifestJoin.of(List.of(read(doubled)), true))
                .isInstanceOf(TopologyException.class)
                .hasMessageStartingWith("m.xml:")
                .hasMessageContaining("a second link is called link-1 (the first: m.xml:");
        Manifest foreign = read(text("pair.xml")
                .replaceAll("\\bnode([01])\\b", "other$1")
                .replaceAll("(sliver_id=\"[^\"]*)\"", "$17\""));
        assertThat(foreign.links()).extracting(SliverLink::name).containsExactly("link-1");
        assertThatThrownBy(() -> ManifestJoin.of(List.of(read(text("pair.xml")), foreign), true))
                .hasMessageContainingAll("a second link is called link-1", "no end in common", "two experiments?");
    }

    @ParameterizedTest
    @CsvSource({
        "yep, true",
        "Yes, true",
        "TRUE, true",
        "1, true",
        "no, false",
        "False, false",
        "FALSE, false",
        "Nope, false",
        "0, false",
        "off, false",
        "'', false",
        "disabled, false"
    })
    void aLanFloodsWhereItsManifestSaysSoInEarnest(String value, boolean floods) {
        Manifest manifest = read(OPEN + "<node client_id=\"a\" sliver_id=\"u\"/><link client_id=\"l\"><link_attribute"
                + " key=\"nomac_learning\" value=\"" + value + "\"/></link></rspec>");
        assertThat(manifest.links().get(0).floods()).isEqualTo(floods);
    }

    @Test
    void anAggregateThatToldNothingIsMissedUnlessThatIsAllowedOrAnotherFileHasIt() throws IOException {
        String half = org.overtap.topology.file.JsonDocument.mapper()
                .createObjectNode()
                .put("urn:publicid:IDN+other.example+authority+cm", "")
                .put("urn:publicid:IDN+testbed.example+authority+cm", text("pair.xml"))
                .toString();
        ManifestBundle bundle = ManifestBundle.read("m.json", half.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ManifestJoin.of(bundle, false))
                .isInstanceOf(TopologyException.class)
                .hasMessageContainingAll("other.example+authority+cm tells no manifest", "--allow-partial");
        SliverExperiment partial = ManifestJoin.of(bundle, true);
        assertThat(partial.nodes()).hasSize(2);
        assertThat(partial.findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .contains("its nodes are left out"));
        ManifestBundle other = ManifestBundle.of(List.of(read(OPEN
                + "<node client_id=\"far\" sliver_id=\"u\""
                + " component_manager_id=\"urn:publicid:IDN+other.example+authority+cm\"/></rspec>")));
        assertThat(ManifestJoin.of(ManifestBundle.of(List.of(bundle, other)), false)
                        .nodes())
                .containsKey("far");
    }

    /** What a parser has to say it says to whoever called it. */
    @ParameterizedTest
    @ValueSource(strings = {"62fa39859ed041fd", "fffe3c00", "00000000", "3c3f786d6c"})
    void whatIsNoXmlAtAllIsToldOnce(String hex) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> ManifestReader.read("m.xml", HexFormat.of().parseHex(hex)))
                    .isInstanceOf(TopologyException.class)
                    .hasMessageStartingWith("m.xml:");
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aPortalsAnswerHasOneForEachAggregate() throws IOException {
        String json = "{\"urn:publicid:IDN+testbed.example+authority+cm\": %s}"
                .formatted(org.overtap.topology.file.JsonDocument.mapper().writeValueAsString(text("pair.xml")));
        assertThat(ManifestBundle.read("m.json", json.getBytes(StandardCharsets.UTF_8))
                        .manifests())
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.nodes()).hasSize(2));
        for (String wrong : List.of(
                "{}",
                "{\"urn:x\": 1}",
                "{\"urn:x\": \"\"}",
                "{\"urn:x\": null}",
                "{\"a\": \"b\"}",
                "{\"urn:x\":",
                "  ")) {
            assertThatThrownBy(() -> ManifestBundle.read("m.json", wrong.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(TopologyException.class)
                    .hasMessageStartingWith("m.json");
        }
    }
}
