package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overtap.record.dataset.DatasetSamples.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.record.table.Column;

/**
 * A dataset, and what must be found in it by whoever opens it as its README says.
 *
 * @param folder where it is
 * @param talkers the ten pairs of addresses with most bytes: source, destination and bytes, with tabs between
 * @param segments what each segment carried, by both tables, likewise, most first
 */
record OpenedDataset(Path folder, List<String> talkers, List<String> segments) {
    private static final long LONGEST_SECONDS = 300;

    /** One with some thousand rows, in the forms that are given. */
    static OpenedDataset made(Path folder, Set<TableForm> forms) throws IOException {
        Random random = new Random(5);
        List<DatasetSamples.Row> flows = rows(random, 3000);
        List<DatasetSamples.Row> crossings = rows(random, 700);
        DatasetSamples.write(folder, forms, flows, crossings);
        Map<String, Long> pairs = new TreeMap<>();
        Map<String, Long> carried = new TreeMap<>();
        flows.forEach(row -> {
            pairs.merge(row.text(Column.SRC) + "\t" + row.text(Column.DST), row.number(Column.BYTES), Long::sum);
            carried.merge(row.text(Column.SEGMENT), row.number(Column.BYTES), Long::sum);
        });
        crossings.forEach(row -> carried.merge(row.text(Column.SEGMENT), row.number(Column.BYTES), Long::sum));
        return new OpenedDataset(folder, most(pairs, 10), most(carried, carried.size()));
    }

    private static List<DatasetSamples.Row> rows(Random random, int count) {
        List<DatasetSamples.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DatasetSamples.Row row = flow(
                    "n" + random.nextInt(3) + ".eth1",
                    "10.0.0." + random.nextInt(9),
                    random.nextInt(3) == 0 ? "fd00::" + (1 + random.nextInt(9)) : "10.0.1." + random.nextInt(9),
                    1 + random.nextInt(9),
                    random.nextInt(1_000_000_000));
            row.values().put(Column.SEGMENT, random.nextInt(4) == 0 ? "core, or \"backbone\"" : "lan0");
            row.values().put(Column.FIRST, row.number(Column.FIRST) + random.nextInt(1 << 30) * 4L);
            rows.add(row);
        }
        return rows;
    }

    private static List<String> most(Map<String, Long> sums, int count) {
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .map(entry -> entry.getKey() + "\t" + entry.getValue())
                .toList();
    }

    /** The lines of its README that open it in that program. */
    String lines(String program) throws IOException {
        String readme = Files.readString(folder.resolve("README.md"));
        Matcher block = Pattern.compile("### " + program + "\n(?:(?!###).)*?```[a-z]*\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).as("the README has lines for " + program).isTrue();
        return block.group(1);
    }

    /**
     * What a program prints that is started in its folder and given that to read.
     *
     * @param more variables of its environment
     */
    String printed(List<String> words, String input, Map<String, String> more) throws Exception {
        Path in = Files.createTempFile("in", null);
        Path err = Files.createTempFile("err", null);
        Path out = Files.createTempFile("out", null);
        try {
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(more);
            Process process = builder.start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String errors = Files.readString(err, StandardCharsets.UTF_8);
            assertThat(ended).as(errors).isTrue();
            assertThat(process.exitValue()).as(errors).isZero();
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            Files.delete(in);
            Files.delete(err);
            Files.delete(out);
        }
    }

    /** That a program printed what is in it: first those who talked most, then what each segment carried. */
    void requireFound(String printed) {
        String[] results = printed.split("\n\n");
        assertThat(results).hasSizeGreaterThanOrEqualTo(2);
        assertThat(results[0].lines()).containsExactlyElementsOf(talkers);
        assertThat(results[1].lines()).containsExactlyElementsOf(segments);
    }
}
