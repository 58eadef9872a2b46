package org.overtap.overlay.flows;

import java.util.List;
import java.util.function.ToIntFunction;
import org.overtap.placement.flows.FlowPaths;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;
import org.overtap.topology.route.PathTracer;

/** Paths as the nodes' own routing tables send packets, towards each address of a destination. */
final class ForwardingTrees implements Trees {
    private final List<String> names;
    private final ToIntFunction<Hop> hopId;
    private final PathTracer tracer;

    ForwardingTrees(Topology topology, List<String> names, ToIntFunction<Hop> hopId) {
        this.names = names;
        this.hopId = hopId;
        this.tracer = new PathTracer(topology);
    }

    /** Nobody routes to a host without an address. */
    @Override
    public int[] towards(String host) {
        return names.stream().mapToInt(name -> FlowPaths.NONE).toArray();
    }

    @Override
    public int[] towards(String host, String iface, IpAddress address) {
        return names.stream()
                .mapToInt(
                        name -> tracer.hop(name, address).map(hopId::applyAsInt).orElse(FlowPaths.NONE))
                .toArray();
    }
}
