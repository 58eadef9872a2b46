package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.cli.option.ExitCode;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

class RewriteCommandTest {
    private static final String SCRIPT = "source tb_compat.tcl\r\nset ns [new Simulator]\r\n$ns run";

    @TempDir
    Path folder;

    private String script;
    private String topology;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void save() throws IOException {
        script = Files.writeString(folder.resolve("in.ns"), SCRIPT).toString();
        Path file = folder.resolve("topology.json");
        JsonDocument.write(file, TopologyFile.document(experiment()));
        topology = file.toString();
    }

    private static Topology experiment() {
        return new Topology(
                "p/e",
                List.of(node("a", "10.1.1.2"), node("b", "10.1.1.3"), node("tap-wan", "10.1.2.2")),
                List.of(
                        new Link("wan", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of()),
                        new Lan(
                                "office",
                                Medium.SWITCHED,
                                List.of(Member.plain("a", "eth2"), Member.plain("tap-wan", "eth1")),
                                List.of())),
                List.of());
    }

    private static Node node(String name, String address) {
        return new Node(
                name,
                Role.HOST,
                java.util.Optional.empty(),
                List.of(Interface.with("eth1", java.util.Optional.empty(), address + "/24"), Interface.named("eth2")));
    }

    private Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("rewrite", script));
        all.addAll(List.of(args));
        int code = Main.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void withoutSegmentsEverySegmentThatTheStyleFitsIsTapped() {
        Ran ran = run("--topology", topology, "--tap", "shaper");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("ovt_shaper $sim wan\r\n", "ovt_shaper $sim office\r\n")
                .endsWith(SCRIPT);
        assertThat(run("--topology", topology, "--tap", "bridge").out())
                .contains("ovt_bridge $sim wan tap-wan-2 wan-a wan-b \"a 10.1.1.2 b 10.1.1.3\"")
                .doesNotContain("$sim office");
    }

    @Test
    void undoGivesTheScriptBack() throws IOException {
        Path rewritten = folder.resolve("out.ns");
        Ran ran = run("--collector-node", "store", "--collector-os", "FBSD-STD", "-o", rewritten.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("with 0 taps and 1 added nodes");
        script = rewritten.toString();

        assertThat(run("--undo").out()).isEqualTo(SCRIPT);
    }

    @Test
    void bytesThatAreNoUtf8AreKeptInAFileAndNotPrinted() throws IOException {
        byte[] latin = "# r\u00e9seau\n$ns run\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(Path.of(script), latin);
        Path rewritten = folder.resolve("out.ns");

        assertThat(run("--collector-node", "store").err()).contains("not UTF-8");
        assertThat(run("--collector-node", "store", "-o", rewritten.toString()).code())
                .isZero();
        script = rewritten.toString();
        assertThat(run("--undo", "-o", rewritten.toString()).code()).isZero();
        assertThat(Files.readAllBytes(rewritten)).isEqualTo(latin);
    }

    @Test
    void aScriptThatWouldBeShownOtherwiseIsNotPrinted() throws IOException {
        byte[] hidden = "# \u202eabc\r\n$ns run\r\n".getBytes(StandardCharsets.UTF_8);
        Files.write(Path.of(script), hidden);
        Path rewritten = folder.resolve("out.ns");

        assertThat(run("--undo").err()).contains("control characters", "-o FILE");
        assertThat(run("--undo", "-o", rewritten.toString()).code()).isZero();
        assertThat(Files.readAllBytes(rewritten)).isEqualTo(hidden);
        Files.writeString(Path.of(script), "# abc\r\n\t$ns run\r\n");
        assertThat(run("--undo").out()).isEqualTo("# abc\r\n\t$ns run\r\n");
    }

    @Test
    void jsonTellsTheRequestAndTheScript() throws IOException {
        Ran ran = run(
                "--topology", topology, "--tap", "lan", "--segment", "wan", "--flooding", "wan", "--format", "json");
        JsonNode document = JsonDocument.mapper().readTree(ran.out());

        assertThat(document.path("schema").asText()).isEqualTo("overtap/rewrite/1");
        assertThat(document.path("taps").path(0).path("style").asText()).isEqualTo("lan");
        assertThat(document.path("script").asText()).endsWith(SCRIPT);
    }

    @Test
    void whatCannotBeEndsWithTwoAndSaysWhatToDo() {
        assertRefused("nothing to do");
        assertRefused("--tap needs --topology", "--tap", "shaper");
        assertRefused(
                "known are bridge, bridge-lan, lan, member-shaper, shaper", "--topology", topology, "--tap", "hub");
        assertRefused("no segment x, only office, wan", "--topology", topology, "--tap", "shaper", "--segment", "x");
        assertRefused("--flooding wan", "--topology", topology, "--tap", "lan");
        assertRefused("is a LAN", "--topology", topology, "--tap", "bridge", "--segment", "office");
        assertRefused("a node of the experiment is called A", "--topology", topology, "--collector-node", "A");
        script = folder.resolve("none.ns").toString();
        assertRefused("no such script", "--undo");
    }

    private void assertRefused(String why, String... args) {
        Ran ran = run(args);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(why);
    }
}
