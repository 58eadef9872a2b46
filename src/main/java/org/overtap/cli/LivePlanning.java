package org.overtap.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.deploy.Fitness;
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
        OptionalInt free = testbed.freeNodes();
        Optional<Integer> known = free.isPresent() ? Optional.of(free.getAsInt() + held) : Optional.empty();
        PlanOptions options = planning.options(known);
        if (!planning.avoidUnfit()) {
            return new LivePlanning(options, List.of());
        }
        Map<String, String> unfit =
                Fitness.unfit(topology, options, planning.catalogue(), Deployed.shells(testbed, topology));
        List<String> notes =
                unfit.values().stream().map(reason -> "left out: " + reason).toList();
        return new LivePlanning(options.excludingAlso(unfit.keySet()), notes);
    }

    /** The plan, with what was left out among its notes. */
    OverlayPlan noted(OverlayPlan plan) {
        return plan.noting(notes);
    }
}
