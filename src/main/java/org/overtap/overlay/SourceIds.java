package org.overtap.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * Numbers by which records are told apart. A record carries its exporter's address and the number of the process that
 * exported it: a plan numbers the interfaces of each node, which will do until two nodes export from one address.
 */
public final class SourceIds {
    private SourceIds() {}

    /**
     * The plan with numbers of which no two from one address are the same. Each number is kept where it can be; the
     * same plan always gets the same numbers.
     *
     * @param exporters by node, the address that its records come from, where that is not its control address
     */
    public static OverlayPlan distinct(
            Topology topology, OverlayPlan plan, Function<String, Optional<String>> exporters) {
        UnaryOperator<String> addresses = node -> exporters
                .apply(node)
                .or(() -> topology.node(node).flatMap(Node::control))
                .orElse(" " + node);
        Map<String, Set<Integer>> planned = new HashMap<>();
        Map<String, Set<String>> nodes = new HashMap<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            String address = addresses.apply(probe.node());
            nodes.computeIfAbsent(address, a -> new HashSet<>()).add(probe.node());
            probe.interfaces().forEach(w -> planned.computeIfAbsent(address, a -> new HashSet<>())
                    .add(w.sourceId()));
        }
        if (nodes.values().stream().allMatch(own -> own.size() == 1)) {
            return plan;
        }
        Map<String, Set<Integer>> taken = new HashMap<>();
        List<OverlayPlan.Probe> probes = new ArrayList<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            String address = addresses.apply(probe.node());
            Set<Integer> used = taken.computeIfAbsent(address, a -> new HashSet<>());
            probes.add(numbered(probe, used, planned.getOrDefault(address, Set.of())));
        }
        return plan.withProbes(probes);
    }

    private static OverlayPlan.Probe numbered(OverlayPlan.Probe probe, Set<Integer> used, Set<Integer> planned) {
        List<OverlayPlan.MonitoredInterface> interfaces = new ArrayList<>();
        for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
            int number = watched.sourceId();
            if (used.contains(number)) {
                number = 1;
                while (used.contains(number) || planned.contains(number)) {
                    number++;
                }
            }
            used.add(number);
            interfaces.add(new OverlayPlan.MonitoredInterface(watched.name(), watched.segment(), number));
        }
        return probe.on(interfaces);
    }
}
