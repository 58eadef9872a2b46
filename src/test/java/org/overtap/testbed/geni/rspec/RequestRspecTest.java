package org.overtap.testbed.geni.rspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A request that is made of a manifest asks for the same, and for what is added. */
class RequestRspecTest {
    private static final String SAMPLE = "sample-topologies/manifest/manifest.xml";

    private static SliverExperiment experiment(String file) throws Exception {
        return ManifestJoin.of(List.of(ManifestReader.read(file, Files.readAllBytes(Path.of(file)))), false);
    }

    /** As a testbed would: gives slivers to what asks for them. */
    private static SliverExperiment granted(String request) {
        StringBuilder given = new StringBuilder();
        int sliver = 0;
        for (String part : request.split("(?=<node )")) {
            given.append(part.replaceFirst("<node ", "<node sliver_id=\"urn:sliver+" + sliver++ + "\" "));
        }
        return ManifestJoin.of(
                List.of(ManifestReader.read("granted", given.toString().getBytes(StandardCharsets.UTF_8))), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {SAMPLE, "src/test/resources/manifests/pair.xml", "src/test/resources/manifests/lan-of-six.xml"})
    void itIsARequestForTheSame(String file) throws Exception {
        SliverExperiment before = experiment(file);
        String request = RequestRspec.of(before, ProfileAdditions.NONE);
        assertThatThrownBy(() -> ManifestReader.read("r", request.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("a request, not a manifest");
        assertThat(request).doesNotContain("sliver_id", "component_id", "mac_address", "<login", "pc001");
        SliverExperiment again = granted(request);
        assertThat(again.nodes().keySet()).isEqualTo(before.nodes().keySet());
        before.links().forEach((name, link) -> {
            assertThat(again.links().get(name).ends()).hasToString(link.ends().toString());
            assertThat(again.links().get(name).link().floods())
                    .isEqualTo(link.link().floods());
            assertThat(again.links().get(name).link().pipes())
                    .isEqualTo(link.link().pipes());
        });
        assertThat(RequestRspec.of(experiment(file), ProfileAdditions.NONE)).isEqualTo(request);
    }

    @Test
    void whatIsAddedIsAskedForAndKnownAgain() throws Exception {
        ProfileAdditions additions =
                new ProfileAdditions(List.of("store-all"), Map.of("pair", "tap-pair"), Map.of("hub", "tap-hub"));
        SliverExperiment again = granted(RequestRspec.of(experiment(SAMPLE), additions));
        assertThat(again.additions()).isEqualTo(additions);
        assertThat(again.nodes()).containsKeys("store-all", "tap-pair", "tap-hub");
        assertThat(again.nodes().get("tap-pair").kind()).isEqualTo(SliverKind.BRIDGE);
        assertThat(again.links()).doesNotContainKey("pair");
        assertThat(again.links().get("pair_left").ends()).hasToString("[vm1:pair, tap-pair:if0]");
        assertThat(again.links().get("pair_right").ends()).hasToString("[tap-pair:if1, vm2:pair]");
        assertThat(again.links().get("hub").ends()).hasSize(4);
        assertThat(again.links().get("hub").link().floods()).isTrue();
    }

    /** What a link did to traffic its bridge does, in the same directions; a listener changes nothing of it. */
    @Test
    void aTappedLinkShapesAsBefore() throws Exception {
        String uneven = Files.readString(Path.of(SAMPLE)).replaceFirst("capacity=\"50000\"", "capacity=\"30000\"");
        SliverExperiment before =
                ManifestJoin.of(List.of(ManifestReader.read("m", uneven.getBytes(StandardCharsets.UTF_8))), false);
        String bridged = RequestRspec.of(before, new ProfileAdditions(List.of(), Map.of("slow", "tap-slow"), Map.of()));
        assertThat(granted(bridged).nodes().get("tap-slow").pipes())
                .hasToString("[SliverPipe[from=tap-slow:if0, to=tap-slow:if1, shaping=Shaping[delayMs=20.0,"
                        + " kbitPerSecond=30000, loss=0.05]], SliverPipe[from=tap-slow:if1, to=tap-slow:if0,"
                        + " shaping=Shaping[delayMs=20.0, kbitPerSecond=50000, loss=0.05]]]");
        assertThat(granted(bridged).links().get("slow_left").link().pipes()).isEmpty();
        String fast = RequestRspec.of(before, new ProfileAdditions(List.of(), Map.of("pair", "tap-pair"), Map.of()));
        assertThat(granted(fast).nodes().get("tap-pair").pipes())
                .as("a line's own rate is no shaping")
                .isEmpty();
        String heard = RequestRspec.of(before, new ProfileAdditions(List.of(), Map.of(), Map.of("slow", "tap-slow")));
        assertThat(granted(heard).links().get("slow").link().pipes())
                .isEqualTo(before.links().get("slow").link().pipes());
        assertThat(granted(heard).links().get("slow").link().floods()).isTrue();
    }

    private static String node(String name) {
        return "<node client_id=\"" + name + "\" sliver_id=\"urn:" + name + "\"><interface client_id=\"" + name
                + ":if0\"/></node>";
    }

    private static String shaped(String from, String to) {
        return "<property source_id=\"" + from + ":if0\" dest_id=\"" + to + ":if0\" capacity=\"10000\" latency=\"10\""
                + " packet_loss=\"0.01\"/>";
    }

    /** A LAN of three and a link, each shaped between every two of its ends, and its switch told to learn addresses. */
    private static SliverExperiment shapedAll() {
        StringBuilder xml = new StringBuilder("<rspec xmlns=\"http://www.geni.net/resources/rspec/3\">");
        List.of("a", "b", "c", "x", "y").forEach(name -> xml.append(node(name)));
        xml.append("<link client_id=\"lan\">");
        for (String from : List.of("a", "b", "c")) {
            xml.append("<interface_ref client_id=\"").append(from).append(":if0\"/>");
            List.of("a", "b", "c").stream().filter(to -> !to.equals(from)).forEach(to -> xml.append(shaped(from, to)));
        }
        xml.append("<link_attribute key=\"nomac_learning\" value=\"False\"/></link><link client_id=\"wire\">");
        xml.append("<interface_ref client_id=\"x:if0\"/><interface_ref client_id=\"y:if0\"/>");
        xml.append(shaped("x", "y")).append(shaped("y", "x")).append("</link></rspec>");
        return ManifestJoin.of(
                List.of(ManifestReader.read("m", xml.toString().getBytes(StandardCharsets.UTF_8))), false);
    }

    /** What an XPath expression finds in a request, by the JDK's own parser, not by ours; names without prefixes. */
    private static Set<String> found(String request, String path, String... attributes) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(request)));
        NodeList all =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            found.add(String.join(
                    " ", Stream.of(attributes).map(element::getAttribute).toList()));
        }
        assertThat(found).as("none twice").hasSize(all.getLength());
        return found;
    }

    @Test
    void nothingOfALinksShapingIsLostByTappingIt() throws Exception {
        ProfileAdditions additions =
                new ProfileAdditions(List.of(), Map.of("wire", "tap-wire"), Map.of("lan", "tap-lan"));
        String request = RequestRspec.of(shapedAll(), additions);
        String shaping = " 10000 10 0.01";
        assertThat(found(
                        request,
                        "//link[@client_id='lan']/property",
                        "source_id",
                        "dest_id",
                        "capacity",
                        "latency",
                        "packet_loss"))
                .containsExactly(
                        "a:if0 b:if0" + shaping,
                        "a:if0 c:if0" + shaping,
                        "b:if0 a:if0" + shaping,
                        "b:if0 c:if0" + shaping,
                        "c:if0 a:if0" + shaping,
                        "c:if0 b:if0" + shaping);
        assertThat(found(
                        request,
                        "//node[@client_id='tap-wire']/sliver_type[@name='delay']/sliver_type_shaping/pipe",
                        "source",
                        "dest",
                        "capacity",
                        "latency",
                        "lossrate"))
                .containsExactly("tap-wire:if0 tap-wire:if1" + shaping, "tap-wire:if1 tap-wire:if0" + shaping);
        assertThat(found(request, "//link[starts-with(@client_id, 'wire')]/interface_ref", "client_id"))
                .containsExactly("tap-wire:if0", "tap-wire:if1", "x:if0", "y:if0");
        assertThat(found(request, "//link[@client_id='lan']/link_attribute", "key", "value"))
                .as("one word about learning")
                .containsExactly("nomac_learning yep");
    }

    @Test
    void aParameterThatOvertapHasNotWrittenIsNoAddition() {
        ProfileAdditions all = new ProfileAdditions(List.of("b", "a"), Map.of("l", "tap-l"), Map.of("m", "tap-m"));
        assertThat(all.text()).isEqualTo("collector=a collector=b bridge=l/tap-l listener=m/tap-m");
        assertThat(ProfileAdditions.parse(all.text()).text()).isEqualTo(all.text());
        for (String wrong : List.of("yes", "collector=", "bridge=l", "listener=a/b/c", "collector=$(id)")) {
            assertThatThrownBy(() -> ProfileAdditions.parse(wrong)).hasMessageContaining("'" + wrong + "'");
        }
    }
}
