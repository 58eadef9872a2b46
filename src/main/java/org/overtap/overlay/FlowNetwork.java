package org.overtap.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.placement.FlowPaths;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Hop;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * Who passes what on the way between hosts: the topology's nodes as candidates, its paths as trees. Paths follow the
 * routes that the nodes told where these are known, else the fewest segments, ties going to the first name.
 */
final class FlowNetwork {
    /** Above this many table entries (destinations times nodes) the trees would not fit. */
    private static final long MOST_ENTRIES = 60_000_000;

    private final Topology topology;
    private final List<String> names;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> ends;
    private final Map<Hop, Integer> hopIds = new LinkedHashMap<>();
    private final List<Hop> hops = new ArrayList<>();
    private final Map<String, Segment> segments = new HashMap<>();
    private FlowPaths paths;

    private FlowNetwork(Topology topology, List<String> ends) {
        this.topology = topology;
        this.ends = ends;
        this.names = topology.nodes().stream().map(Node::name).toList();
        names.forEach(name -> ids.put(name, ids.size()));
        topology.segments().forEach(s -> segments.put(s.name(), s));
        if ((long) names.size() * ends.size() > MOST_ENTRIES) {
            throw new PlanException("flow coverage between " + ends.size() + " hosts over " + names.size()
                    + " nodes is too large: name fewer hosts with --hosts, or cover links");
        }
    }

    /** The network for flows between these hosts. */
    static FlowNetwork of(Topology topology, List<String> ends) {
        FlowNetwork network = new FlowNetwork(topology, ends);
        int[][] towards = network.routesRead()
                ? new RoutedTrees(topology, network.names, network::hopId).towards(ends)
                : new ShortestTrees(topology, network.ids, network::hopId).towards(ends);
        network.paths = new FlowPaths(
                network.names.size(),
                ends.stream().mapToInt(network.ids::get).toArray(),
                towards,
                network.hops.stream()
                        .mapToInt(hop -> network.ids.get(hop.to().node()))
                        .toArray(),
                network.hops.stream().map(network::standing).toArray(int[][]::new));
        return network;
    }

    /** Whether paths follow routes that the nodes told, not shortest paths. */
    boolean routesRead() {
        return !topology.routes().isEmpty();
    }

    FlowPaths paths() {
        return paths;
    }

    List<String> ends() {
        return ends;
    }

    String name(int candidate) {
        return names.get(candidate);
    }

    private int hopId(Hop hop) {
        return hopIds.computeIfAbsent(hop, h -> {
            hops.add(h);
            return hops.size() - 1;
        });
    }

    /** Who sees a hop besides its two ends: shapers before them, and everybody where the segment floods. */
    private int[] standing(Hop hop) {
        Segment segment = segments.get(hop.segment());
        List<String> seers = new ArrayList<>();
        for (Shaper shaper : segment.shapers()) {
            if (segment.medium() != Medium.SWITCHED
                    || shaper.member().equals(hop.from())
                    || shaper.member().equals(hop.to())) {
                seers.add(shaper.node());
            }
        }
        if (segment.medium() == Medium.FLOODING) {
            segment.members().forEach(m -> seers.add(m.node()));
        }
        return seers.stream()
                .filter(n -> !n.equals(hop.from().node()) && !n.equals(hop.to().node()))
                .distinct()
                .mapToInt(ids::get)
                .toArray();
    }

    /**
     * The one interface at which a candidate counts flows from one end to another: where they begin, else where they
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
                return port(names.get(candidate), step);
            }
        }
        throw new IllegalArgumentException(names.get(candidate) + " is not on that path");
    }

    private Endpoint port(String node, Hop hop) {
        Segment segment = segments.get(hop.segment());
        for (Shaper shaper : segment.shapers()) {
            boolean before = segment.medium() != Medium.SWITCHED
                    || shaper.member().equals(hop.from())
                    || shaper.member().equals(hop.to());
            if (shaper.node().equals(node) && before) {
                return new Endpoint(node, shaper.near());
            }
        }
        return segment.members().stream()
                .map(Member::endpoint)
                .filter(e -> e.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    /** The hops from one end to another. */
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
