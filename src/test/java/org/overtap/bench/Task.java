package org.overtap.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.VertexCoverAlgorithm;
import org.jgrapht.alg.vertexcover.ClarksonTwoApproxVCImpl;
import org.jgrapht.alg.vertexcover.GreedyVCImpl;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultUndirectedGraph;
import org.overtap.cli.Main;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.compact.CompactPlanner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.PlacementAlgorithms;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.graph.GraphFormats;
import org.overtap.topology.graph.NetworkGraph;

/** The inside of one measured process: does one thing, and prints what it took as its last line. */
public final class Task {
    private static final String MARK = "BENCH ";

    /** The kinds of work, each given its arguments. */
    private static final Map<String, Function<List<String>, ObjectNode>> KINDS = Map.of(
            "reduce", Task::readAndReduce,
            "jgrapht-greedy", args -> jgrapht(args, GreedyVCImpl::new),
            "jgrapht-clarkson", args -> jgrapht(args, ClarksonTwoApproxVCImpl::new),
            "plan", Task::plan,
            "family", Task::family,
            "zoo", Task::zoo);

    private Task() {}

    /** Takes the kind and its arguments. */
    public static void main(String[] args) throws IOException {
        print(KINDS.get(args[0]).apply(List.of(args).subList(1, args.length)));
    }

    /** Prints the result with the memory that the process took. */
    static void print(ObjectNode result) throws IOException {
        System.out.println(MARK + result.put("peakMiB", peakMiB()));
    }

    /** The result among what such a process printed. */
    static Optional<ObjectNode> resultIn(List<String> lines) throws IOException {
        Optional<String> found =
                lines.stream().filter(line -> line.startsWith(MARK)).findFirst();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        (ObjectNode) JsonDocument.mapper().readTree(found.get().substring(MARK.length())));
    }

    private static ObjectNode readAndReduce(List<String> args) {
        long start = System.nanoTime();
        NetworkGraph drawing = GraphFormats.read(Path.of(args.get(0)));
        PlanOptions usual = PlanOptions.DEFAULT;
        PlanOptions reduce = new PlanOptions(
                "reduce",
                usual.seconds(),
                usual.excluded(),
                usual.only(),
                usual.probe(),
                usual.collector(),
                usual.port(),
                usual.timing(),
                usual.free());
        CompactPlan plan = CompactPlanner.lightweight(drawing, reduce, InstrumentCatalogue.builtIn());
        OverlayPlan.Bound bound = plan.head().bound();
        return result(start, bound.cost(), bound.lowerBound());
    }

    /** The file is read beforehand: what counts is to build the graph and to cover it. */
    private static ObjectNode jgrapht(
            List<String> args, Function<Graph<Integer, DefaultEdge>, VertexCoverAlgorithm<Integer>> algorithm) {
        NetworkGraph drawing = GraphFormats.read(Path.of(args.get(0)));
        long start = System.nanoTime();
        Graph<Integer, DefaultEdge> graph = new DefaultUndirectedGraph<>(DefaultEdge.class);
        for (int node = 0; node < drawing.nodes(); node++) {
            graph.addVertex(node);
        }
        for (int link = 0; link < drawing.links(); link++) {
            graph.addEdge(drawing.from(link), drawing.to(link));
        }
        int probes = algorithm.apply(graph).getVertexCover().size();
        return result(start, probes, -1);
    }

    /** The command itself; the parent measures the whole process, and reads the plan. */
    private static ObjectNode plan(List<String> args) {
        Path out = planOf(args.get(0));
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        PrintWriter err = new PrintWriter(System.err, true);
        long start = System.nanoTime();
        int code = Main.run(new String[] {"plan", args.get(0), "-o", out.toString()}, nowhere, err);
        if (code != 0) {
            throw new IllegalStateException("plan ended with " + code);
        }
        return result(start, 0, 0);
    }

    static Path planOf(String file) {
        return Path.of(file + ".plan.json");
    }

    /** The bound of a plan of any length: it stands after the probes, and the file need not be held. */
    static JsonNode boundIn(Path plan) {
        try (JsonParser json = new ObjectMapper().createParser(plan.toFile())) {
            json.nextToken();
            while (json.nextToken() != null) {
                if ("bound".equals(json.currentName())) {
                    json.nextToken();
                    return json.readValueAsTree();
                }
                json.nextToken();
                json.skipChildren();
            }
            throw new IllegalStateException(PlanFile.SCHEMA + " without a bound");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Solving only: the problem is built beforehand. Arguments: family, seconds on the clock. */
    private static ObjectNode family(List<String> args) {
        CoverProblem problem = BenchFamilies.named(args.get(0));
        Duration clock = Duration.ofSeconds(Integer.parseInt(args.get(1)));
        long start = System.nanoTime();
        Placement placement = PlacementAlgorithms.byName("exact").place(problem, new Limits(Long.MAX_VALUE, clock));
        return result(start, placement.cost(), placement.lowerBound());
    }

    private static ObjectNode zoo(List<String> args) {
        long start = System.nanoTime();
        long probes = 0;
        long bound = 0;
        for (Path map : maps(Path.of(args.get(0)))) {
            OverlayPlan plan = Planner.lightweight(
                    GraphFormats.read(map).topology(), PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
            probes += plan.bound().cost();
            bound += plan.bound().lowerBound();
        }
        return result(start, probes, bound);
    }

    static List<Path> maps(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".graphml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What took from that moment until now; -1 for what there is none of. */
    static ObjectNode result(long start, long probes, long bound) {
        return JsonDocument.mapper()
                .createObjectNode()
                .put("seconds", (System.nanoTime() - start) / 1e9)
                .put("probes", probes)
                .put("bound", bound);
    }

    /** Peak resident memory as Linux tells it, 0 elsewhere. */
    private static long peakMiB() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
