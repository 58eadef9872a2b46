package org.overtap.overlay;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.overtap.placement.FlowPaths;
import org.overtap.topology.Hop;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Node;
import org.overtap.topology.PathTracer;
import org.overtap.topology.Topology;

/** Paths as the nodes' own routing tables send packets, towards the first address of each destination: of IPv4 where it has one. */
final class RoutedTrees {
    private final Topology topology;
    private final List<String> names;
    private final ToIntFunction<Hop> hopId;
    private final PathTracer tracer;

    RoutedTrees(Topology topology, List<String> names, ToIntFunction<Hop> hopId) {
        this.topology = topology;
        this.names = names;
        this.hopId = hopId;
        this.tracer = new PathTracer(topology);
    }

    /** For each end and each node the number of the hop towards that end. */
    int[][] towards(List<String> ends) {
        return ends.stream().map(this::tree).toArray(int[][]::new);
    }

    private int[] tree(String end) {
        Optional<IpAddress> address = topology.node(end).flatMap(Node::address);
        return names.stream()
                .mapToInt(name -> address.flatMap(ip -> tracer.hop(name, ip))
                        .map(hopId::applyAsInt)
                        .orElse(FlowPaths.NONE))
                .toArray();
    }
}
