package org.overtap.cli;

import java.util.List;
import java.util.Optional;
import org.overtap.deploy.DeployException;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.ExperimentSwap;
import org.overtap.deploy.StateFile;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.TappedPlanner;
import org.overtap.overlay.TopologyMatch;
import org.overtap.testbed.Preparer;
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

    /** Finishes a change of the experiment that an earlier command was cut off in. */
    void resume() throws Exception {
        Optional<Deployment> standing = state.read();
        boolean underWay =
                standing.flatMap(Deployment::script).map(s -> !s.arrived()).orElse(false);
        if (underWay) {
            progress.say("an earlier change of the experiment was cut off: going on with it");
            exchange().resume(standing.get(), swap.how());
        }
    }

    /** The deployment to carry out, on an experiment that has all the machines it needs. */
    Deployment ready(Deployment wanted, PlanningOptions planning) throws Exception {
        if (wanted.plan().change().isEmpty() || wanted.script().isPresent()) {
            return wanted;
        }
        Preparer.Preparation prepared =
                preparer().prepare(wanted.topology(), wanted.plan().change().get());
        swap.confirm("change the experiment?");
        progress.say("send the rewritten ns script to the testbed");
        Deployment changed = exchange().change(wanted, prepared, swap.how());
        return bound(changed, wanted, planning);
    }

    private Deployment bound(Deployment changed, Deployment wanted, PlanningOptions planning) throws Exception {
        OverlayPlan plan = wanted.plan();
        Topology read =
                TappedPlanner.withRoles(testbed.discover(), plan.change().get().collectors());
        List<String> differences =
                TopologyMatch.differences(wanted.topology(), read, plan.change().get());
        if (!differences.isEmpty()) {
            throw new DeployException(
                    "the experiment came up otherwise than intended: " + String.join("; ", differences)
                            + "\nno probe was started; 'overtap teardown' puts the original script back");
        }
        LivePlanning live = LivePlanning.of(testbed, read, planning);
        OverlayPlan bound = TappedPlanner.bind(
                read, plan, changed.script().orElseThrow().machines(), live.options(), planning.catalogue());
        return changed.replan(read, live.noted(bound));
    }

    private ExperimentSwap exchange() throws TestbedException {
        return new ExperimentSwap(state, preparer(), new StateLine(progress)::hear);
    }

    private Preparer preparer() throws TestbedException {
        return preparer(testbed);
    }

    static Preparer preparer(Testbed testbed) throws TestbedException {
        return testbed.preparer()
                .orElseThrow(() -> new TestbedException(
                        "machines cannot be added to " + testbed.experiment() + ": plan with --mode lightweight"));
    }

    /** Says each state once. */
    static final class StateLine {
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
