package org.overtap.topology.graph;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.Pseudograph;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * The JGraphT view of a topology, built in the paper's order (section 4): all nodes, then the links that the shapers
 * make, then the remaining links; what is already joined through a shaper is not joined again. A LAN without a shaper
 * before a member is a star around a vertex of the LAN's name in angle brackets.
 */
public final class TopologyGraph {
    private TopologyGraph() {}

    /** One edge: which segment it belongs to, and between which endpoints. */
    public record Edge(String segment, Endpoint from, Endpoint to) {}

    /** The graph over node names. */
    public static Graph<String, Edge> of(Topology topology) {
        Graph<String, Edge> graph = new Pseudograph<>(Edge.class);
        topology.nodes().forEach(node -> graph.addVertex(node.name()));
        Set<Endpoint> joined = new HashSet<>();
        for (Segment segment : topology.segments()) {
            segment.shapers().forEach(shaper -> addShaper(graph, segment, shaper, joined));
        }
        for (Segment segment : topology.segments()) {
            addRemaining(graph, segment, joined);
        }
        return graph;
    }

    /** The parts into which the experiment falls because no segment joins them, by their nodes' names; usually one. */
    public static List<Set<String>> parts(Topology topology) {
        Set<String> nodes = topology.nodes().stream().map(Node::name).collect(Collectors.toSet());
        return new ConnectivityInspector<>(of(topology))
                .connectedSets().stream()
                        .<Set<String>>map(TreeSet::new)
                        .peek(part -> part.retainAll(nodes))
                        .sorted(Comparator.comparing(part -> part.iterator().next()))
                        .toList();
    }

    /** The vertex that stands for a LAN's switch. */
    public static String switchOf(Segment lan) {
        return "<" + lan.name() + ">";
    }

    private static void addShaper(Graph<String, Edge> graph, Segment segment, Shaper shaper, Set<Endpoint> joined) {
        add(graph, segment, shaper.member(), new Endpoint(shaper.node(), shaper.near()));
        joined.add(shaper.member());
        Endpoint far = new Endpoint(shaper.node(), shaper.far());
        if (segment instanceof Link) {
            Endpoint other = segment.members().stream()
                    .map(Member::endpoint)
                    .filter(e -> !e.equals(shaper.member()))
                    .findFirst()
                    .orElseThrow();
            add(graph, segment, far, other);
            joined.add(other);
        } else {
            addToSwitch(graph, segment, far);
        }
    }

    private static void addRemaining(Graph<String, Edge> graph, Segment segment, Set<Endpoint> joined) {
        if (segment instanceof Link) {
            Endpoint a = segment.members().get(0).endpoint();
            if (!joined.contains(a)) {
                add(graph, segment, a, segment.members().get(1).endpoint());
            }
            return;
        }
        segment.members().stream()
                .map(Member::endpoint)
                .filter(e -> !joined.contains(e))
                .forEach(e -> addToSwitch(graph, segment, e));
    }

    private static void addToSwitch(Graph<String, Edge> graph, Segment segment, Endpoint endpoint) {
        graph.addVertex(switchOf(segment));
        graph.addEdge(endpoint.node(), switchOf(segment), new Edge(segment.name(), endpoint, endpoint));
    }

    private static void add(Graph<String, Edge> graph, Segment segment, Endpoint from, Endpoint to) {
        graph.addEdge(from.node(), to.node(), new Edge(segment.name(), from, to));
    }
}
