package org.overtap.overlay.flows;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.overtap.placement.flows.FlowPaths;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;
import org.overtap.topology.route.PathTracer;

/** Paths as the nodes' own routing tables send packets, towards the address that stands for each destination. */
final class ForwardingTrees {
    private final Topology topology;
    private final List<String> names;
    private final ToIntFunction<Hop> hopId;
    private final PathTracer tracer;

    ForwardingTrees(Topology topology, List<String> names, ToIntFunction<Hop> hopId) {
        this.topology = topology;
        this.names = names;
        this.hopId = hopId;
        this.tracer = new PathTracer(topology);
    }

    /** For each end and each node the number of the hop towards that end. */
    int[][] towards(List<String> ends) {
        FlowFamilies families = new FlowFamilies(topology, ends);
        return ends.stream().map(end -> tree(families.address(end))).toArray(int[][]::new);
    }

    private int[] tree(Optional<IpAddress> address) {
        return names.stream()
                .mapToInt(name -> address.flatMap(ip -> tracer.hop(name, ip))
                        .map(hopId::applyAsInt)
                        .orElse(FlowPaths.NONE))
                .toArray();
    }
}
