package org.overtap.placement;

import java.util.Map;
import java.util.function.Supplier;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultUndirectedGraph;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.overtap.bench.Families;
import org.overtap.placement.multicover.Incidence;

/** The problem that a kernel works on, and the same as JGraphT's graph: there a switched LAN is a link a pair. */
@State(Scope.Benchmark)
public class KernelInput {
    private static final Map<String, Supplier<CoverProblem>> PROBLEMS = Map.of(
            "ba-10000", () -> Families.barabasiAlbert(10_000, 3, 1),
            "grid-10000", () -> Families.grid(100),
            "lanmesh-10000", () -> Families.lanMesh(10_000, 4_000, 5, 1));

    /** Family and number of nodes. */
    @Param({"ba-10000", "grid-10000", "lanmesh-10000"})
    public String problem;

    CoverProblem cover;
    Incidence incidence;
    Graph<Integer, DefaultEdge> graph;

    @Setup
    public void make() {
        cover = PROBLEMS.get(problem).get();
        incidence = new Incidence(cover);
        graph = graphOf(cover);
    }

    static Graph<Integer, DefaultEdge> graphOf(CoverProblem cover) {
        Graph<Integer, DefaultEdge> graph = new DefaultUndirectedGraph<>(DefaultEdge.class);
        for (int node = 0; node < cover.candidates(); node++) {
            graph.addVertex(node);
        }
        for (int row = 0; row < cover.rows(); row++) {
            for (int a = cover.slotFrom(row); a < cover.slotTo(row); a++) {
                for (int b = a + 1; b < cover.slotTo(row); b++) {
                    graph.addEdge(cover.member(a), cover.member(b));
                }
            }
        }
        return graph;
    }
}
