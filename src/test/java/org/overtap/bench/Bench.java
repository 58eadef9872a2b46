package org.overtap.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.overtap.bench.flows.FlowBench;
import org.overtap.placement.CoverProblem;
import org.overtap.topology.file.JsonDocument;

/**
 * The placement bench: every row in a JVM of its own, on the same generated files, then the kernels by JMH; and the bench
 * of flows. Prints the tables and writes {@code bench.json}. Ends with 1 when a bound contradicts an answer, the kernels
 * were not measured or flows took longer than they may.
 */
public final class Bench {
    private static final int MOST_MINUTES = 24;
    private static final int MOST_SECONDS_A_ROW = 240;
    private static final String OVERTAP_FLAGS =
            "-XX:+UseSerialGC -Xms32m -Xmn16m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:MaxRAMPercentage=70";
    private static final String JGRAPHT_FLAGS = "-XX:+UseParallelGC -XX:MaxRAMPercentage=70";
    private static final String OR_TOOLS = "org.overtap.bench.OrToolsTask";
    /** Loading the natives makes an unrelated library on the class path log what it found. */
    private static final String OR_TOOLS_FLAGS = JGRAPHT_FLAGS + " -Djava.util.logging.config.file=/dev/null";

    private static final String JMH = "org.openjdk.jmh.Main";
    private static final String JMH_LENGTH = "-f 2 -wi 2 -w 400ms -i 5 -r 200ms -foe true";
    private static final int MOST_SECONDS_OF_KERNELS = 600;
    private static final int MILLION = 1_000_000;

    private final Path folder;
    private final long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    private final List<Measured> rows = new ArrayList<>();

    private Bench(Path folder) {
        this.folder = folder;
    }

    /** Takes the folder of the output, that of zoo maps, which may be absent, and "with" where OR-Tools is there. */
    public static void main(String[] args) throws Exception {
        Bench bench = new Bench(Files.createDirectories(Path.of(args[0]).resolve("bench")));
        System.out.println(Measured.HEAD);
        bench.peers();
        bench.families();
        bench.zoo(Path.of(args[1]));
        if (args[2].equals("with")) {
            bench.judged();
        }
        double exponent = bench.growth();
        List<Kernel> kernels = bench.kernels();
        List<String> faults = new ArrayList<>(BoundCheck.faults(bench.rows));
        if (kernels.isEmpty()) {
            faults.add("the kernels were not measured: JMH failed or took too long, see " + bench.folder + "/jmh.txt");
        }
        FlowBench.Result flows = FlowBench.run(bench.folder.resolve("flows"), Path.of("overtap"));
        faults.addAll(flows.faults());
        faults.forEach(System.out::println);
        JsonDocument.write(
                Path.of(args[0]).resolve("bench.json"),
                BenchDocument.of(bench.rows, exponent, kernels, flows.rows(), faults));
        System.exit(faults.isEmpty() ? 0 : 1);
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

    /** Problems that other solvers are asked about too, with the same time for all. */
    private void judged() throws Exception {
        for (String name : BenchFamilies.judgedNames()) {
            String family = BenchFamilies.familyOf(name);
            int size = BenchFamilies.named(name).candidates();
            run(family, size, "overtap exact, stopped after 60 s", OVERTAP_FLAGS, "family", name, "60");
            for (String solver : List.of("SCIP", "CP-SAT")) {
                String tool = "OR-Tools " + solver + ", stopped after 60 s";
                runIn(OR_TOOLS, family, size, tool, OR_TOOLS_FLAGS, solver, name, "60");
            }
        }
    }

    /** What JMH says of the parts. */
    private List<Kernel> kernels() throws Exception {
        Path scores = folder.resolve("jmh.json");
        Files.deleteIfExists(scores);
        List<String> arguments = new ArrayList<>(
                List.of("-rf", "json", "-rff", scores.toString(), "-o", folder.resolve("jmh.txt") + ""));
        arguments.addAll(List.of(JMH_LENGTH.split(" ")));
        boolean good = Jvm.run(secondsLeft(MOST_SECONDS_OF_KERNELS), "-Djmh.ignoreLock=true", JMH, arguments)
                .good();
        if (!good || !Files.exists(scores)) {
            return List.of();
        }
        List<Kernel> kernels = KernelScores.of(JsonDocument.mapper().readTree(scores.toFile()));
        System.out.println(Kernel.HEAD);
        kernels.forEach(kernel -> System.out.println(kernel.line()));
        return kernels;
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
        return runIn(Task.class.getName(), family, size, tool, flags, task);
    }

    private Measured runIn(String mainClass, String family, long size, String tool, String flags, String... task)
            throws Exception {
        long left = secondsLeft(MOST_SECONDS_A_ROW);
        if (left < 1) {
            return add(Measured.missing(family, size, tool, "not run: the bench's time is up"));
        }
        Jvm.Ended ended = Jvm.run(left, flags, mainClass, List.of(task));
        Optional<ObjectNode> result = Task.resultIn(ended.lines());
        if (!ended.good() || result.isEmpty()) {
            return add(
                    Measured.missing(family, size, tool, ended.seconds() >= left ? "over " + left + " s" : "failed"));
        }
        if (task[0].equals("plan")) {
            JsonNode bound = Task.boundIn(Task.planOf(task[1]));
            result.get().put("seconds", ended.seconds()).set("probes", bound.get("cost"));
            result.get().set("bound", bound.get("lowerBound"));
        }
        return add(Measured.of(family, size, tool, result.get()));
    }

    private long secondsLeft(long most) {
        return Math.min(most, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()));
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
}
