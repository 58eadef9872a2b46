package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.topology.Samples;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

class CommandLineTest {
    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args, new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private String saved(int members) throws Exception {
        Path file = folder.resolve("t.json");
        JsonDocument.write(file, TopologyFile.document(Samples.lan(members)));
        return file.toString();
    }

    @Test
    void helpNamesEveryStageAndTheExitCodes() {
        Ran ran = run("--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("run", "plan", "deploy", "verify", "teardown", "lab", "demo", "Exit codes");
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() throws Exception {
        Ran ran = run("plan", saved(3), "--format", "json");
        JsonNode plan = JsonDocument.mapper().readTree(ran.out());
        assertThat(ran.code()).isZero();
        assertThat(plan.path("schema").asText()).isEqualTo("overtap/plan/1");
        assertThat(plan.path("probes")).hasSize(2);
        assertThat(plan.path("bound").path("proven").asBoolean()).isTrue();
        assertThat(plan.path("extra").path("free").isNull()).isTrue();
    }

    @Test
    void withAnOutFileTheDocumentGoesThereAndStdoutKeepsTheSummary() throws Exception {
        Path file = folder.resolve("plan.json");
        Ran ran = run("plan", saved(3), "--format", "json", "-o", file.toString());
        assertThat(ran.out()).startsWith("p/lan: lightweight overlay");
        assertThat(JsonDocument.mapper().readTree(Files.readString(file)).path("probes"))
                .hasSize(2);
    }

    @Test
    void aSavedTopologyIsASourceAndPrintsTheSameAgain() throws Exception {
        Path again = folder.resolve("again.json");
        Ran ran = run("topology", saved(4), "-o", again.toString());
        assertThat(ran.code()).isZero();
        assertThat(Files.readString(again)).isEqualTo(Files.readString(folder.resolve("t.json")));
    }

    @Test
    void whatCannotBeSeenEndsWithThree() throws Exception {
        Ran ran = run("plan", saved(3), "--exclude", "n1,n2");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).contains("nobody sees n1 <-> n2 on lan0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan nowhere",
                "plan",
                "plna x",
                "topology t.xyz",
                "verify nowhere:p/e",
                "verify emulab:noslash",
                "deploy emulab:p/e/f",
                "plan --exclude",
                "lab frobnicate",
                "deploy emulab:$(id)/e"
            })
    void wrongUsageEndsWithTwoAndAMessage(String line) {
        Ran ran = run(line.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotBlank().doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void aMalformedTopologyFileIsReportedWithFileLineAndColumn() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), "{\n  \"schema\": oops }");
        Ran ran = run("plan", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("bad.json:2:");
    }

    @Test
    void unknownNodesInstrumentsAndAlgorithmsListTheKnown() throws Exception {
        String file = saved(3);
        assertThat(run("plan", file, "--exclude", "nx").err()).contains("n1, n2, n3");
        assertThat(run("plan", file, "--probe", "nx").err()).contains("pmacctd");
        assertThat(run("plan", file, "--algorithm", "nx").err()).contains("greedy");
        assertThat(run("plan", file, "--algorithm", "nx").code()).isEqualTo(2);
    }

    @Test
    void withoutAConnectionTheErrorSaysHowToGiveOne() {
        Ran ran = run("topology", "emulab:p/e", "--cert", "x", "--ca", "y");
        if (System.getenv("OVERTAP_BOSS") == null) {
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).contains("--boss").contains("OVERTAP_BOSS").contains("--profile");
        }
    }

    @Test
    void anEmptyStateMeansNothingIsDeployed() {
        Ran ran = run(
                "verify", "emulab:p/e", "--state", folder.resolve("none.json").toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("nothing is deployed").contains("overtap deploy");
    }

    @Test
    void instrumentsAndTestbedsPrintTheirContracts() throws Exception {
        JsonNode instruments = JsonDocument.mapper()
                .readTree(run("instruments", "--format", "json").out());
        assertThat(instruments.path("instruments").get(0).path("formats").isArray())
                .isTrue();
        JsonNode testbeds = JsonDocument.mapper()
                .readTree(run("testbeds", "--format", "json").out());
        assertThat(testbeds.path("testbeds").get(0).path("support").asText()).isIn("live", "recorded", "untested");
    }

    @Test
    void whatAProbeMergesIsSaidByPlanAndByInstruments() throws Exception {
        String words = "pmacctd makes one record of packets that differ only in MAC addresses, type of service, ICMP";
        assertThat(run("plan", saved(3)).out()).contains("note: " + words);
        assertThat(run("instruments").out()).contains(words);
        JsonNode plan = JsonDocument.mapper()
                .readTree(run("plan", saved(3), "--format", "json").out());
        assertThat(plan.path("merges").path("pmacctd").toString()).isEqualTo("[\"macs\",\"tos\",\"icmp\"]");
        JsonNode instruments = JsonDocument.mapper()
                .readTree(run("instruments", "--format", "json").out());
        assertThat(instruments.path("instruments").get(0).path("merges"))
                .isEqualTo(plan.path("merges").path("pmacctd"));
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(run("generate-completion").out()).contains("teardown").contains("--format");
    }

    @Test
    void controlCharactersOfAFileDoNotReachTheTerminal() throws Exception {
        String text = Files.readString(Path.of(saved(3))).replace("\"n1\"", "\"n1\\u001b[31m\"");
        Path file = Files.writeString(folder.resolve("evil.json"), text);
        assertThat(run("topology", file.toString()).out()).doesNotContain("\u001b");
        assertThat(run("plan", file.toString()).out()).doesNotContain("\u001b");
    }

    @Test
    void namesWithShellMetacharactersAreOneWordInEveryRemoteAction() throws Exception {
        String odd = "n1;touch /tmp/x $(id) 'q'";
        assertThat(org.overtap.shell.ShellQuote.line(List.of("echo", odd)))
                .isEqualTo("echo 'n1;touch /tmp/x $(id) '\\''q'\\'''");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefusedBeforeAnyWork() throws Exception {
        Ran noFolder =
                run("plan", "emulab:p/e", "-o", folder.resolve("no/plan.json").toString());
        assertThat(noFolder.code()).isEqualTo(2);
        assertThat(noFolder.err()).contains("no such folder").doesNotContain("boss");
        Ran isFolder = run("plan", saved(3), "-o", folder.toString());
        assertThat(isFolder.code()).isEqualTo(2);
        assertThat(isFolder.err()).contains("it is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "list", "exec"})
    void everyLabCommandHasHelp(String command) {
        Ran ran = run("lab", command, "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Usage: overtap lab " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boss:abc", "boss:3069/x", "https://boss", "bo ss"})
    void aBossThatIsNoneIsRefused(String boss) {
        Ran ran = run("topology", "emulab:p/e", "--boss", boss, "--cert", "x", "--ca", "y");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(boss).contains("HOST:PORT");
    }
}
