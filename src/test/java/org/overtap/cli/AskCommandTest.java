package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeRow;
import org.overtap.record.query.ask.MadeTalk;
import org.overtap.record.table.Column;
import org.overtap.topology.file.JsonDocument;

/** {@code overtap flows DIR --ask ...} of a dataset with a scan, a beacon, a newcomer, a download, and people. */
class AskCommandTest {
    @TempDir
    static Path folder;

    private record Ran(int code, String out, String err) {
        JsonNode json() throws Exception {
            return JsonDocument.mapper().readTree(out);
        }
    }

    @BeforeAll
    static void write() throws Exception {
        MadeTalk talk = new MadeTalk();
        java.util.Random random = new java.util.Random(4);
        for (int i = 0; i < 600; i++) {
            talk.session(random.nextInt(900_000) / 1e3, 1 + i % 5, 32768 + i, 6 + i % 2, 443);
        }
        for (int i = 0; i < 30; i++) {
            talk.silent(300 + i, 8, 40000 + i, 40 + i, 22);
            talk.asked(20 + i * 30, 9, 50000 + i, 10, 4444);
            talk.row(i * 64, 0, 89, 1, 0, 2, 0, 1, 64)
                    .with(Column.SRC_PORT, null)
                    .with(Column.DST_PORT, null)
                    .with(Column.NOISE, "routing");
        }
        talk.row(700, 20, 6, 11, 443, 1, 50123, 700_000, 1_000_000_000L);
        talk.row(700, 20, 6, 1, 50123, 11, 443, 300_000, 12_000_000L);
        for (MadeRow row : talk.rows()) {
            row.with(Column.RUN, row.number(Column.FIRST) < MadeTalk.NOON + 600_000_000 ? "unmarked" : "second");
            row.with(Column.PROBE, "n1.eth1").with(Column.RECORDS, 1);
        }
        MadeDatasets.write(folder.resolve("ds"), talk.flows(9));
    }

    private static Ran run(String... words) {
        List<String> args =
                new ArrayList<>(List.of("flows", folder.resolve("ds").toString()));
        args.addAll(Arrays.asList(words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args.toArray(new String[0]), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "scans, 1 scan, 'horizontal  10.0.0.8  n8    TCP port 22     30'",
        "beacons, 1 beacon, '10.0.0.9  n9    10.0.0.10    n10   UDP    4444       30     30       0       0.0'",
        "new-peers, 1 new pair, '10.0.0.1  n1    10.0.0.11    n11   TCP     443  11-28 12:11:40.000      2'",
        "heavy, 1 heavy pair, 'pair   10.0.0.11 (n11)'"
    })
    void eachIsFoundWithItsEvidence(String pattern, String headline, String line) {
        Ran ran = run("--ask", pattern, "--exclude-noise");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("p/made: " + headline).contains(line);
        List<String> table =
                ran.out().lines().dropWhile(text -> !text.isEmpty()).skip(1).toList();
        assertThat(table.subList(0, table.size() - 3)).hasSizeGreaterThan(1).allMatch(text -> text.length() <= 132);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scans", "beacons", "new-peers", "heavy"})
    void aDocumentAndATableTellTheSameFindings(String pattern) throws Exception {
        JsonNode json =
                run("--ask", pattern, "--exclude-noise", "--format", "json").json();
        assertThat(json.path("schema").asText()).isEqualTo("overtap/flows/1");
        assertThat(json.path("view").asText()).isEqualTo("ask");
        assertThat(json.path("ask").asText()).isEqualTo(pattern);
        assertThat(json.path("sufficient").asBoolean()).isTrue();
        assertThat(json.path("thresholds").isObject()).isTrue();
        assertThat(json.path("findings").size())
                .isEqualTo(json.path("found").asInt())
                .isPositive();
        JsonNode first = json.path("findings").path(0);
        assertThat(first.path("segments").path(0).asText()).startsWith("lan");
        List<String> csv = run("--ask", pattern, "--exclude-noise", "--format", "csv")
                .out()
                .lines()
                .toList();
        assertThat(csv).hasSize(1 + json.path("found").asInt());
        List<String> titles = List.of(csv.get(0).split(",", -1));
        List<String> values = List.of(csv.get(1).split(",", -1));
        assertThat(values).hasSameSizeAs(titles);
        assertThat(values.get(titles.indexOf("src")))
                .isEqualTo(first.path("src").asText());
        assertThat(values.get(titles.indexOf("first")))
                .isEqualTo(first.path("first").asText());
    }

    @Test
    void filtersRunsAndNoiseConfineWhatIsLookedAt() throws Exception {
        assertThat(run("--ask", "beacons", "--format", "json")
                        .json()
                        .path("found")
                        .asInt())
                .as("with hellos")
                .isEqualTo(2);
        assertThat(run("--ask", "scans", "--filter", "not src node n8", "--format", "json")
                        .json()
                        .path("found")
                        .asInt(-1))
                .isZero();
        assertThat(run("--ask", "scans", "--run", "second", "--format", "json")
                        .json()
                        .path("found")
                        .asInt(-1))
                .isZero();
        Ran inRun = run("--ask", "new-peers", "--run", "second", "--since", "second");
        assertThat(inRun.out()).contains("note: nothing was measured before that");
        assertThat(run("--ask", "new-peers", "--since", "300s", "--exclude-noise")
                        .out())
                .startsWith("p/made: 1 new pair of ");
        assertThat(run("--ask", "scans", "--threshold", "hosts=31").out())
                .startsWith("p/made: no scan, of ")
                .contains("\njudged by: hosts=31, ports=15, packets=8, vain=0.5\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--ask worms; --ask worms is not known; known are scans, beacons, new-peers, heavy",
                "--ask scans --list; each are a question",
                "--ask scans -B; leave out -O and -B",
                "--ask scans --threshold beats=3; has no threshold beats; it has hosts=20 (",
                "--ask scans --threshold hosts=few; --threshold hosts is a number; not few",
                "--ask scans --threshold hosts=1; is a number from 2 to ",
                "--ask scans --since 5m; --since is a matter of --ask new-peers",
                "--ask new-peers --since baseline; no flow is of a run baseline; there are unmarked, second",
                "--threshold hosts=3; belongs to --ask",
                "--since 5m; belongs to --ask"
            })
    void whatCannotBeAskedIsRefusedWithWhatCan(String words, String said) {
        Ran ran = run(words.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(said);
        assertThat(ran.out()).isEmpty();
    }
}
