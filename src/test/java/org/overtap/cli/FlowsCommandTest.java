package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.query.MadeRow;
import org.overtap.record.table.Column;
import org.overtap.topology.file.JsonDocument;

/** {@code overtap flows} of a dataset that lies on the disk. */
class FlowsCommandTest {
    private static final MadeFlows FLOWS = MadeFlows.random(11, 2000);

    @TempDir
    static Path dataset;

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {
        JsonNode json() throws Exception {
            return JsonDocument.mapper().readTree(out);
        }
    }

    @BeforeAll
    static void write() throws Exception {
        MadeDatasets.write(dataset.resolve("ds"), FLOWS);
    }

    private static Ran run(String... words) {
        List<String> args =
                new ArrayList<>(List.of("flows", dataset.resolve("ds").toString()));
        args.addAll(Arrays.asList(words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args.toArray(new String[0]), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private static long bytes(java.util.function.Predicate<MadeRow> of) {
        return FLOWS.flows().stream()
                .filter(of)
                .mapToLong(row -> row.number(Column.BYTES))
                .sum();
    }

    private static long sum(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.path(field).asLong())
                .sum();
    }

    @Test
    void withoutAQuestionItGivesTheTopTalkers() throws Exception {
        Ran ran = run();
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("p/made: the first 10 of 12 by source address, most bytes first\nfrom the dataset in ")
                .contains("counted: every flow once\n")
                .contains("gaps in sequence numbers, so records were lost on their way: n1.eth0 2\n")
                .contains(
                        "outage: collector on n3, from 2026-11-28T12:00:00Z, to 2026-11-28T12:01:00Z: nfcapd had died\n")
                .contains("\nSummary: total flows: 2000, total bytes: ");
        JsonNode json = run("--format", "json", "-n", "0").json();
        assertThat(json.path("schema").asText()).isEqualTo("overtap/flows/1");
        assertThat(json.path("by").asText()).isEqualTo("srcip");
        assertThat(json.path("top")).hasSize(12);
        assertThat(sum(json.path("top"), "bytes")).isEqualTo(bytes(row -> true));
        assertThat(json.path("summary").path("bytes").asLong()).isEqualTo(bytes(row -> true));
        assertThat(json.path("records").path("counted").asLong())
                .isEqualTo(FLOWS.flows().size() + FLOWS.crossings().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-s record -n 3",
                "-s record -B",
                "-s conversation/packets",
                "-s nodes -O flows",
                "-s ip",
                "--matrix node",
                "--matrix ip -O flows",
                "--every 30s",
                "--list",
                "--list -O bytes -n 4",
                "--list -B"
            })
    void everyViewFitsIntoAHundredColumns(String words) {
        Ran ran = run(words.split(" "));
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> table =
                ran.out().lines().dropWhile(line -> !line.isEmpty()).skip(1).toList();
        assertThat(table.subList(0, table.size() - 3)).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 100);
    }

    @Test
    void eachQuestionComesAsADocument() throws Exception {
        assertThat(run("-s", "record/packets", "-B", "--format", "json").json().path("top"))
                .hasSize(10)
                .allMatch(row -> row.path("back").has("flows"));
        JsonNode matrix = run("--matrix", "node", "--format", "json").json();
        assertThat(sum(matrix.path("top"), "bytes")).isEqualTo(bytes(row -> true));
        JsonNode series = run("--every", "30s", "--format", "json").json();
        assertThat(sum(series.path("series"), "bytes"))
                .isEqualTo(bytes(row -> true)
                        + FLOWS.crossings().stream()
                                .mapToLong(row -> row.number(Column.BYTES))
                                .sum());
        assertThat(run("--list", "--format", "json").json().path("list")).hasSize(2000);
    }

    @Test
    void aTableForOtherProgramsHasTitlesAndPlainNumbers() throws Exception {
        Ran ran = run("-s", "proto", "--format", "csv");
        assertThat(ran.out().lines().toList()).hasSize(4).first().isEqualTo("protocol,flows,packets,bytes,first,last");
        assertThat(ran.out()).contains("17,").doesNotContain(" M");
        Path file = folder.resolve("t.csv");
        Ran both = run("-s", "proto", "--csv", file.toString());
        assertThat(both.out()).startsWith("p/made: all 3 by protocol");
        assertThat(Files.readString(file)).isEqualTo(ran.out());
        Path out = folder.resolve("o.csv");
        assertThat(run("-s", "proto", "--format", "csv", "-o", out.toString()).out())
                .startsWith("p/made: all 3 by protocol");
        assertThat(Files.readString(out)).isEqualTo(ran.out());
    }

    @Test
    void filterRunAndNoiseTakeFlowsAway() throws Exception {
        JsonNode json = run(
                        "--filter",
                        "proto tcp and not node n1",
                        "--run",
                        "second",
                        "--exclude-noise",
                        "-n",
                        "0",
                        "--format",
                        "json")
                .json();
        assertThat(json.path("summary").path("bytes").asLong())
                .isEqualTo(bytes(row -> row.number(Column.PROTOCOL) == 6
                        && !"n1".equals(row.value(Column.SRC_NODE))
                        && !"n1".equals(row.value(Column.DST_NODE))
                        && row.text(Column.RUN).equals("second")
                        && !row.has(Column.NOISE)))
                .isPositive();
        assertThat(json.path("run").asText()).isEqualTo("second");
        assertThat(json.path("leftOut").path("noise").asLong()).isPositive();
    }

    @Test
    void aSegmentThatIsExcludedIsSaidToBeAndNotMissing() throws Exception {
        Ran ran = run("-s", "segment", "--exclude-segment", "lan2");
        assertThat(ran.out())
                .contains("\nexcluded: segment lan2\n")
                .contains("\nnothing was counted on: lan5\n")
                .doesNotContain("\nlan2 ");
        JsonNode json = run("-s", "segment", "--exclude-segment", "lan2", "--format", "json")
                .json();
        assertThat(json.path("excluded")).extracting(JsonNode::asText).containsExactly("lan2");
        assertThat(json.path("silent")).extracting(JsonNode::asText).containsExactly("lan5");
        assertThat(json.path("records").path("excluded").asLong()).isPositive();
    }

    @Test
    void aDatasetIsNeverMadeOfAFolderThatHasSomething() {
        StringWriter err = new StringWriter();
        int code = Main.run(
                new String[] {"dataset", dataset.resolve("ds").toString(), "-o", dataset.toString()},
                new PrintWriter(new StringWriter()),
                new PrintWriter(err));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--out: " + dataset + " has something in it: give a folder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--filter|proto foo; --filter, character 7: expected a protocol",
                "--filter|segment; the name of a segment",
                "-s|colour; known are srcip, dstip",
                "-s|srcip/size; an order is bytes, packets, flows, start; not size",
                "-s|srcip/start; bytes, packets or flows",
                "-s|segment|-B; --by record, pair or nodes",
                "-s|srcip|--list; ask one of them",
                "-s|srcip/bytes|-O|bytes; behind the slash",
                "--every|0s; --every 10s",
                "--every|fast; not fast",
                "--every|10s|-n|3; leave out -O, -n and -B",
                "--every|1us; --every",
                "--matrix|port; --matrix is node or ip",
                "--matrix|node|-B; leave out -n and -B",
                "--list|-O|flows; ordered by start, bytes or packets",
                "-n|-1; not -1",
                "--run|third; unmarked",
                "--exclude-segment|lan9; lan5",
                "--format|xml; text, json or csv",
            })
    void wrongQuestionsEndWithTwoAndSayWhatToAsk(String words, String said) {
        Ran ran = run(words.split("\\|"));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(said).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "pom.xml", "src"})
    void whatIsNoSourceEndsWithTwo(String source) {
        StringWriter err = new StringWriter();
        StringWriter out = new StringWriter();
        int code = Main.run(new String[] {"flows", source}, new PrintWriter(out), new PrintWriter(err));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(source).doesNotContain("Exception");
    }
}
