package org.overtap.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.Fitness;
import org.overtap.overlay.FreeNodes;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanOptions;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/**
 * A plan's options on a running experiment, where the testbed knows its free machines and nodes can be asked.
 *
 * @param options the options
 * @param notes which nodes are left out, and why
 */
record LivePlanning(PlanOptions options, List<String> notes) {

    static LivePlanning of(Testbed testbed, Topology topology, PlanningOptions planning) throws TestbedException {
        return of(testbed, topology, planning, 0);
    }

    /** The same where so many machines of the experiment can be used as if they were free. */
    static LivePlanning of(Testbed testbed, Topology topology, PlanningOptions planning, int held)
            throws TestbedException {
        PlanOptions options = planning.options(testbed.freeNodes().map(free -> free.and(held)));
        if (!planning.avoidUnfit()) {
            return new LivePlanning(options, List.of());
        }
        Map<String, String> unfit =
                Fitness.unfit(topology, options, planning.catalogue(), Deployed.shells(testbed, topology));
        List<String> notes =
                unfit.values().stream().map(reason -> "left out: " + reason).toList();
        return new LivePlanning(options.excludingAlso(unfit.keySet()), notes);
    }

    /** The same, knowing the hardware types of the free machines. */
    LivePlanning typed(Testbed testbed) throws TestbedException {
        Optional<FreeNodes> free = options.free();
        return free.isEmpty()
                ? this
                : new LivePlanning(options.withFree(Optional.of(free.get().by(testbed.freeByType()))), notes);
    }

    /** The plan, with what was left out among its notes. */
    OverlayPlan noted(OverlayPlan plan) {
        return plan.noting(notes);
    }
}
