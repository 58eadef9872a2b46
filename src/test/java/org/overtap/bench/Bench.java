package org.overtap.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.overtap.placement.CoverProblem;
import org.overtap.topology.JsonDocument;

/**
 * The placement bench: every row in a JVM of its own, on the same generated files. Prints the table and writes
 * {@code bench.json} into the folder given as first argument; the second is the folder of zoo maps, which may be
 * absent.
 */
public final class Bench {
    private static final int MOST_MINUTES = 24;
    private static final int MOST_SECONDS_A_ROW = 240;
    private static final String OVERTAP_FLAGS =
            "-XX:+UseSerialGC -Xms32m -Xmn16m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:MaxRAMPercentage=70";
    private static final String JGRAPHT_FLAGS = "-XX:+UseParallelGC -XX:MaxRAMPercentage=70";
    private static final int MILLION = 1_000_000;

    private final Path folder;
    private final long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    private final List<Measured> rows = new ArrayList<>();

    private Bench(Path folder) {
        this.folder = folder;
    }

    /** Takes the output's folder and the zoo's. */
    public static void main(String[] args) throws Exception {
        Bench bench = new Bench(Files.createDirectories(Path.of(args[0]).resolve("bench")));
        System.out.println(Measured.HEAD);
        bench.peers();
        bench.families();
        bench.zoo(Path.of(args.length > 1 ? args[1] : "zoo"));
        double exponent = bench.growth();
        bench.write(Path.of(args[0]).resolve("bench.json"), exponent);
    }

    private void peers() throws Exception {
        for (int nodes : new int[] {100_000, MILLION}) {
            String file = edges(nodes).toString();
            run("ba", nodes, "overtap read + reduce", OVERTAP_FLAGS, "reduce", file);
            run("ba", nodes, "JGraphT build + GreedyVCImpl", JGRAPHT_FLAGS, "jgrapht-greedy", file);
            run("ba", nodes, "JGraphT build + ClarksonTwoApproxVCImpl", JGRAPHT_FLAGS, "jgrapht-clarkson", file);
        }
    }

    private void families() throws Exception {
        for (String family : BenchFamilies.provenNames()) {
            int size = BenchFamilies.named(family).candidates();
            run(family, size, "overtap exact, solving only", OVERTAP_FLAGS, "family", family, "30");
        }
        run("er4", 1000, "overtap exact, stopped after 10 s", OVERTAP_FLAGS, "family", "er4", "10");
        run("lanmesh", 100_000, "overtap exact, stopped after 60 s", OVERTAP_FLAGS, "family", "lanmesh", "60");
    }

    private void zoo(Path maps) throws Exception {
        String tool = "overtap read + plan, all maps";
        if (Files.isDirectory(maps)) {
            run("zoo", Task.maps(maps).size(), tool, OVERTAP_FLAGS, "zoo", maps.toString());
        } else {
            add(Measured.missing("zoo", 0, tool, "not run: no folder of maps (give it with -Dzoo=DIR)"));
        }
    }

    /** Whole processes of growing size; returns the exponent that fits them best. */
    private double growth() throws Exception {
        List<Measured> grown = new ArrayList<>();
        for (int nodes : new int[] {10_000, 31_623, 100_000, 316_228, MILLION}) {
            String file = edges(nodes).toString();
            grown.add(run("ba", nodes, "overtap plan, whole process", OVERTAP_FLAGS, "plan", file));
        }
        grown.removeIf(row -> !row.note().isEmpty());
        double exponent = Growth.exponent(
                grown.stream().mapToDouble(Measured::size).toArray(),
                grown.stream().mapToDouble(Measured::seconds).toArray());
        System.out.printf(Locale.ROOT, "whole process grows as n^%.2f%n", exponent);
        return exponent;
    }

    private Measured run(String family, long size, String tool, String flags, String... task) throws Exception {
        long left = Math.min(MOST_SECONDS_A_ROW, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()));
        if (left < 1) {
            return add(Measured.missing(family, size, tool, "not run: the bench's time is up"));
        }
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(flags, task))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread watchdog = new Thread(() -> endAfter(process, left));
        watchdog.setDaemon(true);
        watchdog.start();
        ObjectNode result = resultOf(process);
        double whole = (System.nanoTime() - start) / 1e9;
        if (process.waitFor() != 0 || result == null) {
            return add(Measured.missing(family, size, tool, whole >= left ? "over " + left + " s" : "failed"));
        }
        if (task[0].equals("plan")) {
            JsonNode bound = Task.boundIn(Task.planOf(task[1]));
            result.put("seconds", whole).set("probes", bound.get("cost"));
            result.set("bound", bound.get("lowerBound"));
        }
        return add(new Measured(
                family,
                size,
                tool,
                result.get("seconds").asDouble(),
                result.get("peakMiB").asLong(),
                result.get("probes").asLong(),
                result.get("bound").asLong(),
                ""));
    }

    private static void endAfter(Process process, long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(String flags, String... task) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Task.class.getName()));
        command.addAll(List.of(task));
        return command;
    }

    private static ObjectNode resultOf(Process process) throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String last = out.lines().filter(line -> line.startsWith(Task.MARK)).collect(Collectors.joining());
            return last.isEmpty()
                    ? null
                    : (ObjectNode) JsonDocument.mapper().readTree(last.substring(Task.MARK.length()));
        }
    }

    private Measured add(Measured row) {
        rows.add(row);
        System.out.println(row.line());
        return row;
    }

    private Path edges(int nodes) throws IOException {
        Path file = folder.resolve("ba-" + nodes + ".edges");
        if (!Files.exists(file)) {
            CoverProblem problem = Families.barabasiAlbert(nodes, 3, 1);
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
                for (int row = 0; row < problem.rows(); row++) {
                    int slot = problem.slotFrom(row);
                    out.print(problem.member(slot) + " " + problem.member(slot + 1) + "\n");
                }
            }
        }
        return file;
    }

    private void write(Path file, double exponent) throws IOException {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/bench/1");
        document.putObject("machine")
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("os", System.getProperty("os.name"));
        document.put("growthExponent", Math.round(exponent * 100) / 100.0);
        rows.forEach(document.putArray("rows")::addPOJO);
        JsonDocument.write(file, document);
    }
}
