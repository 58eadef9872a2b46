package org.overtap.overlay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.PlanException;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** What probing each node costs, where the user or the testbed says more than the topology does. */
public final class NodeCosts {
    private NodeCosts() {}

    /**
     * The topology with these costs in it.
     *
     * @param given cost by node name; wins over everything else
     * @param busyness whether nodes of which the testbed tells the load cost one more than their load average
     * @throws PlanException if a node is unknown or a cost negative
     */
    public static Topology apply(Topology topology, Map<String, BigDecimal> given, boolean busyness) {
        check(topology, given);
        List<Node> nodes = topology.nodes().stream()
                .map(node -> given.containsKey(node.name()) ? costing(node, given.get(node.name())) : node)
                .map(node -> busyness && !given.containsKey(node.name()) ? busy(node) : node)
                .toList();
        return new Topology(topology.experiment(), nodes, topology.segments(), topology.findings(), topology.routes());
    }

    /** The topology with every node costing 1. */
    public static Topology even(Topology topology) {
        List<Node> nodes = topology.nodes().stream()
                .map(node -> costing(node, BigDecimal.ONE))
                .toList();
        return new Topology(topology.experiment(), nodes, topology.segments(), topology.findings(), topology.routes());
    }

    private static void check(Topology topology, Map<String, BigDecimal> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        topology.nodes().forEach(node -> unknown.remove(node.name()));
        if (!unknown.isEmpty()) {
            throw new PlanException("a cost is given for " + String.join(", ", unknown) + "; known nodes are "
                    + topology.nodes().stream().map(Node::name).collect(Collectors.joining(", ")));
        }
        given.forEach((name, cost) -> {
            if (cost.signum() < 0) {
                throw new PlanException("node " + name + " costs " + cost + ": a cost cannot be negative");
            }
        });
    }

    private static Node busy(Node node) {
        return node.machine()
                .flatMap(Machine::load)
                .map(load -> costing(
                        node,
                        BigDecimal.valueOf(1 + Math.max(0, load))
                                .setScale(1, RoundingMode.HALF_UP)
                                .stripTrailingZeros()))
                .orElse(node);
    }

    private static Node costing(Node node, BigDecimal cost) {
        return node.withCost(cost);
    }
}
