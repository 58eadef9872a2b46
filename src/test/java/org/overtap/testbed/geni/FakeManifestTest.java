package org.overtap.testbed.geni;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.geni.rspec.Manifest;
import org.overtap.testbed.geni.rspec.ManifestJoin;
import org.overtap.testbed.geni.rspec.ManifestReader;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.testbed.geni.rspec.SliverLogin;
import org.overtap.topology.xml.XmlElement;
import org.overtap.topology.xml.XmlTree;

/** What stands for a testbed in live tests has the shape of the original. */
public class FakeManifestTest {
    /** Three hosts, on nothing yet. */
    static FakeManifest hosts() {
        List<String> users = List.of("user1", "root");
        return new FakeManifest()
                .node(
                        "a",
                        "pc1",
                        "10.254.78.10",
                        "10.254.78.10",
                        22,
                        users,
                        List.of(new FakeManifest.Port("if0", "02:00:00:00:01:01", "10.1.1.1/24")))
                .node(
                        "b",
                        "pc2",
                        "10.254.78.11",
                        "10.254.78.11",
                        22,
                        users,
                        List.of(
                                new FakeManifest.Port("if0", "02:00:00:00:02:01", "10.1.1.2/24"),
                                new FakeManifest.Port("if1", "02:00:00:00:02:02", "10.1.2.1/24")))
                .node(
                        "c",
                        "pcvm3",
                        "10.254.78.12",
                        "10.254.78.12",
                        2222,
                        users,
                        List.of(
                                new FakeManifest.Port("if0", "02:00:00:00:03:01", "10.1.1.3/24"),
                                new FakeManifest.Port("if1", "02:00:00:00:03:02", "10.1.2.2/24")));
    }

    /** Three on a LAN, and two of them on a link. */
    static FakeManifest three() {
        return hosts().lan("lan", "a:if0", "b:if0", "c:if0").link("wire", "b:if1", "c:if1", 10_000_000);
    }

    /** Every element with its attributes, by its path: {@code rspec/node/host ipv4 name}. */
    private static void shapes(String above, XmlElement element, Set<String> found) {
        String path = above + "/" + element.name();
        found.add(path + " " + new TreeSet<>(element.attributes().keySet()) + " " + element.namespace());
        element.children().forEach(child -> shapes(path, child, found));
    }

    private static Set<String> shapes(byte[] xml) {
        Set<String> found = new TreeSet<>();
        shapes("", XmlTree.parse("m.xml", xml), found);
        return found;
    }

    @Test
    void everyElementOfItIsInARealManifestWithTheSameAttributes() throws Exception {
        Set<String> real = shapes(Files.readAllBytes(Path.of("src/test/resources/manifests/pair.xml")));
        real.addAll(shapes(Files.readAllBytes(Path.of("src/test/resources/manifests/lan-of-six.xml"))));
        Set<String> fake = shapes(three().xml().getBytes(StandardCharsets.UTF_8));
        assertThat(real).containsAll(fake);
        assertThat(fake).hasSizeGreaterThan(15).anyMatch(shape -> shape.startsWith("/rspec/node/interface/ip "));
    }

    @Test
    void itSaysWhatItIsToSay() {
        Manifest manifest = ManifestReader.read("m.xml", three().xml().getBytes(StandardCharsets.UTF_8));
        SliverExperiment joined = ManifestJoin.of(List.of(manifest), false);
        assertThat(joined.nodes()).containsOnlyKeys("a", "b", "c");
        assertThat(joined.nodes().get("c").logins()).contains(new SliverLogin("root", "10.254.78.12", 2222));
        assertThat(joined.nodes().get("c").machine()).isEqualTo("pcvm3");
        assertThat(joined.links().get("lan").ends()).hasToString("[a:if0, b:if0, c:if0]");
        assertThat(joined.links().get("wire").ends()).hasToString("[b:if1, c:if1]");
        assertThat(joined.links().get("wire").link().pipes())
                .hasToString("[SliverPipe[from=b:if1, to=c:if1, shaping=Shaping[delayMs=0.0, kbitPerSecond=10000000,"
                        + " loss=0.0]], SliverPipe[from=c:if1, to=b:if1, shaping=Shaping[delayMs=0.0,"
                        + " kbitPerSecond=10000000, loss=0.0]]]");
        assertThat(manifest.aggregates()).containsExactly(FakeManifest.aggregate());
    }
}
