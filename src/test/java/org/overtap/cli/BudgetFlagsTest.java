package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.topology.Samples;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

/** Flow coverage, budgets and limits as typed on the command line. */
class BudgetFlagsTest {
    @TempDir
    Path folder;

    private String lan;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void saveALanOfFour() throws Exception {
        Path file = folder.resolve("lan.json");
        JsonDocument.write(file, TopologyFile.document(Samples.lan(4)));
        lan = file.toString();
    }

    private Ran plan(String... flags) {
        List<String> args = new ArrayList<>(List.of("plan", lan));
        args.addAll(List.of(flags));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private static JsonNode json(Ran ran) throws Exception {
        return JsonDocument.mapper().readTree(ran.out());
    }

    @Test
    void flowsAreOwnedInTheDocument() throws Exception {
        Ran ran = plan("--cover", "flows", "--format", "json");
        JsonNode flows = json(ran).path("flows");
        assertThat(ran.code()).isZero();
        assertThat(flows.path("routes").asText()).isEqualTo("shortest-paths");
        assertThat(flows.path("pairs").asInt()).isEqualTo(12);
        assertThat(flows.path("owners")).hasSize(12);
        assertThat(flows.path("owners").get(0).fieldNames())
                .toIterable()
                .containsExactly("from", "to", "owner", "interface");
    }

    @Test
    void aPlanWithoutFlowsOrBudgetSaysNothingOfThem() throws Exception {
        assertThat(json(plan("--format", "json")).has("flows")).isFalse();
        assertThat(json(plan("--format", "json")).has("own")).isFalse();
    }

    @Test
    void theFrontierIsPrintedAndDrawn() throws Exception {
        Path svg = folder.resolve("curve.svg");
        Ran ran = plan("--frontier", "--tap", "member-shaper", "--svg", svg.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("0 is lightweight, the last line heavyweight");
        assertThat(Files.readString(svg)).startsWith("<svg");
        assertThat(plan("--frontier", "--tap", "member-shaper", "--format", "svg")
                        .out())
                .isEqualTo(Files.readString(svg));
    }

    @Test
    void aBudgetPlanTellsWhatIsLeftOnTheExperimentsOwnNodes() throws Exception {
        JsonNode own = json(plan("--extra-nodes", "1", "--tap", "member-shaper", "--format", "json"))
                .path("own");
        assertThat(own.path("cost").asInt()).isEqualTo(1);
        assertThat(own.path("proven").asBoolean()).isTrue();
    }

    @Test
    void moreInterfacesANodeTakeMoreOffTheExperiment() throws Exception {
        JsonNode plan =
                json(plan("--extra-nodes", "1", "--nics-per-node", "6", "--tap", "member-shaper", "--format", "json"));
        assertThat(plan.path("own").path("cost").asInt()).isZero();
        assertThat(plan.path("extra").path("nodes").asInt()).isEqualTo(1);
    }

    @Test
    void tooFewProbesAllowedEndsWithThreeAndTheReason() {
        Ran ran = plan("--max-probes", "2");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("3 nodes must run a probe and only 2 may");
    }

    @Test
    void cheapNodesDoNotBreakALimitThatFewerProbesKeep() throws Exception {
        Path star = folder.resolve("star.edges");
        Files.writeString(star, "hub a\nhub b\nhub c\n");
        lan = star.toString();
        Ran ran = plan("--cost", "hub=9", "--max-probes", "1");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("note: the cheapest plan would take 3 probes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--cost n1=-1 | cannot be negative",
                "--cost n1=x | NODE=N",
                "--cost n1=1,n1=2 | two costs",
                "--cost n9=1 | n9",
                "--only n1 --exclude n1 | contradict",
                "--hosts n1,n2 | need --cover flows",
                "--cover flows --hosts n1,zz | zz",
                "--cover flows --extra-nodes 1 | leave out --extra-nodes",
                "--cover flows --traffic /nonexistent | cannot be read",
                "--frontier --extra-nodes 1 | leave out --extra-nodes",
                "--svg x.svg | --frontier",
                "--format svg | --frontier",
                "--format xml | text, json or svg",
                "--frontier --svg /nonexistent/x.svg | no such folder",
                "--frontier --max-probes 1 | leave out --max-probes",
                "--frontier --explain | leave out --frontier",
                "--frontier --tap lan | vouch for what floods",
                "--extra-nodes 1 --nics-per-node 1 | two network interfaces",
                "--max-probes -1 | cannot be limited to -1",
                "--probe-cpu -1 | cannot be limited to -1",
            })
    void badInputEndsWithTwoAndSaysWhatIsWrong(String flags, String complaint) {
        Ran ran = plan(flags.strip().split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(complaint.strip());
    }

    @Test
    void aMalformedTrafficFileIsNamedWithItsLine() throws Exception {
        Path traffic = folder.resolve("traffic");
        Files.writeString(traffic, "# comment\nn1 n2 5\nn1 n3 many\n");
        Ran ran = plan("--cover", "flows", "--traffic", traffic.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(traffic + ":3: expected FROM TO AMOUNT");
    }

    @Test
    void trafficMovesTheLargestLoad() throws Exception {
        Path traffic = folder.resolve("traffic");
        Files.writeString(traffic, "n1 n2 5\nn2 n1 7\n");
        JsonNode flows = json(plan("--cover", "flows", "--traffic", traffic.toString(), "--format", "json"))
                .path("flows");
        assertThat(flows.path("maxLoad").asInt()).isBetween(7, 12);
    }
}
