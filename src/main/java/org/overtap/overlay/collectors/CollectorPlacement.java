package org.overtap.overlay.collectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanLimitException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/** Which nodes collect. */
public final class CollectorPlacement {
    private CollectorPlacement() {}

    /**
     * That many nodes: those without a probe first, an idle one before a busy one, a host before a shaper.
     *
     * @throws PlanException if there are none
     * @throws PlanLimitException if there are some, but not so many
     */
    static List<String> nodes(
            Topology topology,
            PlanOptions options,
            Predicate<String> mayCollect,
            Set<String> probing,
            int count,
            String remedy) {
        Comparator<Node> order = Comparator.<Node, Boolean>comparing(n -> probing.contains(n.name()))
                .thenComparing(n -> n.role().inline())
                .thenComparing(
                        n -> n.machine().flatMap(Machine::load).map(Math::round).orElse(0L))
                .thenComparing(Node::name);
        List<String> nodes = new ArrayList<>(topology.nodes().stream()
                .filter(n -> n.role() != Role.SWITCH && !options.excluded().contains(n.name()))
                .filter(n -> !n.isolated())
                .filter(n -> mayCollect.test(n.name()))
                .sorted(order)
                .limit(count)
                .map(Node::name)
                .toList());
        requireEnough(nodes.size(), count, remedy);
        return nodes;
    }

    public static void requireEnough(int found, int count, String remedy) {
        if (found == 0 && count > 0) {
            throw new PlanException(
                    "no node is left to run a collector: exclude fewer, or add one with --collectors new");
        }
        if (found < count) {
            throw new PlanLimitException(
                    count + " collectors are needed, and only " + found + " nodes may run one: plan with " + remedy);
        }
    }
}
