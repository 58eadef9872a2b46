package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.topology.file.JsonDocument;

/** {@code overtap plan} of files that only draw a network. */
class PlanDrawingTest {
    private static final int COLUMNS = 300;

    @TempDir
    private Path folder;

    private record Ran(int code, String out, String err) {
        JsonNode document() throws IOException {
            return JsonDocument.mapper().readTree(out);
        }
    }

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args, new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void aSmallEdgeListIsPlannedLikeATopology() throws IOException {
        JsonNode plan =
                run("plan", small("hub a\nhub b\nhub c\n"), "--format", "json").document();
        assertThat(plan.at("/probes/0/node").asText()).isEqualTo("hub");
        assertThat(plan.at("/probes/0/interfaces")).hasSize(3);
        assertThat(plan.at("/collecting/binding").asText()).isEqualTo("capacity");
        assertThat(plan.has("abridged")).isFalse();
        assertThat(plan.at("/probes/0").has("why")).isFalse();
    }

    @Test
    void explainSaysWhyInTextAndDocument() throws IOException {
        String file = small("hub a\nhub b\nhub c\n");
        String why = "of the probes only this one completes link1 (hub a), link2 (hub b), link3 (hub c)";
        assertThat(run("plan", file, "--explain").out()).contains("hub: " + why);
        assertThat(run("plan", file, "--explain", "--format", "json")
                        .document()
                        .at("/probes/0/why")
                        .asText())
                .isEqualTo(why);
    }

    @Test
    void theCostOfProbesIsNotTakenForTheirNumber() throws IOException {
        String file = small("a b\nb c\nc d\n");
        assertThat(run("plan", file).out()).contains("probing nodes: 2, proven");
        assertThat(run("plan", file, "--cost", "b=0").out()).contains("probing nodes: 2 of cost 1, proven");
    }

    @Test
    void oneLanOfManyIsPlannedAsLarge() throws IOException {
        StringBuilder lan = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            lan.append('m').append(i).append(' ');
        }
        assertThat(run("plan", small(lan + "\n")).out()).contains("overlay of 10001 nodes and 1 segments");
    }

    @Test
    void whatIsMeasuredAndInWhichFormItTravelsIsSaidOfLargeAndSmall() throws IOException {
        StringBuilder large = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            large.append('a').append(i).append(" b").append(i).append('\n');
        }
        for (String edges : List.of("hub a\nhub b\n", large.toString())) {
            Ran ran = run("plan", small(edges), "--wire", "v5", "--filter", "not port 22");
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("records of pmacctd as v5\n")
                    .contains("only what this filter lets pass is measured: not port 22\n");
        }
    }

    @Test
    void aMistakeInAFileIsAnInputErrorWithItsPlace() throws IOException {
        Ran ran = run("plan", small("a b\nc\n"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("net.edges:2:1: only 'c' is named");
        assertThat(run("plan", small("a b\n"), "--collector-capacity", "0").code())
                .isEqualTo(2);
    }

    @Test
    void anExportOverTheControlNetworksLimitIsFoundWanting() throws IOException {
        Ran small = run("plan", small("a b\nb c\n"), "--control-mbit", "0.0001");
        assertThat(small.code()).isEqualTo(3);
        assertThat(small.err()).contains("plan with a longer --active-timeout, or a faster control network");
        Ran large = run("plan", grid(30), "--control-mbit", "0.0001");
        assertThat(large.code()).isEqualTo(3);
        assertThat(large.err()).contains("every interface is expected to export", "--control-mbit");
    }

    @Test
    void fewerNodesThanCollectorsAreFoundWanting() throws IOException {
        Ran ran = run("plan", small("a b\nb c\n"), "--collector-capacity", "9", "--exclude", "a,c");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("collectors are needed", "--collector-capacity");
    }

    @Test
    void anUnknownKindOfFileListsTheKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("net.txt"), "a b\n");
        assertThat(run("plan", file.toString()).err()).contains(".json", ".graphml", ".edges", ".edges.gz");
    }

    @Test
    void aLargeNetworkIsPlannedWholeAndListedShort() throws IOException {
        String file = grid(200);
        Ran text = run("plan", file);
        assertThat(text.code()).isZero();
        assertThat(text.out().lines().count()).isLessThan(20);
        assertThat(text.out())
                .contains(
                        "60000 nodes and 119500 segments",
                        "probing nodes: 30000, proven",
                        "the paper's greedy would take 30000");
        JsonNode plan = run("plan", file, "--format", "json").document();
        assertThat(plan.path("abridged").asBoolean()).isTrue();
        assertThat(plan.path("probes")).hasSize(30_000);
        assertThat(plan.at("/probes/0").has("interfaces")).isFalse();
        assertThat(plan.has("segments")).isFalse();
        assertThat(plan.at("/bound/proven").asBoolean()).isTrue();
        assertThat(plan.at("/coverage/observed").asLong()).isEqualTo(119_500);
        assertThat(plan.path("collectors").size())
                .isEqualTo(plan.at("/collecting/lowerBound").asInt());
    }

    @Test
    void aLargePlanInFullListsEverySegment() throws IOException {
        JsonNode plan = run("plan", grid(200), "--format", "json", "--full").document();
        assertThat(plan.has("abridged")).isFalse();
        assertThat(plan.path("segments")).hasSize(119_500);
        assertThat(plan.at("/probes/0/interfaces").size()).isPositive();
    }

    private String small(String text) throws IOException {
        return Files.writeString(folder.resolve("net.edges"), text).toString();
    }

    @Test
    void aNetworkBetweenIsListedInFullAndSummarisedInText() throws IOException {
        String file = grid(30);
        assertThat(run("plan", file).out()).contains("17670 segments").doesNotContain("--full");
        JsonNode plan = run("plan", file, "--format", "json").document();
        assertThat(plan.has("abridged")).isFalse();
        assertThat(plan.path("segments")).hasSize(17_670);
        assertThat(plan.at("/probes/0/interfaces").size()).isPositive();
    }

    @Test
    void whatOnlyTheUsualPlannerKnowsIsNotPassedOver() throws IOException {
        Ran ran = run("plan", grid(30), "--max-probes", "10");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("10");
    }

    @Test
    void whereNodesHaveNumbersForNamesTheirLabelsAreShown() throws IOException {
        String zoo = "src/test/resources/zoo/Abilene.graphml";
        assertThat(run("topology", zoo).out()).contains("0 (New York)");
        Ran text = run("plan", zoo, "--explain");
        JsonNode plan = run("plan", zoo, "--format", "json").document();
        String node = plan.at("/probes/0/node").asText();
        String label = plan.path("labels").path(node).asText();
        assertThat(label).isNotEmpty();
        assertThat(text.out()).contains(node + " (" + label + ")");
        assertThat(run("plan", small("a b\n"), "--format", "json").document().has("labels"))
                .isFalse();
    }

    @Test
    void aPlanWithLabelsIsReadAgain() throws IOException {
        Path file = folder.resolve("plan.json");
        run("plan", "src/test/resources/zoo/Abilene.graphml", "-o", file.toString());
        assertThat(PlanFile.read(file).probes()).isNotEmpty();
    }

    @Test
    void columnsAreChosenWhereTheUserSaysSo() throws IOException {
        String file = small("a b 10\nb c 10\n");
        Ran asked = run("plan", file);
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("is it a weight? --columns 2");
        assertThat(run("plan", file, "--columns", "2").out()).contains("coverage: 2 of 2 conversations");
        assertThat(run("topology", file, "--columns", "all").out()).contains("2 segments");
        assertThat(run("plan", file, "--columns", "none").code()).isEqualTo(2);
        assertThat(run("plan", "sample-topologies/three-node-lan", "--columns", "2")
                        .err())
                .contains("--columns is about edge lists");
    }

    @Test
    void theBillSaysThatNodesNoLongerShapeTheirOwnTraffic() {
        String sentence = "nodes that shape their own traffic stop doing so";
        assertThat(run("plan", "sample-topologies/end-node-shaping", "--mode", "heavyweight")
                        .out())
                .contains(sentence);
        assertThat(run("plan", "sample-topologies/mixed-lan", "--mode", "heavyweight")
                        .out())
                .doesNotContain(sentence);
    }

    /** That many by 300 nodes; 200 rows have 119,500 links, which are too many to list. */
    private String grid(int rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int node = row * COLUMNS + column;
                text.append(column + 1 < COLUMNS ? node + " " + (node + 1) + "\n" : "");
                text.append(row + 1 < rows ? node + " " + (node + COLUMNS) + "\n" : "");
            }
        }
        return small(text.toString());
    }
}
