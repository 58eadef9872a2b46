package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.topology.Samples;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

/** Nothing that the commands print moves a terminal's cursor, colours it, or turns what follows around. */
class TerminalWriterTest {
    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args, new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private Path saved(String from, String to) throws Exception {
        String text = JsonDocument.text(TopologyFile.document(Samples.lan(3)));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve("t.json"), text.replace(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void whatAFileSaysIsShownAsText(String format) throws Exception {
        Path file = saved("\"n1\"", "\"n\u202e1\u2066\"");
        Ran ran = run("plan", file.toString(), "--format", format);
        assertThat(ran.out() + ran.err())
                .doesNotContain("\u202e", "\u2066", "\u001b")
                .contains("202");
    }

    @Test
    void errorsAreShownAsText() {
        Ran ran = run("plan", "no\u001b[2Jsuch\u202efile");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("no\\x1b[2Jsuch\\u202efile").doesNotContain("\u001b", "\u202e");
        assertThat(run("plan", "x", "--fo\u001b[2J").err())
                .doesNotContain("\u001b")
                .contains("\\x1b[2J");
        assertThat(run("--debug", "plan", "\u001b[2J").err())
                .doesNotContain("\u001b")
                .contains("\\x1b[2J", "at org.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\u001b[31m", "\\u0085", "\\r"})
    void aNameThatIsMoreThanALineIsRefused(String control) throws Exception {
        Ran topology = run("plan", saved("\"n1\"", "\"n1" + control + "n9\"").toString());
        assertThat(topology.code()).isEqualTo(2);
        assertThat(topology.err())
                .containsPattern("t\\.json:\\d+:\\d+: .*control character")
                .hasLineCount(1);

        Path plan = folder.resolve("plan.json");
        run("plan", saved("\"n1\"", "\"n1\"").toString(), "-o", plan.toString());
        Files.writeString(
                plan, Files.readString(plan).replaceFirst("\"node\" ?: \"n\\d", "$0" + control.replace("\\", "\\\\")));
        Ran ran = run("deploy", plan.toString());
        assertThat(ran.err()).containsPattern("plan\\.json:\\d+:\\d+: .*control character");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void whatIsAskedInHelpAndAloneIsTheSame() {
        assertThat(run("lab").out()).isEqualTo(run("lab", "--help").out()).contains("Usage: overtap lab");
        assertThat(run().out()).isEqualTo(run("--help").out()).contains("Usage: overtap");
    }

    @Test
    void linesMayEndAsTheyDoElsewhere() {
        StringWriter shown = new StringWriter();
        PrintWriter out = TerminalWriter.before(new PrintWriter(shown));
        out.print("a\r");
        out.print("\nb\r");
        out.print("c\r\n\r");
        out.close();
        assertThat(shown).hasToString("a\r\nb\\x0dc\r\n\\x0d");
    }
}
