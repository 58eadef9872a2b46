package org.overtap.lifecycle;

import java.util.List;
import java.util.Optional;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Modification;
import org.overtap.overlay.change.BaselineTopology;
import org.overtap.overlay.plan.ChangeEstimate;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.FloodingOverrides;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/**
 * Plans for a running experiment. Machines that were added for an overlay before are not counted as its own.
 *
 * @param experiment the experiment
 * @param standing what was deployed on it before, if that is known
 */
record ExperimentPlanning(RunningExperiment experiment, Optional<Deployment> standing) {

    /** The plan that is asked for, with its bill. */
    PlannedOverlay plan(Topology discovered, PlanRequest request) throws TestbedException, DeployException {
        Topology read = PlanPolicy.vouched(discovered, request);
        Topology own = own(discovered);
        if (own != discovered && request.taps().isPresent()) {
            int held = read.nodes().size() - own.nodes().size();
            Topology start = PlanPolicy.vouched(own, request);
            OverlayPlan anew = LivePlanning.plan(experiment, start, request, held);
            if (anew.change().isPresent()) {
                return planned(start, anew, request);
            }
        }
        return planned(read, LivePlanning.plan(experiment, read, request, 0), request);
    }

    /**
     * A plan that is given, on what it starts from.
     *
     * @throws org.overtap.overlay.plan.PlanException if it is none for this experiment
     * @throws TestbedException if the testbed does not answer
     */
    PlannedOverlay given(Topology read, OverlayPlan plan, PlanRequest request) throws TestbedException {
        Topology start = FloodingOverrides.asPlanned(plan, plan.change().isPresent() ? own(read) : read);
        PlanCheck.require(start, plan);
        return planned(start, plan, request);
    }

    private PlannedOverlay planned(Topology start, OverlayPlan plan, PlanRequest request) throws TestbedException {
        Optional<String> anew = startsAnew(plan);
        OverlayPlan billed = anew.isPresent()
                ? ChangeEstimate.NewExperiment.billed(
                        plan, anew.get(), experiment.testbed().freeForAnother())
                : request.change().billed(plan);
        return new PlannedOverlay(start, billed, request);
    }

    /** Why what the plan adds takes another experiment; empty where this one can have it. */
    private Optional<String> startsAnew(OverlayPlan plan) throws TestbedException {
        Optional<ExperimentModifier> modifier = experiment.testbed().modifier();
        return plan.change().isEmpty() || modifier.isEmpty()
                ? Optional.empty()
                : modifier.get().startsAnew();
    }

    /** The experiment without added machines, also where its user changed it since they came. */
    private Topology own(Topology read) {
        Optional<Topology> before = standing.flatMap(Deployment::modification).flatMap(Modification::before);
        if (before.isEmpty()) {
            return read;
        }
        ExperimentChange none = new ExperimentChange("shaper", List.of(), List.of(), false, Optional.empty());
        return BaselineTopology.of(
                before.get(), read, standing.get().plan().change().orElse(none));
    }
}
