package org.overtap.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** GraphML as others write it. */
@Isolated("one test looks at what is printed to stderr")
class ForeignMapsTest {
    private static final Path INPUTS = Path.of("src/test/resources/inputs");

    @TempDir
    private Path folder;

    @Test
    void anAttributeIsAFlagOnlyIfItIsBoolean() {
        Topology topology =
                GraphFormats.read(INPUTS.resolve("host-text.graphml")).topology();
        assertThat(topology.node("p").orElseThrow().host()).isEmpty();
        assertThat(topology.findings()).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(DiscoveryNote.Kind.WARNING);
            assertThat(note.subject()).isEqualTo("attribute host");
        });
    }

    @Test
    void aCostInWordsIsNone() throws IOException {
        Topology topology = read("<key id='c' for='node' attr.name='cost' attr.type='string'/><graph>"
                        + "<node id='a'><data key='c'>dear</data></node><node id='b'/>"
                        + "<edge source='a' target='b'/></graph>")
                .topology();
        assertThat(topology.node("a").orElseThrow().cost()).isEmpty();
    }

    @Test
    void aByteOfAnotherCharsetIsToldOfWithItsPlaceAndNothingElseIsPrinted() {
        Path file = INPUTS.resolve("latin1-as-utf8.graphml");
        String printed = printedDuring(() -> assertThatThrownBy(() -> GraphFormats.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("latin1-as-utf8.graphml:2:101: what stands there is not UTF-8")
                .message()
                .doesNotContain("\n"));
        assertThat(printed).isEmpty();
    }

    @Test
    void whatIsMalformedOtherwiseIsNotPrintedEither() {
        String printed = printedDuring(() -> {
            assertThatThrownBy(() -> read("<graph><node id='a'&/></graph>")).isInstanceOf(TopologyException.class);
            assertThatThrownBy(() -> read("<graph><node id='a'")).isInstanceOf(TopologyException.class);
            return assertThatThrownBy(() -> read("<graph><node id='\u0001'/></graph>"))
                    .isInstanceOf(TopologyException.class);
        });
        assertThat(printed).isEmpty();
    }

    @Test
    void aCharsetThatIsNamedIsRead() throws IOException {
        String text = "<?xml version='1.0' encoding='ISO-8859-1'?><graphml><graph><node id='café'/><node id='q'/>"
                + "<edge source='café' target='q'/></graph></graphml>";
        Path file = Files.write(folder.resolve("net.graphml"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(GraphFormats.read(file).names().find("café")).isZero();
    }

    @Test
    void lettersOfAllLengthsPassWhole() throws IOException {
        NetworkGraph net = read("<graph><node id='é\u4E2D\uD83D\uDE00'/><node id='q'/>"
                + "<edge source='é\u4E2D\uD83D\uDE00' target='q'/></graph>");
        assertThat(net.names().find("é\u4E2D\uD83D\uDE00")).isZero();
    }

    @Test
    void controlCharactersThatXmlOfOneOneAllowsAreRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("net.graphml"),
                "<?xml version='1.1'?><graphml><graph><node id='a&#27;[2J'/><node id='q'/>"
                        + "<edge source='q' target='q'/></graph></graphml>");
        assertThatThrownBy(() -> GraphFormats.read(file)).hasMessageContaining("XML 1.1 is not read");
    }

    @Test
    void columnsAreRefusedWhereThereAreNone() {
        assertThatThrownBy(() -> GraphFormats.read(INPUTS.resolve("host-text.graphml"), EdgeColumns.parse("2")))
                .hasMessageContaining("--columns is about edge lists");
    }

    private static String printedDuring(Supplier<?> work) {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            work.get();
        } finally {
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private NetworkGraph read(String body) throws IOException {
        return GraphFormats.read(
                Files.writeString(folder.resolve("net.graphml"), "<graphml>\n" + body + "</graphml>\n"));
    }
}
