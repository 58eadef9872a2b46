package org.overtap.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.ExperimentModification;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Phase;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.lifecycle.home.FlowFolders;
import org.overtap.lifecycle.home.Homecoming;
import org.overtap.lifecycle.measured.NodeFieldwork;
import org.overtap.overlay.TappedPlanner;
import org.overtap.overlay.change.TopologyDiff;
import org.overtap.overlay.plan.FloodingOverrides;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/** Makes an experiment ready for a plan: machines are added if it asks for some, and it is bound to what came up. */
final class ExperimentPreparation {
    private final RunningExperiment experiment;
    private final StateFile state;
    private final LifecycleListener listener;
    private final Consent consent;

    ExperimentPreparation(RunningExperiment experiment, StateFile state, LifecycleListener listener, Consent consent) {
        this.experiment = experiment;
        this.state = state;
        this.listener = listener;
        this.consent = consent;
    }

    /** Finishes a change of the experiment that an earlier command was cut off in, in its direction. */
    void resume() throws TestbedException, DeployException {
        Optional<Deployment> standing = state.read();
        Optional<Phase> phase = standing.map(Deployment::phase);
        if (phase.isPresent() && phase.get() instanceof Phase.Restoring) {
            listener.say("an earlier teardown was cut off: putting the original " + experiment.noun() + " back");
            modification().restore(standing.get());
        } else if (phase.isPresent() && phase.get() instanceof Phase.ChangingExperiment) {
            listener.say("an earlier change of the experiment was cut off: going on with it");
            modification().resume(standing.get());
        }
    }

    /** What {@link #ready} and a deployment after it would do. */
    DryRun dryRun(Deployment wanted, PlanRequest request) throws TestbedException, DeployException {
        if (wanted.plan().change().isEmpty()) {
            return DryRun.of(wanted, Optional.empty());
        }
        Proposal proposal = propose(wanted);
        boolean pending = wanted.changing();
        if (pending) {
            listener.say("an earlier change of the experiment was cut off: it would be finished first, and what follows"
                    + " may differ then");
        }
        String noun = experiment.noun();
        if (stands(wanted, proposal) && !pending) {
            return DryRun.of(bound(wanted, wanted, request), Optional.of(noun));
        }
        List<String> asked = experiment.modifier().actions(request.change().mode());
        boolean anew = experiment.modifier().startsAnew().isPresent();
        return DryRun.ofChange(wanted, DryRun.Change.of(noun, proposal, asked, anew), request.instruments());
    }

    /** Whether the experiment runs with that description already, and has what we added. */
    private static boolean stands(Deployment wanted, Proposal proposal) {
        return wanted.modification().isPresent() && proposal.isCurrent();
    }

    /** The deployment to carry out, on an experiment that has all the machines it needs. */
    Deployment ready(Deployment wanted, PlanRequest request) throws TestbedException, DeployException {
        if (wanted.plan().change().isEmpty()) {
            sayForgotten(wanted);
            return wanted;
        }
        Proposal proposal = propose(wanted);
        Deployment changed = stands(wanted, proposal)
                ? modification().follow(wanted, proposal)
                : changed(wanted, proposal, request.change());
        return bound(changed, wanted, request);
    }

    private void sayForgotten(Deployment wanted) {
        Optional<Deployment> standing = state.read();
        String files = standing.filter(Deployment::holdsUncollected)
                .map(d -> ", flow files that were not collected included")
                .orElse("");
        standing.map(Deployment::touched).orElse(List.of()).stream()
                .filter(node -> wanted.topology().node(node).isEmpty())
                .forEach(node -> listener.say("warning: node " + node + " is no longer in " + experiment.source()
                        + ": what was deployed on it is forgotten" + files));
    }

    private Proposal propose(Deployment wanted) throws TestbedException {
        return experiment
                .modifier()
                .propose(wanted.topology(), wanted.plan().change().orElseThrow());
    }

    private Deployment changed(Deployment wanted, Proposal proposal, ChangeRequest change)
            throws TestbedException, DeployException {
        if (experiment.modifier().startsAnew().isPresent()) {
            throw new DeployException(experiment.modifier().handOver(proposal.changed()));
        }
        change.requireCollected(wanted, experiment.source());
        consent.require("change the experiment?");
        saveRest(change);
        listener.say("send the rewritten " + experiment.noun() + " to the testbed");
        return modification().change(wanted, proposal, change.mode());
    }

    /** What collectors stored since the last collect goes to where that one's files are. */
    private void saveRest(ChangeRequest change) throws DeployException {
        Optional<Deployment> standing = state.read().filter(d -> d.collected().all() && !change.discardData());
        if (standing.isPresent() && !standing.get().touched().isEmpty()) {
            Path folder = FlowFolders.last(standing.get());
            NodeShells shells = experiment.shells(standing.get());
            NodeFieldwork now = NodeFieldwork.ask(standing.get(), shells, listener::say);
            CollectedFlows flows = new Homecoming(now.noted(standing.get()), now.routed(), shells).collect(folder);
            flows.notices().forEach(listener::say);
            if (!flows.complete()) {
                throw new DeployException(
                        flows.failureText() + "\nthey were collected before, but not since, and nothing"
                                + " was changed: repeat, with --discard-data if the rest may be lost");
            }
            listener.say("flow files of until now were downloaded to " + folder);
        }
    }

    private Deployment bound(Deployment changed, Deployment wanted, PlanRequest request)
            throws TestbedException, DeployException {
        OverlayPlan plan = wanted.plan();
        Topology found = FloodingOverrides.asBefore(
                wanted.topology(), experiment.testbed().discover());
        Topology read =
                TappedPlanner.withRoles(found, plan.change().orElseThrow().collectors());
        List<String> differences =
                TopologyDiff.differences(wanted.topology(), read, plan.change().orElseThrow());
        if (!differences.isEmpty()) {
            throw new DeployException("the experiment came up otherwise than intended: "
                    + String.join("; ", differences) + "\nno probe was started; 'overtap teardown' puts the original "
                    + experiment.noun() + " back");
        }
        LivePlanning live = LivePlanning.of(experiment, read, request);
        OverlayPlan bound = TappedPlanner.bind(
                read, plan, changed.modification().orElseThrow().machines(), live.options(), request.instruments());
        bound.notes().stream()
                .filter(note -> !plan.notes().contains(note))
                .forEach(note -> listener.say("warning: " + note));
        return changed.rebound(read, live.noted(bound), request.instruments());
    }

    private ExperimentModification modification() throws TestbedException {
        return experiment.modification(state, listener);
    }
}
