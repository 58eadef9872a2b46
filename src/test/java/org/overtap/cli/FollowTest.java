package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
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

    /** Takes what is printed, until nobody reads on. */
    private static final class Reader extends Writer {
        private final StringBuffer text = new StringBuffer();
        private volatile boolean gone;

        @Override
        public void write(char[] chars, int from, int length) throws IOException {
            if (gone) {
                throw new IOException("nobody reads on");
            }
            text.append(chars, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        private void await(Predicate<String> wanted) throws InterruptedException {
            long end = System.nanoTime() + 60_000_000_000L;
            while (!wanted.test(text.toString())) {
                assertThat(System.nanoTime()).as(text.toString()).isLessThan(end);
                Thread.sleep(20);
            }
        }
    }

    @Test
    void whatComesIsToldALineAndAddsUpAndAFolderThatIsGoneIsWaitedFor() throws Exception {
        Path more = home.resolve("more");
        MadeDatasets.write(more, MORE);
        Reader out = new Reader();
        Reader err = new Reader();
        String[] args = {"flows", dataset().toString(), "--follow", "--every", "1s", "--format", "json"};
        CompletableFuture<Integer> running =
                CompletableFuture.supplyAsync(() -> Main.run(args, new PrintWriter(out), new PrintWriter(err)));
        out.await(text -> text.endsWith("\n"));
        Files.move(dataset(), home.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
        err.await(text -> text.contains("this time nothing could be read, and it goes on: "));
        Files.move(more, dataset(), StandardCopyOption.ATOMIC_MOVE);
        out.await(text -> text.lines().count() == 3);
        out.gone = true;
        assertThat(running.get()).as("nobody reads on").isEqualTo(1);

        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.text.toString().lines().toList()) {
            lines.add(JsonDocument.mapper().readTree(line));
        }
        assertThat(lines).allMatch(line -> line.path("schema").asText().equals("overtap/flows-news/1"));
        assertThat(lines.get(0).has("since")).isFalse();
        assertThat(lines.get(2).path("since")).isEqualTo(lines.get(1).path("at"));
        assertThat(bytes(lines.get(0))).isEqualTo(bytes(FEW));
        assertThat(bytes(lines.get(2))).isEqualTo(bytes(MORE));
        Map<String, Long> added = new TreeMap<>();
        lines.forEach(line -> line.path("segments")
                .forEach(its -> added.merge(
                        its.path("segment").asText(),
                        its.path("new").path("bytes").asLong(),
                        Long::sum)));
        assertThat(added).isEqualTo(bytes(MORE));
    }

    private static Map<String, Long> bytes(JsonNode line) {
        Map<String, Long> told = new TreeMap<>();
        line.path("segments")
                .forEach(its ->
                        told.put(its.path("segment").asText(), its.path("bytes").asLong()));
        return told;
    }

    @Test
    void forPeopleEachTimeStandsBelowTheOneBefore() {
        Ran ran = run("--every", "1s", "--for", "5s", "--filter", "segment lan0");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 100);
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
