package org.overtap.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Medium;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

class EdgeListFileTest {
    @TempDir
    private Path folder;

    @Test
    void aLineOfTwoNamesIsALinkAndOfMoreASwitchedLan() throws IOException {
        Topology topology = read("# map\na b\n\nb c d # uplink\n").topology();
        assertThat(topology.experiment()).isEqualTo("net");
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("lan1", "link1");
        assertThat(topology.segment("lan1").orElseThrow().medium()).isEqualTo(Medium.SWITCHED);
        assertThat(topology.conversations()).hasSize(4);
    }

    @Test
    void interfacesAreNumberedInTheOrderOfTheFile() throws IOException {
        Topology topology = read("b a\na c\n").topology();
        assertThat(topology.segment("link1").orElseThrow().members())
                .extracting(m -> m.endpoint().toString())
                .containsExactly("b:eth1", "a:eth1");
        assertThat(topology.segment("link2").orElseThrow().members())
                .extracting(m -> m.endpoint().toString())
                .containsExactly("a:eth2", "c:eth1");
    }

    @Test
    void whatJoinsTheSameNodesAgainIsOneRow() throws IOException {
        NetworkGraph drawing = read("a b\nb a\na b\nx y z\nz x y\ny x\n");
        assertThat(drawing.links()).isEqualTo(2);
        assertThat(drawing.lans()).isEqualTo(1);
        assertThat(drawing.findings()).singleElement().satisfies(f -> assertThat(f.text())
                .startsWith("3 join the same nodes"));
    }

    @Test
    void aSelfLoopIsWarnedOf() throws IOException {
        NetworkGraph drawing = read("a b\nc c\n");
        assertThat(drawing.findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(DiscoveryNote.Kind.WARNING);
            assertThat(f.subject()).isEqualTo("c");
        });
        assertThat(drawing.conversations()).isEqualTo(1);
        assertThat(drawing.topology().conversations()).hasSize(1);
    }

    @Test
    void aNameRepeatedOnALanCountsOnce() throws IOException {
        NetworkGraph drawing = read("a b a\na b c b\n");
        assertThat(drawing.links()).isEqualTo(1);
        assertThat(drawing.lanStart(1)).isEqualTo(3);
    }

    @Test
    void controlCharactersDoNotPartNames() {
        assertThatThrownBy(() -> read("a b\nnode\u001b[31m c\n"))
                .hasMessageContaining("net.edges:2:5: a control character");
        assertThatThrownBy(() -> read("a b\0c\n")).hasMessageContaining("net.edges:1:4: ");
    }

    @Test
    void anEmptyPackedFileIsToldOfInWords() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.edges.gz"));
        assertThatThrownBy(() -> GraphFormats.read(empty)).hasMessageContaining("ends too early");
    }

    @Test
    void anyWordIsAName() throws IOException {
        NetworkGraph drawing = read("\uFEFFrouter/1 Zürich\r\nr#2 <b>&\r\n");
        assertThat(drawing.topology().nodes())
                .extracting(Node::name)
                .containsExactlyInAnyOrder("router/1", "Zürich", "r#2", "<b>&");
    }

    @Test
    void linesMayCrossChunksAndTheLastNeedsNoEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 60_000; i++) {
            text.append("node-")
                    .append(i)
                    .append(' ')
                    .append("x".repeat(random.nextInt(9)) + i)
                    .append('\n');
        }
        NetworkGraph drawing = read(text.append("last one").toString());
        assertThat(drawing.links()).isEqualTo(60_001);
        for (int i = 0; i < 60_000; i++) {
            assertThat(drawing.names().name(drawing.from(i))).isEqualTo("node-" + i);
        }
        assertThat(drawing.names().name(drawing.to(60_000))).isEqualTo("one");
    }

    @Test
    void aPackedFileIsTheSame() throws IOException {
        Path file = folder.resolve("net.edges.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a b\nb c\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(GraphFormats.read(file).topology())
                .isEqualTo(read("a b\nb c\n").topology());
    }

    @Test
    void aLonelyNameIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("a b\n  c\n"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("net.edges:2:1: only 'c' is named");
    }

    @Test
    void attributesAreRefusedWithTheirColumn() {
        assertThatThrownBy(() -> read("a b {}\n")).hasMessageContaining("net.edges:1:5: attributes");
    }

    @Test
    void aFileWithoutLinksIsRefused() {
        assertThatThrownBy(() -> read("# nothing\n")).hasMessageContaining("has no links");
    }

    @Test
    void aBrokenArchiveIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("net.edges.gz"), "a b\n");
        assertThatThrownBy(() -> GraphFormats.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aFileThatDoesNotFitIntoMemoryIsRefusedBeforeItIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("net.edges"), "node1 node2\n".repeat(100_000));
        assertThatThrownBy(() -> EdgeListSize.refuseLarger(file, 4 << 20))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("the limit is 4 MiB")
                .hasMessageContaining("-Xmx");
        EdgeListSize.refuseLarger(file, 64 << 20);
    }

    private NetworkGraph read(String text) throws IOException {
        return GraphFormats.read(Files.writeString(folder.resolve("net.edges"), text));
    }
}
