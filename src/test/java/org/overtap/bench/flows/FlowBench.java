package org.overtap.bench.flows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.overtap.record.reader.NfdumpFields;
import org.overtap.topology.file.JsonDocument;

/**
 * Makes datasets of stored records and asks one of them, by the program as a user starts it, beside nfdump. Each is done
 * twice and the better run counts, the large one once. What must be reached and is not is a fault.
 */
public final class FlowBench {
    private static final long RECORDS = 10_000_000;
    private static final int TIMES = 10;
    private static final long MOST_SECONDS = 1200;
    private static final double MOST_DATASET = 1.3;
    private static final double MOST_TOP = 3;
    private static final long MOST_MIB = 512;

    private final Path folder;
    private final Path launcher;
    private final List<FlowTiming> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private FlowBench(Path folder, Path launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    /**
     * What came of it.
     *
     * @param rows one for each task
     * @param faults what was not reached, a sentence each
     */
    public record Result(List<FlowTiming> rows, List<String> faults) {
        public Result {
            rows = List.copyOf(rows);
            faults = List.copyOf(faults);
        }
    }

    /** Takes a folder for its files, which it removes, and the program. */
    public static void main(String[] args) throws Exception {
        Result result = run(Path.of(args[0]), Path.of(args[1]));
        result.faults().forEach(System.out::println);
        System.exit(result.faults().isEmpty() ? 0 : 1);
    }

    /** Runs it where nfcapd and nfdump are installed. */
    public static Result run(Path folder, Path launcher) throws Exception {
        FlowBench bench = new FlowBench(folder, launcher.toAbsolutePath());
        remove(folder);
        if (!installed("nfcapd") || !installed("nfdump")) {
            return new Result(List.of(), List.of("flows were not measured: nfcapd and nfdump are not installed"));
        }
        System.out.println(FlowTiming.HEAD);
        try {
            bench.measure();
        } catch (IOException e) {
            bench.faults.add("flows were not measured to the end: " + e.getMessage());
        } finally {
            remove(folder);
        }
        return new Result(bench.rows, bench.faults);
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void measure() throws Exception {
        Path collected = folder.resolve("collected");
        StoredTraffic.Truth truth = StoredTraffic.make(collected, RECORDS);
        dataset(collected, RECORDS, truth, 2, 1);
        top(collected);
        Path large = folder.resolve("large");
        StoredTraffic.multiply(collected, large, TIMES);
        remove(folder.resolve("dataset"));
        dataset(large, RECORDS * TIMES, truth, 1, TIMES);
    }

    private void dataset(Path collected, long records, StoredTraffic.Truth truth, int runs, int times)
            throws Exception {
        Path out = folder.resolve("dataset");
        WholeRun print = null;
        WholeRun make = null;
        for (int i = 0; i < runs; i++) {
            print = better(print, nfdump(collected, "-q", "-N", "-6", "-o", NfdumpFields.format()));
            remove(out);
            make = better(make, overtap("dataset", collected.toString(), "-o", out.toString(), "--tables", "parquet"));
        }
        add(FlowTiming.of(
                "owner rule and Parquet", records, make, "print the same fields", print, MOST_DATASET, MOST_MIB));
        requireTruth(out, truth, times);
    }

    private void top(Path collected) throws Exception {
        WholeRun sum = null;
        WholeRun top = null;
        for (int i = 0; i < 2; i++) {
            sum = better(sum, nfdump(collected, "-s", "srcip/bytes"));
            top = better(top, overtap("flows", folder.resolve("dataset").toString()));
        }
        add(FlowTiming.of("top talkers of the dataset", RECORDS, top, "-s srcip/bytes", sum, MOST_TOP, MOST_MIB));
    }

    private void add(FlowTiming row) {
        rows.add(row);
        System.out.println(row.line());
        if (!row.reached()) {
            faults.add(row.task() + " of " + row.records() + " records: " + row.ratio() + " times nfdump, at most "
                    + row.mostRatio() + "; " + row.peakMiB() + " MiB, less than " + row.mostMiB());
        }
    }

    /** Speed is worth nothing if the sums are wrong. */
    private void requireTruth(Path dataset, StoredTraffic.Truth truth, int times) throws IOException {
        JsonNode manifest =
                JsonDocument.mapper().readTree(dataset.resolve("dataset.json").toFile());
        for (JsonNode table : manifest.get("tables")) {
            if (table.get("name").asText().equals("flows")
                    && (table.get("packets").asLong() != truth.packets() * times
                            || table.get("bytes").asLong() != truth.bytes() * times)) {
                faults.add("the dataset of " + truth + " has " + table);
            }
        }
    }

    private static WholeRun better(WholeRun one, WholeRun other) {
        return one == null || other.seconds() < one.seconds() ? other : one;
    }

    private WholeRun nfdump(Path collected, String... how) throws Exception {
        List<String> argv = new ArrayList<>(
                List.of("nfdump", "-R", collected.resolve(BenchExperiment.FLOWS).toString()));
        argv.addAll(List.of(how));
        return WholeRun.of(Path.of("/dev/null"), MOST_SECONDS, argv);
    }

    private WholeRun overtap(String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of(launcher.toString()));
        argv.addAll(List.of(arguments));
        return WholeRun.of(folder.resolve(arguments[0] + ".out"), MOST_SECONDS, argv);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
