package org.overtap.overlay.flows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;
import org.overtap.topology.route.PathTracer;

/**
 * Along which family's routes flows between hosts are planned: along IPv4's where every host has an IPv4 address, else
 * along IPv6's where every host has one of these, else towards each host by what it has.
 */
public final class FlowFamilies {
    /** Tracing more pairs would take longer than the plan itself. */
    private static final int MOST_PAIRS = 20_000;

    private static final int MOST_NAMED = 5;

    private final Topology topology;
    private final Optional<IpFamily> shared;

    /** The choice for flows between these hosts. */
    public FlowFamilies(Topology topology, Collection<String> hosts) {
        this.topology = topology;
        this.shared = Arrays.stream(IpFamily.values())
                .filter(family -> hosts.stream().allMatch(host -> topology.node(host)
                        .flatMap(node -> node.address(family))
                        .isPresent()))
                .findFirst();
    }

    /** The address that stands for a host, if it has any. */
    public Optional<IpAddress> address(String host) {
        return topology.node(host).flatMap(node -> shared.isPresent() ? node.address(shared.get()) : node.address());
    }

    /** What to tell the user where IPv6 packets take another way than IPv4's, by the routes that the nodes told. */
    static List<String> notes(Topology topology, List<String> hosts) {
        PathTracer tracer = new PathTracer(topology);
        List<String> others = new ArrayList<>();
        int tried = 0;
        for (String from : hosts) {
            for (String to : hosts) {
                if (!from.equals(to) && ++tried <= MOST_PAIRS && differs(tracer, topology, from, to)) {
                    others.add(from + " to " + to);
                }
            }
        }
        if (others.isEmpty()) {
            return List.of();
        }
        String more = others.size() > MOST_NAMED ? " and " + (others.size() - MOST_NAMED) + " more" : "";
        return List.of("IPv6 packets take another way than IPv4's, along which flows are covered: "
                + String.join(", ", others.subList(0, Math.min(MOST_NAMED, others.size()))) + more);
    }

    private static boolean differs(PathTracer tracer, Topology topology, String from, String to) {
        Optional<List<Hop>> four = path(tracer, topology, from, to, IpFamily.V4);
        Optional<List<Hop>> six = path(tracer, topology, from, to, IpFamily.V6);
        return four.isPresent() && six.isPresent() && !six.get().isEmpty() && !six.equals(four);
    }

    private static Optional<List<Hop>> path(
            PathTracer tracer, Topology topology, String from, String to, IpFamily family) {
        return topology.node(from)
                .flatMap(node -> node.address(family))
                .flatMap(own -> topology.node(to).flatMap(node -> node.address(family)))
                .map(address -> tracer.trace(from, address));
    }
}
