package org.overtap.overlay.flows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.overtap.overlay.cover.Candidates;
import org.overtap.overlay.plan.PlanException;
import org.overtap.placement.flows.FlowPaths;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Node;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;
import org.overtap.topology.route.Hop;

/**
 * Who passes what on the way between hosts: the topology's nodes as candidates, its paths as trees. Paths follow the
 * routes that the nodes told where these are known, else the fewest segments, ties going to the first name.
 */
final class RoutedTopology {
    /** Above this many table entries (targets times nodes) the trees would not fit. */
    private static final long MOST_ENTRIES = 60_000_000;

    private final Topology topology;
    private final Candidates candidates;
    private final List<String> names;
    private final List<String> ends;
    private final Map<Hop, Integer> hopIds = new LinkedHashMap<>();
    private final List<Hop> hops = new ArrayList<>();
    private final Map<String, SegmentVisibility> segments = new HashMap<>();
    private FlowTargets targets;
    private FlowPaths paths;

    private RoutedTopology(Topology topology, List<String> ends) {
        this.topology = topology;
        this.ends = ends;
        this.names = topology.nodes().stream().map(Node::name).toList();
        this.candidates = Candidates.of(topology);
        topology.segments().forEach(s -> segments.put(s.name(), SegmentVisibility.of(s)));
        check(ends.size());
    }

    private void check(long targets) {
        if (candidates.size() * targets > MOST_ENTRIES) {
            throw new PlanException("flow coverage between " + ends.size() + " hosts over " + names.size()
                    + " nodes is too large: name fewer hosts with --hosts, or cover links");
        }
    }

    /** The network for flows between these hosts. */
    static RoutedTopology of(Topology topology, List<String> ends) {
        RoutedTopology network = new RoutedTopology(topology, ends);
        Trees trees = network.routesRead()
                ? new ForwardingTrees(topology, network.names, network::hopId)
                : new ShortestPathTrees(topology, network.candidates.nodes(), network::hopId);
        int[] nodes = ends.stream().mapToInt(network.candidates.nodes()::get).toArray();
        network.targets = FlowTargets.of(
                topology, ends, trees, hops -> FlowTargets.used(hops, nodes, network.hopTo()), network::check);
        network.paths = new FlowPaths(
                network.candidates.size(),
                nodes,
                network.targets.hosts(),
                Arrays.stream(network.targets.hops()).map(network::widened).toArray(int[][]::new),
                network.hopTo(),
                network.hops.stream().map(network::standing).toArray(int[][]::new));
        return network;
    }

    private int[] hopTo() {
        return hops.stream()
                .mapToInt(hop -> candidates.nodes().get(hop.to().node()))
                .toArray();
    }

    /** Whether paths follow routes that the nodes told, not shortest paths. */
    boolean routesRead() {
        return !topology.routes().isEmpty();
    }

    FlowPaths paths() {
        return paths;
    }

    FlowTargets targets() {
        return targets;
    }

    List<String> ends() {
        return ends;
    }

    String name(int candidate) {
        return candidates.node(candidate);
    }

    /** From what a switch shows nothing departs. */
    private int[] widened(int[] hopOfNode) {
        int[] all = Arrays.copyOf(hopOfNode, candidates.size());
        Arrays.fill(all, hopOfNode.length, all.length, FlowPaths.NONE);
        return all;
    }

    private int hopId(Hop hop) {
        return hopIds.computeIfAbsent(hop, h -> {
            hops.add(h);
            return hops.size() - 1;
        });
    }

    /** Who sees a hop besides its two ends. */
    private int[] standing(Hop hop) {
        return seeing(hop)
                .filter(v -> !v.node().equals(hop.from().node())
                        && !v.node().equals(hop.to().node()))
                .mapToInt(candidates::at)
                .distinct()
                .toArray();
    }

    private Stream<VantagePoint> seeing(Hop hop) {
        return segments.get(hop.segment()).seeing(hop.from(), hop.to()).stream();
    }

    /**
     * The one interface at which a candidate counts flows from one end to a target: where they begin, else where they
     * first come in, so that a node that forwards does not count them again on the way out.
     */
    Endpoint counts(int candidate, int from, int to) {
        int at = paths.end(from);
        for (int hop = paths.hop(at, to); hop != FlowPaths.NONE; hop = paths.hop(at, to)) {
            Hop step = hops.get(hop);
            if (at == candidate) {
                return step.from();
            }
            at = paths.hopTo(hop);
            if (at == candidate) {
                return step.to();
            }
            if (Arrays.stream(standing(step)).anyMatch(v -> v == candidate)) {
                return port(candidate, step);
            }
        }
        throw new IllegalArgumentException(name(candidate) + " is not on that path");
    }

    private Endpoint port(int candidate, Hop hop) {
        return seeing(hop)
                .filter(v -> candidates.at(v) == candidate)
                .map(v -> new Endpoint(v.node(), v.iface()))
                .findFirst()
                .orElseThrow();
    }

    /** The hops from one end to a target. */
    List<Hop> path(int from, int to) {
        List<Hop> path = new ArrayList<>();
        int at = paths.end(from);
        for (int hop = paths.hop(at, to); hop != FlowPaths.NONE; hop = paths.hop(at, to)) {
            path.add(hops.get(hop));
            at = paths.hopTo(hop);
        }
        return path;
    }
}
