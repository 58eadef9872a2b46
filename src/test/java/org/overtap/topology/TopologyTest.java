package org.overtap.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

class TopologyTest {
    @TempDir
    Path folder;

    static LongStream seeds() {
        return Seeds.upTo(50);
    }

    @Test
    void aLanOfNHasEveryPairAsConversation() {
        assertThat(Samples.lan(5).conversations()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void twoInterfacesOfOneNodeDoNotConverse() {
        Node twice = Samples.host("a", 1, 2);
        Segment lan = new Lan(
                "l",
                Medium.SWITCHED,
                List.of(Member.plain("a", "eth1"), Member.plain("a", "eth2"), Member.plain("b", "eth1")),
                List.of());
        Topology topology = new Topology("p/e", List.of(twice, Samples.host("b", 2, 1)), List.of(lan), List.of());
        assertThat(topology.conversations()).hasSize(2).allMatch(c -> !c.a().node()
                .equals(c.b().node()));
    }

    @Test
    void theOrderOfTheInputDoesNotMatter() {
        Topology straight = Samples.lan(4);
        List<Node> reversed = new java.util.ArrayList<>(straight.nodes());
        java.util.Collections.reverse(reversed);
        assertThat(new Topology("p/lan", reversed, straight.segments(), List.of()))
                .isEqualTo(straight);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSavedTopologyReadsBackTheSame(long seed) throws Exception {
        Topology topology = Samples.random(seed);
        Path file = folder.resolve("t.json");
        JsonDocument.write(file, TopologyFile.document(topology));
        assertThat(TopologyFile.read(file)).isEqualTo(topology);
        String bytes = Files.readString(file);
        JsonDocument.write(file, TopologyFile.document(TopologyFile.read(file)));
        assertThat(Files.readString(file)).isEqualTo(bytes);
    }

    @Test
    void malformedJsonIsReportedWithItsPlace() throws Exception {
        Path file =
                Files.writeString(folder.resolve("bad.json"), "{\"schema\":\"overtap/topology/1\",\n \"nodes\": [}");
        assertThatThrownBy(() -> TopologyFile.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("bad.json:2:");
    }

    @Test
    void aDocumentOfAnotherKindIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("plan.json"), "{\"schema\":\"overtap/plan/1\"}");
        assertThatThrownBy(() -> TopologyFile.read(file)).hasMessageContaining("overtap/topology/1");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TopologyFile.read(folder.resolve("none.json")))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void twoNodesOfOneNameAreRefused() {
        assertThatThrownBy(() -> new Topology(
                        "p/e", List.of(Samples.host("a", 1, 1), Samples.host("a", 2, 1)), List.of(), List.of()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("called a");
    }

    @Test
    void aMemberThatNoNodeHasIsRefused() {
        Link dangling = new Link("l", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth7")), List.of());
        assertThatThrownBy(() -> new Topology(
                        "p/e", List.of(Samples.host("a", 1, 1), Samples.host("b", 2, 1)), List.of(dangling), List.of()))
                .hasMessageContaining("b:eth7");
    }

    @Test
    void aShaperThatFacesNoMemberIsRefused() {
        Link link = new Link(
                "l",
                List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")),
                List.of(new Shaper("d", "eth1", "eth2", new Endpoint("c", "eth1"))));
        assertThatThrownBy(() -> new Topology(
                        "p/e",
                        List.of(Samples.host("a", 1, 1), Samples.host("b", 2, 1), Samples.shaper("d", 3, 1)),
                        List.of(link),
                        List.of()))
                .hasMessageContaining("c:eth1");
    }

    @Test
    void lossOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new Shaping(0, 0, 1.5)).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> new Shaping(-1, 0, 0)).isInstanceOf(TopologyException.class);
    }
}
