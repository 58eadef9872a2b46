package org.overtap.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.topology.TopologyException;

/** Edge lists as other tools and collections write them: read for what they mean, or refused with their place. */
class ForeignListsTest {
    private static final Path INPUTS = Path.of("src/test/resources/inputs");

    @TempDir
    private Path folder;

    @Test
    void weightsAreNoNodes() {
        assertThatThrownBy(() -> GraphFormats.read(INPUTS.resolve("weights.edges")))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("every line has a number last: is it a weight? --columns 2");
    }

    @Test
    void theFirstColumnsAreReadWhereTheUserSaysSo() {
        NetworkGraph net = GraphFormats.read(INPUTS.resolve("weights.edges"), EdgeColumns.parse("2"));
        assertThat(names(net)).containsExactlyInAnyOrder("alpha", "beta", "gamma", "delta");
        assertThat(net.links()).isEqualTo(3);
        assertThat(net.lans()).isZero();
    }

    @Test
    void numbersAreNodesWhereTheUserSaysSo() throws IOException {
        NetworkGraph net = GraphFormats.read(file("1 2 3\n3 4 5\n"), EdgeColumns.parse("all"));
        assertThat(net.lans()).isEqualTo(2);
        assertThat(net.nodes()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2 0.5\n2 3 1\n",
                "1 2 10 1082008561\n2 3 4 1082008562\n",
                "a b\nb c 4\nc d\n",
                "a b -1e3\n",
                "a,b,7\nb,c,.25\n"
            })
    void aNumberBehindEveryLinkIsAskedAbout(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> GraphFormats.read(file)).hasMessageContaining("number last: is it a weight?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3\n4 5\n", "1 2 3 4\n5 6 7\n", "n1 n2 n3\nn3 n4 n5\n", "a b 10.0.0.1\n", "1 2 3\n"})
    void lansOfNodesWithNumbersAreNotTakenForWeights(String text) throws IOException {
        assertThat(GraphFormats.read(file(text)).lans()).isPositive();
    }

    @Test
    void linesThatStartWithAPercentSignAreComments() {
        NetworkGraph net = GraphFormats.read(INPUTS.resolve("percent-header.edges"));
        assertThat(names(net)).containsExactlyInAnyOrder("alpha", "beta", "gamma", "delta");
        assertThat(net.links()).isEqualTo(3);
        assertThat(net.lans()).isZero();
    }

    @Test
    void theSizesOfAMatrixAreNoLan() throws IOException {
        NetworkGraph net =
                read("%%MatrixMarket matrix coordinate pattern symmetric\n% made by hand\n4 4 2\n1 2\n3 4\n");
        assertThat(net.links()).isEqualTo(2);
        assertThat(net.lans()).isZero();
        Path dense = file("%%MatrixMarket matrix array real general\n2 2\n1\n0\n");
        assertThatThrownBy(() -> GraphFormats.read(dense)).hasMessageContaining("only coordinate matrices");
    }

    @Test
    void commasPartNamesAsSpacesDo() throws IOException {
        assertThat(names(GraphFormats.read(INPUTS.resolve("comma-space.edges"))))
                .containsExactlyInAnyOrder("alpha", "beta", "gamma", "delta");
        assertThat(names(read("a,b\r\nb ; c\n".replace(" ; ", " ,\t")))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(names(read("a;b # uplink\n"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void commasAndSpacesAreNotMixed() throws IOException {
        Path half = file("Paris,FR London,UK\n");
        assertThatThrownBy(() -> GraphFormats.read(half)).hasMessageContaining("net.edges:1:9: white space");
        Path later = file("a b\nb, c\n");
        assertThatThrownBy(() -> GraphFormats.read(later)).hasMessageContaining("net.edges:2:2: a ','");
        Path empty = file("a,b\nb,\n");
        assertThatThrownBy(() -> GraphFormats.read(empty)).hasMessageContaining("net.edges:2:3: a name is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a -- b\n", "a -> b\n", "a | b\n"})
    void whatPartsNamesElsewhereIsNoNode(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> GraphFormats.read(file)).hasMessageContaining("net.edges:1:3: '");
    }

    @Test
    void aTablesHeadingIsNoLink() throws IOException {
        Path file = file("Source,Target\na,b\n");
        assertThatThrownBy(() -> GraphFormats.read(file)).hasMessageContaining("net.edges:1:1: 'source target'");
    }

    @Test
    void quotedNamesAreRefused() throws IOException {
        Path file = file("a b\n\"New York\" b\n");
        assertThatThrownBy(() -> GraphFormats.read(file)).hasMessageContaining("net.edges:2:1: a quotation mark");
    }

    @Test
    void linesOfOldMacsAreNotOneLan() throws IOException {
        Path file = file("a b\rb c\r");
        assertThatThrownBy(() -> GraphFormats.read(file)).hasMessageContaining("net.edges:1:4: a carriage return");
    }

    @Test
    void namesOfAnotherCharsetAreRefusedBeforeTwoBecomeOne() throws IOException {
        Path file = Files.write(folder.resolve("net.edges"), "a b\nb é\nb è\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> GraphFormats.read(file)).hasMessageContaining("net.edges:2:3: that name is not UTF-8");
    }

    @Test
    void aListOfNothingEndsSoon() throws IOException {
        Path file = file("\n".repeat((64 << 20) + 10));
        assertThatThrownBy(() -> GraphFormats.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("nothing but empty lines and comments");
    }

    private static List<String> names(NetworkGraph net) {
        List<String> names = new ArrayList<>();
        for (int node = 0; node < net.nodes(); node++) {
            names.add(net.names().name(node));
        }
        return names;
    }

    private NetworkGraph read(String text) throws IOException {
        return GraphFormats.read(file(text));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("net.edges"), text);
    }
}
