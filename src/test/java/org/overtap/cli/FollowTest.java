package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.table.Column;
import org.overtap.topology.file.JsonDocument;

/** {@code overtap flows --follow} of a folder that becomes another one meanwhile. */
class FollowTest {
    private static final MadeFlows FEW = MadeFlows.random(4, 100);
    private static final MadeFlows MORE = MadeFlows.random(4, 400);

    @TempDir
    Path home;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void write() throws Exception {
        MadeDatasets.write(dataset(), FEW);
    }

    private Path dataset() {
        return home.resolve("ds");
    }

    private Ran run(String... words) {
        List<String> args = new ArrayList<>(List.of("flows", dataset().toString(), "--follow"));
        args.addAll(List.of(words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private static Map<String, Long> bytes(MadeFlows flows) {
        return Stream.concat(flows.flows().stream(), flows.crossings().stream())
                .collect(Collectors.groupingBy(
                        row -> row.text(Column.SEGMENT),
                        TreeMap::new,
                        Collectors.summingLong(row -> row.number(Column.BYTES))));
    }

    private void grow() throws Exception {
        Path more = home.resolve("more");
        MadeDatasets.write(more, MORE);
        Thread.sleep(1200);
        Files.move(dataset(), home.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
        Thread.sleep(1200);
        Files.move(more, dataset(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void whatComesIsToldALineAndAddsUpAndAFolderThatIsGoneIsWaitedFor() throws Exception {
        CompletableFuture<Ran> running =
                CompletableFuture.supplyAsync(() -> run("--every", "1s", "--for", "5s", "--format", "json"));
        grow();
        Ran ran = running.get();
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("this time nothing could be read, and it goes on: ");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            lines.add(JsonDocument.mapper().readTree(line));
        }
        assertThat(lines)
                .hasSizeBetween(3, 6)
                .allMatch(line -> line.path("schema").asText().equals("overtap/flows-news/1"));
        assertThat(lines.get(0).has("since")).isFalse();
        Map<String, Long> added = new TreeMap<>();
        lines.forEach(line -> line.path("segments")
                .forEach(its -> added.merge(
                        its.path("segment").asText(),
                        its.path("new").path("bytes").asLong(),
                        Long::sum)));
        assertThat(added).isEqualTo(bytes(MORE));
        Map<String, Long> told = new TreeMap<>();
        lines.get(lines.size() - 1)
                .path("segments")
                .forEach(its ->
                        told.put(its.path("segment").asText(), its.path("bytes").asLong()));
        assertThat(told).isEqualTo(bytes(MORE));
        assertThat(lines.get(lines.size() - 1).path("since").asText())
                .isEqualTo(lines.get(lines.size() - 2).path("at").asText());
    }

    @Test
    void forPeopleEachTimeStandsBelowTheOneBefore() {
        Ran ran = run("--every", "1s", "--for", "1100ms", "--filter", "segment lan0");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(4).allMatch(line -> line.length() <= 100);
        assertThat(lines.get(0)).startsWith("p/made: what came to each segment");
        assertThat(lines.get(1)).startsWith("time      segment ");
        assertThat(lines.get(2)).matches("\\d\\d:\\d\\d:\\d\\d  lan0 .*");
        assertThat(lines.get(3)).endsWith("  nothing new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--list; --every alone",
                "-s dstip; --every alone",
                "-n 3; --every alone",
                "--every 500ms; 1s at least",
                "--for never; --for is a time",
                "-o x.json; leave out -o",
                "--format csv; --format csv prints the flows",
                "--run none; no run is called 'none'"
            })
    void whatDoesNotGoWithItIsRefused(String words, String because) {
        Ran ran = run(words.split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(because);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void forIsNothingWithoutIt() {
        StringWriter err = new StringWriter();
        int code = Main.run(
                new String[] {"flows", dataset().toString(), "--for", "5s"},
                new PrintWriter(new StringWriter()),
                new PrintWriter(err));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("give --follow, too");
    }
}
