package org.overtap.record.once;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;
import org.overtap.topology.route.PathTracer;

/** Which nodes have an address, and which way their packets take. */
final class FlowWays {
    private static final int MOST = 1 << 15;

    private final PathTracer tracer;
    private final Map<IpAddress, List<String>> nodes = new HashMap<>();
    private final Map<String, List<String>> segments = new HashMap<>();
    private final Map<Trip, Way> known = new HashMap<>();

    private record Trip(String from, IpAddress to) {}

    /**
     * The way that packets of a node take to an address.
     *
     * @param hops its hops, as far as routes tell
     * @param path its segments as a row tells them; null where no single way leads to a node that has the address
     */
    record Way(List<Hop> hops, String path) {
        /** The node at which it arrives; null where that is not known. */
        String last() {
            return path == null ? null : hops.get(hops.size() - 1).to().node();
        }

        /** The first of its hops on that segment; null if there is none. */
        Hop on(String segment) {
            for (Hop hop : hops) {
                if (hop.segment().equals(segment)) {
                    return hop;
                }
            }
            return null;
        }

        /** The next of its hops on the segment of that one; null if it does not come back there. */
        Hop again(Hop first) {
            for (int i = hops.indexOf(first) + 1; i < hops.size(); i++) {
                if (hops.get(i).segment().equals(first.segment())) {
                    return hops.get(i);
                }
            }
            return null;
        }
    }

    FlowWays(Topology topology) {
        tracer = new PathTracer(topology);
        topology.nodes().forEach(this::learn);
        for (Segment segment : topology.segments()) {
            Set<String> here = new LinkedHashSet<>();
            segment.members().forEach(member -> here.add(member.node()));
            here.forEach(node ->
                    segments.computeIfAbsent(node, n -> new ArrayList<>(2)).add(segment.name()));
        }
    }

    private void learn(Node node) {
        Set<IpAddress> its = new LinkedHashSet<>();
        node.interfaces()
                .forEach(port ->
                        port.addresses().stream().map(InterfaceAddress::ip).forEach(its::add));
        its.forEach(address ->
                nodes.computeIfAbsent(address, a -> new ArrayList<>(1)).add(node.name()));
    }

    /** The nodes that have that address: several where address spaces overlap. */
    List<String> nodes(IpAddress address) {
        return nodes.getOrDefault(address, List.of());
    }

    /** The segments that a node is on, by name. */
    List<String> segments(String node) {
        return segments.getOrDefault(node, List.of());
    }

    /** The way from a node to an address. */
    Way way(String from, IpAddress to) {
        Trip trip = new Trip(from, to);
        Way way = known.get(trip);
        if (way == null) {
            way = trace(from, to);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(trip, way);
        }
        return way;
    }

    private Way trace(String from, IpAddress to) {
        List<Hop> hops = new ArrayList<>();
        Set<String> passed = new HashSet<>();
        String at = from;
        for (Optional<Hop> hop = tracer.hop(at, to); hop.isPresent() && passed.add(at); hop = tracer.hop(at, to)) {
            hops.add(hop.get());
            at = hop.get().to().node();
        }
        boolean arrives = !hops.isEmpty() && nodes(to).contains(at);
        return new Way(
                List.copyOf(hops), arrives ? hops.stream().map(Hop::segment).collect(Collectors.joining(" ")) : null);
    }
}
