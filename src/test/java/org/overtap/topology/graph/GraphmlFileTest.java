package org.overtap.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Medium;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

class GraphmlFileTest {
    @TempDir
    private Path folder;

    @Test
    void aZooMapIsReadAsItIs() {
        Topology topology = GraphFormats.read(Path.of("src/test/resources/zoo/Abilene.graphml"))
                .topology();
        assertThat(topology.experiment()).isEqualTo("Abilene");
        assertThat(topology.nodes()).hasSize(11);
        assertThat(topology.segments()).hasSize(14);
        assertThat(topology.node("0").orElseThrow().label()).contains("New York");
    }

    @Test
    void costsAndHostsComeFromNodeAttributesAndTheirDefaults() throws IOException {
        Topology topology = read("""
                <key id="c" for="node" attr.name="cost" attr.type="double"><default>4</default></key>
                <key id="h" for="node" attr.name="host" attr.type="boolean"/>
                <key id="e" for="edge" attr.name="cost" attr.type="double"/>
                <graph edgedefault="undirected">
                  <node id="a"><data key="c"> 2.5 </data><data key="h">true</data></node>
                  <node id="b"/>
                  <edge source="a" target="b"><data key="e">9</data></edge>
                </graph>""").topology();
        assertThat(topology.node("a").orElseThrow().cost()).contains(new BigDecimal("2.5"));
        assertThat(topology.node("a").orElseThrow().host()).contains(true);
        assertThat(topology.node("b").orElseThrow().cost()).contains(new BigDecimal("4"));
        assertThat(topology.node("b").orElseThrow().host()).isEqualTo(Optional.empty());
    }

    @Test
    void parallelEdgesAreOneRowAndASelfLoopIsWarnedOf() throws IOException {
        NetworkGraph drawing = read(graph("ab", "ab ba aa"));
        assertThat(drawing.links()).isEqualTo(2);
        assertThat(drawing.findings()).extracting(DiscoveryNote::kind).contains(DiscoveryNote.Kind.WARNING);
    }

    @Test
    void edgesMayComeBeforeTheirNodes() throws IOException {
        assertThat(read("<graph><edge source='a' target='b'/><node id='a'/><node id='b'/></graph>")
                        .links())
                .isEqualTo(1);
    }

    @Test
    void aHyperedgeIsASwitchedLan() throws IOException {
        Topology topology = read("<graph><node id='a'/><node id='b'/><node id='c'/><hyperedge><endpoint node='a'/>"
                        + "<endpoint node='b'/><endpoint node='c'/></hyperedge></graph>")
                .topology();
        assertThat(topology.segments()).singleElement().satisfies(s -> assertThat(s.medium())
                .isEqualTo(Medium.SWITCHED));
    }

    @Test
    void twoNodesOfOneIdAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> read("<graph>\n<node id='a'/>\n<node id='a'/>\n</graph>"))
                .isInstanceOf(TopologyException.class)
                .hasMessageMatching("(?s).*net.graphml:4:\\d+: two nodes have the id a.*");
    }

    @Test
    void aMapWithoutEdgesIsRefused() {
        assertThatThrownBy(() -> read("<graph><node id='a'/></graph>")).hasMessageContaining("has no edges");
    }

    @Test
    void anEdgeToNowhereIsRefused() {
        assertThatThrownBy(() -> read("<graph><node id='a'/>\n<edge source='a' target='z'/></graph>"))
                .hasMessageMatching("(?s).*:3:\\d+: no node has the id z");
    }

    @Test
    void aNegativeCostIsRefusedWithItsPlace() {
        String key = "<key id='c' for='node' attr.name='cost'/>";
        assertThatThrownBy(() -> read(key + "<graph><node id='a'><data key='c'>-1</data></node></graph>"))
                .hasMessageMatching("(?s).*net.graphml:2:\\d+: cost -1 is negative");
        assertThatThrownBy(() -> read(key + "<graph><node id='a'><data key='c'>dear</data></node></graph>"))
                .hasMessageContaining("cost 'dear' is not a number");
    }

    @Test
    void aDocumentTypeIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("net.graphml"),
                "<!DOCTYPE graphml [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<graphml><graph><node id='&e;'/>"
                        + "</graph></graphml>");
        assertThatThrownBy(() -> GraphFormats.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("a document type is not allowed");
    }

    @Test
    void brokenXmlIsReportedWithLineAndColumn() {
        assertThatThrownBy(() -> read("<graph>\n<node id='a'>\n</graph>"))
                .hasMessageMatching("(?s).*net.graphml:4:\\d+: .*node.*");
        assertThatThrownBy(() -> read("<graph>&none;</graph>")).isInstanceOf(TopologyException.class);
    }

    private static String graph(String nodes, String edges) {
        StringBuilder text = new StringBuilder("<graph edgedefault='undirected'>");
        nodes.chars().forEach(c -> text.append("<node id='").append((char) c).append("'/>"));
        for (String edge : edges.split(" ")) {
            text.append("<edge source='").append(edge.charAt(0));
            text.append("' target='").append(edge.charAt(1)).append("'/>");
        }
        return text.append("</graph>").toString();
    }

    private NetworkGraph read(String body) throws IOException {
        String text = "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" + body + "</graphml>\n";
        return GraphFormats.read(Files.writeString(folder.resolve("net.graphml"), text));
    }
}
