package org.overtap.overlay.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;

/**
 * A vantage point at which the plan runs a probe.
 *
 * @param vantage where
 * @param sourceId the number that its records carry
 */
public record ObservationPoint(VantagePoint vantage, int sourceId) {

    /**
     * The plan's observation points on a segment in owner order: the first that sees a conversation owns it. The plan's
     * own list of owners decides between nodes; a node's interfaces follow by name.
     */
    public static List<ObservationPoint> on(Topology topology, OverlayPlan plan, Segment segment) {
        List<String> order = ownersOf(topology, plan, segment);
        List<ObservationPoint> found = new ArrayList<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
                VantagePoint.of(segment).stream()
                        .filter(v -> watched.segment().equals(segment.name()))
                        .filter(v -> v.node().equals(probe.node()) && v.iface().equals(watched.name()))
                        .forEach(v -> found.add(new ObservationPoint(v, watched.sourceId())));
            }
        }
        found.sort(Comparator.<ObservationPoint>comparingInt(
                        w -> rank(order, w.vantage().node()))
                .thenComparing(w -> w.vantage().node())
                .thenComparing(w -> w.vantage().iface()));
        return found;
    }

    /** The owner order that a plan gets by default: shapers and taps first, then by name. */
    public static List<String> usualOrder(Topology topology, List<String> nodes) {
        Comparator<String> shapersFirst = Comparator.comparing(
                name -> !topology.node(name).map(Node::role).orElse(Role.HOST).inline());
        return nodes.stream()
                .distinct()
                .sorted(shapersFirst.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static List<String> ownersOf(Topology topology, OverlayPlan plan, Segment segment) {
        return plan.segments().stream()
                .filter(s -> s.name().equals(segment.name()))
                .findFirst()
                .map(OverlayPlan.Owners::owners)
                .orElseGet(() -> usualOrder(
                        topology,
                        plan.probes().stream().map(OverlayPlan.Probe::node).toList()));
    }

    private static int rank(List<String> order, String node) {
        int at = order.indexOf(node);
        return at < 0 ? order.size() : at;
    }
}
