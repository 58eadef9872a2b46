package org.overtap.record.once;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overtap.overlay.plan.ObservationPoint;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.Measurement;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;

/** The owners of every segment, as far as somebody asked for them, and what is seen at all. */
final class Segments {
    private final Topology topology;
    private final OverlayPlan plan;
    private final Points points;
    private final Set<String> excluded;
    private final Map<String, List<OverlayPlan.Probe>> probes = new HashMap<>();
    private final Map<String, List<Point>> here = new HashMap<>();
    private final Map<String, SegmentOwners> known = new HashMap<>();
    private int places;

    Segments(Measurement measurement, Points points, Set<String> excluded) {
        this.topology = measurement.topology();
        this.plan = measurement.plan();
        this.points = points;
        this.excluded = excluded;
        for (OverlayPlan.Probe probe : plan.probes()) {
            probe.interfaces().stream()
                    .map(OverlayPlan.MonitoredInterface::segment)
                    .distinct()
                    .forEach(name ->
                            probes.computeIfAbsent(name, n -> new ArrayList<>()).add(probe));
        }
        List<Point> standing = new ArrayList<>(points.all());
        standing.removeIf(point -> point.vantage == null);
        standing.sort(Comparator.<Point, String>comparing(point -> point.node).thenComparing(point -> point.iface));
        standing.forEach(point ->
                here.computeIfAbsent(point.segment, n -> new ArrayList<>()).add(point));
    }

    /** The owners on that segment. */
    SegmentOwners on(String name) {
        SegmentOwners owners = known.get(name);
        if (owners == null) {
            Segment segment = topology.segment(name).orElseThrow();
            owners = new SegmentOwners(topology, segment, order(segment), places);
            places += owners.places();
            known.put(name, owners);
        }
        return owners;
    }

    /** The plan's points in its order, then those that it no longer has. */
    private List<Point> order(Segment segment) {
        List<Point> all = here.getOrDefault(segment.name(), List.of());
        List<Point> order = new ArrayList<>();
        OverlayPlan its = plan.withProbes(probes.getOrDefault(segment.name(), List.of()));
        for (ObservationPoint planned : ObservationPoint.on(topology, its, segment)) {
            Point point = points.at(planned.vantage().node(), planned.vantage().iface());
            if (all.contains(point)) {
                order.add(point);
            }
        }
        all.stream().filter(point -> !order.contains(point)).forEach(order::add);
        return order;
    }

    /** Whether the user left it out. */
    boolean excluded(String name) {
        return excluded.contains(name);
    }

    /** Whether somebody counts what takes that hop. */
    boolean covers(Hop hop) {
        if (excluded(hop.segment())) {
            return false;
        }
        SegmentOwners on = on(hop.segment());
        return on.covers(on.member(hop.from()), on.member(hop.to()));
    }

    /** Whether somebody counts whatever that node sends there, or sends there to many. */
    boolean covers(String node, String name, boolean group) {
        if (excluded(name)) {
            return false;
        }
        SegmentOwners on = on(name);
        int member = on.member(node);
        return group ? on.groupOwner(member) != null : on.covers(member);
    }
}
