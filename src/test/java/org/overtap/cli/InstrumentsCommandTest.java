package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.topology.file.JsonDocument;

/** {@code overtap instruments}: what is known of instruments, and what goes with what. */
class InstrumentsCommandTest {
    private record Ran(int code, String out, String err) {}

    private static Ran run(String... words) {
        List<String> args = new ArrayList<>(List.of("instruments"));
        args.addAll(List.of(words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    static Stream<String> names() {
        return InstrumentCatalogue.builtIn().all().stream().map(Instrument::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsExplained(String name) throws Exception {
        Ran ran = run(name);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith(name + ", a ")
                .contains("\n  tried ", "\n  packages ", "\n  records ", "\n  keeps ", "\n  counters ")
                .containsPattern("\n  (starts|sets|mirrors) ");
        JsonNode document =
                JsonDocument.mapper().readTree(run(name, "--format", "json").out());
        assertThat(document.at("/instrument/name").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow-tools", "silk", "sflowtool", "yaf", "zeek"})
    void whatWasNeverTriedSaysSo(String name) {
        assertThat(run(name).out()).contains("\n  tried      untested here\n");
        assertThat(run().out().lines().filter(line -> line.startsWith(name + " ")))
                .first()
                .asString()
                .contains("(untested here)");
    }

    @Test
    void whatWasTriedOnLinuxAloneSaysThatElsewhereItWasNot() {
        assertThat(run("pmacctd").out()).contains("\n  tried      on linux; untested on freebsd\n");
        assertThat(run("pmacctd").out()).contains("pkg: pmacct");
    }

    @Test
    void nobodyOfThatNameListsTheKnownOnes() {
        Ran ran = run("netflowd");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("no instrument is called netflowd; known are pmacctd, ");
        assertThat(run("pmacctd", "--matrix").code()).isEqualTo(2);
    }

    @Test
    void theMatrixSaysWhatGoesWithWhatAndWhyNot() {
        String text = run("--matrix").out();
        assertThat(text.lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.startsWith("pmacctd v9 ipv4 ipv6 ipv4 ipv6 - "))
                .anyMatch(line -> line.matches("pmacctd ipfix ipv4 ipv6 \\(\\d+\\) ipv4 ipv6 - .*"))
                .anyMatch(line -> line.matches("\\(\\d+\\) of a node one interface only: .*"))
                .anyMatch(line -> line.matches("pmacctd v5 ipv4 \\(\\d+\\) .*"))
                .anyMatch(line -> line.matches("pmacctd-sflow sflow - - ipv4 ipv6 .*"))
                .anyMatch(line -> line.matches("openvswitch-ipfix ipfix \\(\\d+\\) ipv4 ipv6 .*"))
                .anyMatch(line -> line.matches("\\(\\d+\\) v5 does not carry ipv6"))
                .anyMatch(line -> line.matches("\\(\\d+\\) nfcapd stores the totals of the whole bridge.*"))
                .contains("- they have no form in common")
                .anyMatch(line -> line.startsWith("silk is used only with --insist: nothing here reads"))
                .anyMatch(line -> line.startsWith("softflowd is used only with --insist: on a quiet link"));
    }

    @Test
    void theDocumentOfTheMatrixHasAReasonForEveryCellThatDoesNotWork() throws Exception {
        JsonNode cells = JsonDocument.mapper()
                .readTree(run("--matrix", "--format", "json").out())
                .path("cells");
        assertThat(cells).hasSizeGreaterThan(100);
        assertThat(StreamSupport.stream(cells.spliterator(), false))
                .allMatch(cell ->
                        cell.path("families").size() + cell.path("reasons").size() == 2);
        assertThat(StreamSupport.stream(cells.spliterator(), false)
                        .filter(cell -> cell.path("probe").asText().equals("pmacctd-sflow")
                                && cell.path("collector").asText().equals("nfcapd")))
                .singleElement()
                .satisfies(cell -> assertThat(cell.at("/reasons/ipv4").asText())
                        .isEqualTo("nfcapd does not take the sflow that pmacctd-sflow sends, it takes v5, v9, ipfix"));
    }
}
