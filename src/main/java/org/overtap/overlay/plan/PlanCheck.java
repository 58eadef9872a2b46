package org.overtap.overlay.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;

/** Whether a plan, perhaps edited by hand, fits a topology. */
public final class PlanCheck {
    private PlanCheck() {}

    /**
     * Does nothing if it fits.
     *
     * @throws PlanException with every reason why it does not
     */
    public static void require(Topology topology, OverlayPlan plan) {
        if (plan.abridged()) {
            throw new PlanException(
                    "the plan is abridged, it does not tell the interfaces: make it again with plan --full");
        }
        requireKnownOnSwitches(plan);
        if (plan.change().isPresent()) {
            // Its machines come with the change; it is made anew for what comes up.
            return;
        }
        List<String> reasons = new ArrayList<>();
        if (!topology.experiment().equals(plan.experiment())) {
            reasons.add("it was made for " + plan.experiment() + ", not for " + topology.experiment());
        }
        checkCollectors(topology, plan, reasons);
        checkProbes(topology, plan, reasons);
        if (plan.probes().isEmpty() && topology.conversationCount() > 0) {
            reasons.add("it has no probe, so nothing would be measured");
        }
        if (!reasons.isEmpty()) {
            throw new PlanException("the plan does not fit the experiment: " + String.join("; ", reasons));
        }
    }

    /** A plan says where a switch should show something, which is no instrument that could be set up there. */
    private static void requireKnownOnSwitches(OverlayPlan plan) {
        Set<String> words = Arrays.stream(CarryingSwitch.Means.values())
                .map(CarryingSwitch.Means::word)
                .collect(Collectors.toSet());
        List<OverlayPlan.Probe> unknown = plan.probes().stream()
                .filter(p -> words.contains(p.instrument()))
                .toList();
        if (!unknown.isEmpty()) {
            String switches =
                    unknown.stream().map(OverlayPlan.Probe::node).distinct().collect(Collectors.joining(","));
            String asked = unknown.stream()
                    .map(p -> p.instrument() + " of "
                            + p.interfaces().stream()
                                    .map(OverlayPlan.MonitoredInterface::segment)
                                    .collect(Collectors.joining(", "))
                            + " on " + p.node())
                    .collect(Collectors.joining("; "));
            throw new PlanException("the plan asks switches to show what they carry (" + asked
                    + "), and no instrument is known that sets that up: plan without them (--exclude " + switches
                    + "), or name in the plan file an instrument that does");
        }
    }

    private static void checkCollectors(Topology topology, OverlayPlan plan, List<String> reasons) {
        Set<String> nodes = new HashSet<>();
        for (OverlayPlan.Collector collector : plan.collectors()) {
            if (topology.node(collector.node()).isEmpty()) {
                reasons.add("there is no node " + collector.node() + " for a collector");
            }
            if (!nodes.add(collector.node())) {
                reasons.add("it has two collectors on " + collector.node());
            }
            if (collector.port() < 1 || collector.port() > 65535) {
                reasons.add("port " + collector.port() + " of the collector on " + collector.node()
                        + " is not between 1 and 65535");
            }
        }
    }

    private static void checkProbes(Topology topology, OverlayPlan plan, List<String> reasons) {
        Set<String> known = topology.vantages().stream()
                .map(v -> key(v.node(), v.iface(), v.segment()))
                .collect(Collectors.toSet());
        Set<String> places = new HashSet<>();
        Set<String> engines = new HashSet<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
                if (!places.add(key(probe.node(), watched.name(), watched.segment()))) {
                    reasons.add("it lists the probe on " + probe.node() + ":" + watched.name() + " twice");
                }
            }
            probe.collector()
                    .filter(node -> plan.collector(node).isEmpty())
                    .ifPresent(node -> reasons.add("the probe on " + probe.node() + " reports to " + node
                            + ", where no collector is planned"));
            checkInterfaces(probe, known, engines, topology, reasons);
        }
    }

    private static void checkInterfaces(
            OverlayPlan.Probe probe, Set<String> known, Set<String> engines, Topology topology, List<String> reasons) {
        for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
            if (!known.contains(key(probe.node(), watched.name(), watched.segment()))) {
                reasons.add("a probe on " + probe.node() + ":" + watched.name() + " cannot see segment "
                        + watched.segment() + possible(probe.node(), topology));
            }
            if (watched.sourceId() < 1
                    || watched.sourceId() > 65535
                    || !engines.add(probe.node() + ' ' + watched.sourceId())) {
                reasons.add("source id " + watched.sourceId() + " on " + probe.node()
                        + " is not a number of its own between 1 and 65535");
            }
        }
    }

    private static String possible(String node, Topology topology) {
        Set<String> places = topology.vantages().stream()
                .filter(v -> v.node().equals(node))
                .map((VantagePoint v) -> v.iface() + " (" + v.segment() + ")")
                .collect(Collectors.toCollection(TreeSet::new));
        return places.isEmpty() ? "" : "; possible there: " + String.join(", ", places);
    }

    private static String key(String node, String iface, String segment) {
        return node + "\0" + iface + "\0" + segment;
    }
}
