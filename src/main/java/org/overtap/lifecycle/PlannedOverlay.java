package org.overtap.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Merged;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Topology;

/**
 * A plan, and what it was made from.
 *
 * @param topology the experiment as it is, or as it would be without the machines that were added for an overlay
 * @param plan the plan
 * @param request what was asked
 */
public record PlannedOverlay(Topology topology, OverlayPlan plan, PlanRequest request) {

    /** Whether all is seen, and the testbed has the machines for it; such a plan can be deployed. */
    public boolean satisfied() {
        return satisfied(plan);
    }

    /** By instrument, in what packets may differ that its probes put into one record; only those that do. */
    public Map<String, List<Merged>> merges() {
        Map<String, List<Merged>> all = new TreeMap<>();
        plan.probes()
                .forEach(probe -> all.computeIfAbsent(probe.instrument(), name -> request.instruments()
                        .get(name, Instrument.Kind.PROBE)
                        .merges()));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    static boolean satisfied(OverlayPlan plan) {
        return plan.coverage().uncovered().isEmpty()
                && plan.extra().sufficient().orElse(true);
    }
}
