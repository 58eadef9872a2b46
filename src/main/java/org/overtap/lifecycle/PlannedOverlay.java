package org.overtap.lifecycle;

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

    static boolean satisfied(OverlayPlan plan) {
        return plan.coverage().uncovered().isEmpty()
                && plan.extra().sufficient().orElse(true);
    }
}
