package org.overtap.record.once;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.IpAddress;

/** Who counts flows between hosts, where a plan covers those and lists it. */
final class FlowOwners {
    private final Points points;
    private final Map<Pair, List<FlowPlan.Owner>> byHosts = new HashMap<>();

    private record Pair(String from, String to) {}

    FlowOwners(OverlayPlan plan, Points points) {
        this.points = points;
        plan.flows().map(FlowPlan::owners).orElse(List.of()).forEach(owner -> byHosts.computeIfAbsent(
                        new Pair(owner.from(), owner.to()), p -> new ArrayList<>(1))
                .add(owner));
    }

    /**
     * The points that count what any of the one hosts sends to an address of any of the others: several only where
     * address spaces overlap. Empty if none is listed.
     */
    List<Point> owners(List<String> from, List<String> to, IpAddress address) {
        if (byHosts.isEmpty()) {
            return List.of();
        }
        List<Point> listed = new ArrayList<>(1);
        for (String sender : from) {
            for (String receiver : to) {
                for (FlowPlan.Owner owner : byHosts.getOrDefault(new Pair(sender, receiver), List.of())) {
                    Point point = owner.counts(address) ? points.at(owner.owner(), owner.iface()) : null;
                    if (point != null && point.vantage != null) {
                        listed.add(point);
                    }
                }
            }
        }
        return listed;
    }
}
