package org.overtap.overlay;

import java.util.List;
import java.util.function.ToIntFunction;
import org.overtap.placement.FlowPaths;
import org.overtap.topology.Hop;
import org.overtap.topology.PathTracer;
import org.overtap.topology.Topology;

/** Paths as the nodes' own routing tables send packets, towards the first address of each destination. */
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
        String address = topology.node(end).stream()
                .flatMap(node -> node.interfaces().stream())
                .flatMap(port -> port.address().stream())
                .findFirst()
                .orElse("");
        return names.stream()
                .mapToInt(
                        name -> tracer.hop(name, address).map(hopId::applyAsInt).orElse(FlowPaths.NONE))
                .toArray();
    }
}
