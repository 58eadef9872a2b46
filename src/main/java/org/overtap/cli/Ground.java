package org.overtap.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.DeployException;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.ExperimentModification;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.Modification;
import org.overtap.deploy.Phase;
import org.overtap.deploy.StateFile;
import org.overtap.overlay.Change;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.OwnTopology;
import org.overtap.overlay.TappedPlanner;
import org.overtap.overlay.TopologyMatch;
import org.overtap.overlay.Vouched;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/** Makes the ground ready for a plan: machines are added if it asks for some, and the plan is bound to what came up. */
final class Ground {
    private final Testbed testbed;
    private final StateFile state;
    private final SwapFlags swap;
    private final ProgressLines progress;

    Ground(Testbed testbed, StateFile state, SwapFlags swap, ProgressLines progress) {
        this.testbed = testbed;
        this.state = state;
        this.swap = swap;
        this.progress = progress;
    }

    /** Finishes a change of the experiment that an earlier command was cut off in, in its direction. */
    void resume() throws Exception {
        Optional<Deployment> standing = state.read();
        Optional<Phase> phase = standing.map(Deployment::phase);
        if (phase.isPresent() && phase.get() instanceof Phase.Restoring) {
            progress.say("an earlier teardown was cut off: putting the original ns script back");
            exchange().restore(standing.get());
        } else if (phase.isPresent() && phase.get() instanceof Phase.ChangingExperiment) {
            progress.say("an earlier change of the experiment was cut off: going on with it");
            exchange().resume(standing.get());
        }
    }

    /**
     * A plan, and the topology that it starts from.
     *
     * @param topology as it is, or as it would be without the machines that were added for the overlay
     * @param plan the plan
     */
    record Start(Topology topology, OverlayPlan plan) {}

    /** The plan that the flags ask for. Machines that were added before are not counted as the experiment's own. */
    Start plan(Topology discovered, PlanningOptions planning, TapFlags taps) throws Exception {
        Topology read = taps.vouched(discovered);
        Topology own = own(discovered);
        if (own != discovered && taps.addsMachines()) {
            int held = read.nodes().size() - own.nodes().size();
            Topology start = taps.vouched(own);
            OverlayPlan anew = PlanCommand.of(testbed, start, planning, taps, held);
            if (anew.change().isPresent()) {
                return new Start(start, swap.billed(anew));
            }
        }
        return new Start(read, swap.billed(PlanCommand.of(testbed, read, planning, taps)));
    }

    /** A plan that is given, on what it starts from. */
    Start given(Topology read, OverlayPlan plan) {
        Topology start = plan.change().isPresent() ? own(read) : read;
        return new Start(Vouched.asPlanned(plan, start), swap.billed(plan));
    }

    /** The experiment without added machines, also where its user changed it since they came. */
    private Topology own(Topology read) {
        Optional<Deployment> standing = state.read();
        Optional<Topology> before = standing.flatMap(Deployment::modification).flatMap(Modification::before);
        if (before.isEmpty()) {
            return read;
        }
        Change none = new Change("shaper", List.of(), List.of(), false, Optional.empty());
        return OwnTopology.of(before.get(), read, standing.get().plan().change().orElse(none));
    }

    /** What {@link #ready} and a deployment after it would do. */
    DryRun dryRun(Deployment wanted, PlanningOptions planning) throws Exception {
        if (wanted.plan().change().isEmpty()) {
            return DryRun.of(wanted);
        }
        Proposal proposal =
                modifier().propose(wanted.topology(), wanted.plan().change().get());
        boolean pending = wanted.changing();
        if (pending) {
            progress.say("an earlier change of the experiment was cut off: it would be finished first, and what follows"
                    + " may differ then");
        }
        return stands(wanted, proposal) && !pending
                ? DryRun.of(bound(wanted, wanted, planning))
                : DryRun.ofChange(wanted, proposal, modifier().actions(swap.how()), planning.catalogue());
    }

    /** Whether the experiment runs with that script already, and has what we added. */
    private static boolean stands(Deployment wanted, Proposal proposal) {
        return wanted.modification().isPresent() && proposal.isCurrent();
    }

    /** The deployment to carry out, on an experiment that has all the machines it needs. */
    Deployment ready(Deployment wanted, PlanningOptions planning) throws Exception {
        if (wanted.plan().change().isEmpty()) {
            return wanted;
        }
        Proposal proposal =
                modifier().propose(wanted.topology(), wanted.plan().change().get());
        Deployment changed = stands(wanted, proposal) ? exchange().follow(wanted, proposal) : changed(wanted, proposal);
        return bound(changed, wanted, planning);
    }

    private Deployment changed(Deployment wanted, Proposal proposal) throws Exception {
        swap.requireCollected(wanted);
        swap.confirm("change the experiment?");
        saveRest();
        progress.say("send the rewritten ns script to the testbed");
        return exchange().change(wanted, proposal, swap.how());
    }

    /** What collectors stored since the last collect goes to where that one's files are. */
    private void saveRest() throws Exception {
        Optional<Deployment> standing = state.read().filter(d -> d.collected().all() && !swap.discards());
        if (standing.isPresent() && !standing.get().touched().isEmpty()) {
            Path folder = CollectCommand.lastFolder(standing.get());
            try {
                FlowFiles.collect(
                        standing.get(), Deployed.shells(testbed, standing.get().topology()), folder);
            } catch (DeployException e) {
                throw new DeployException(
                        e.getMessage() + "\nthey were collected before, but not since, and nothing was"
                                + " changed: repeat, with --discard-data if the rest may be lost");
            }
            progress.say("flow files of until now were brought home to " + folder);
        }
    }

    private Deployment bound(Deployment changed, Deployment wanted, PlanningOptions planning) throws Exception {
        OverlayPlan plan = wanted.plan();
        Topology found = Vouched.asBefore(wanted.topology(), testbed.discover());
        Topology read = TappedPlanner.withRoles(found, plan.change().get().collectors());
        List<String> differences =
                TopologyMatch.differences(wanted.topology(), read, plan.change().get());
        if (!differences.isEmpty()) {
            throw new DeployException(
                    "the experiment came up otherwise than intended: " + String.join("; ", differences)
                            + "\nno probe was started; 'overtap teardown' puts the original script back");
        }
        LivePlanning live = LivePlanning.of(testbed, read, planning);
        OverlayPlan bound = TappedPlanner.bind(
                read, plan, changed.modification().orElseThrow().machines(), live.options(), planning.catalogue());
        bound.notes().stream()
                .filter(note -> !plan.notes().contains(note))
                .forEach(note -> progress.say("warning: " + note));
        return changed.rebound(read, live.noted(bound), planning.catalogue());
    }

    private ExperimentModification exchange() throws TestbedException {
        return exchange(testbed, state, progress);
    }

    static ExperimentModification exchange(Testbed testbed, StateFile state, ProgressLines progress)
            throws TestbedException {
        return new ExperimentModification(state, modifier(testbed), new StateLine(progress)::hear, progress::say);
    }

    private ExperimentModifier modifier() throws TestbedException {
        return modifier(testbed);
    }

    static ExperimentModifier modifier(Testbed testbed) throws TestbedException {
        return testbed.modifier()
                .orElseThrow(() -> new TestbedException(
                        "machines cannot be added to " + testbed.experiment() + ": plan with --mode lightweight"));
    }

    /** Says each state once. */
    private static final class StateLine {
        private final ProgressLines progress;
        private String last = "";

        StateLine(ProgressLines progress) {
            this.progress = progress;
        }

        void hear(String state) {
            if (!state.equals(last)) {
                progress.say("    the experiment is " + state);
                last = state;
            }
        }
    }
}
