package org.overtap.overlay.plan;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.topology.Lan;
import org.overtap.topology.Medium;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** LANs that flood because somebody says so, though the testbed takes them for switched. */
public final class FloodingOverrides {
    private FloodingOverrides() {}

    /**
     * The topology with these LANs flooding; links among them are vouched for only when they are LANs.
     *
     * @throws PlanException if there is no such segment
     */
    public static Topology flooding(Topology topology, Collection<String> names) {
        Set<String> known =
                topology.segments().stream().map(Segment::name).collect(Collectors.toCollection(TreeSet::new));
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new PlanException("no segment is called " + String.join(", ", unknown)
                    + ", so nobody can vouch that it floods; known are " + String.join(", ", known));
        }
        return names.isEmpty() ? topology : changed(topology, Set.copyOf(names));
    }

    /** The topology as it was read again, believing of each LAN what was believed before. */
    public static Topology asBefore(Topology before, Topology again) {
        Set<String> flooding = before.segments().stream()
                .filter(segment -> segment.medium() == Medium.FLOODING)
                .map(Segment::name)
                .collect(Collectors.toSet());
        return changed(again, flooding);
    }

    /** The topology, believing of each LAN what the plan believes. */
    public static Topology asPlanned(OverlayPlan plan, Topology topology) {
        Set<String> flooding = plan.segments().stream()
                .filter(segment -> segment.medium().equals("flooding"))
                .map(OverlayPlan.Owners::name)
                .collect(Collectors.toSet());
        return changed(topology, flooding);
    }

    private static Topology changed(Topology topology, Set<String> flooding) {
        List<Segment> segments = topology.segments().stream()
                .map(segment -> flooding.contains(segment.name()) ? flooding(segment) : segment)
                .toList();
        return new Topology(topology.experiment(), topology.nodes(), segments, topology.findings(), topology.routes());
    }

    private static Segment flooding(Segment segment) {
        return segment instanceof Lan lan ? lan.withMedium(Medium.FLOODING) : segment;
    }
}
