package org.overtap.overlay.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
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
        List<String> reasons = new ArrayList<>(PlanFaults.of(plan).values());
        // Machines come with a change: a plan with one is made anew for what comes up.
        if (plan.change().isEmpty()) {
            if (!topology.experiment().equals(plan.experiment())) {
                reasons.add("it was made for " + plan.experiment() + ", not for " + topology.experiment());
            }
            checkCollectors(topology, plan, reasons);
            checkProbes(topology, plan, reasons);
            if (plan.probes().isEmpty() && topology.conversationCount() > 0) {
                reasons.add("it has no probe, so nothing would be measured");
            }
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
        for (OverlayPlan.Collector collector : plan.collectors()) {
            if (topology.node(collector.node()).isEmpty()) {
                reasons.add("there is no node " + collector.node() + " for a collector");
            }
        }
    }

    private static void checkProbes(Topology topology, OverlayPlan plan, List<String> reasons) {
        Set<String> known = topology.vantages().stream()
                .map(v -> key(v.node(), v.iface(), v.segment()))
                .collect(Collectors.toSet());
        for (OverlayPlan.Probe probe : plan.probes()) {
            if (topology.node(probe.node()).isEmpty()) {
                reasons.add("there is no node " + probe.node() + " for a probe");
                continue;
            }
            if (!probe.copies().isEmpty()
                    && topology.node(probe.node()).orElseThrow().role() != Role.SWITCH) {
                reasons.add(probe.node() + " is no switch, so nothing of what passes it can be copied to "
                        + probe.copies().get(0).to());
            }
            boolean isolated =
                    topology.node(probe.node()).filter(Node::isolated).isPresent();
            probe.collector()
                    .filter(collector -> isolated && !collector.equals(probe.node()))
                    .ifPresent(collector -> reasons.add("the probe on " + probe.node() + " reports to " + collector
                            + ", and " + probe.node()
                            + " has no control network: give it a collector on the node itself"));
            for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
                if (!known.contains(key(probe.node(), watched.name(), watched.segment()))) {
                    reasons.add("a probe on " + probe.node() + ":" + watched.name() + " cannot see segment "
                            + watched.segment() + possible(probe.node(), topology));
                }
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
