package org.overtap.lifecycle;

import org.overtap.deploy.ExperimentModification;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.StateFile;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/**
 * An open testbed, and what there is to be done on it.
 *
 * @param source the experiment as the user names it
 * @param testbed the testbed; whoever opened it closes it
 */
record RunningExperiment(String source, Testbed testbed) {

    /** Shells on the nodes of that topology. */
    NodeShells shells(Topology topology) {
        return name -> testbed.host(topology.node(name)
                        .orElseThrow(() -> new RequestException("the experiment has no node called " + name)))
                .shell();
    }

    /**
     * How machines are added.
     *
     * @throws TestbedException if this testbed cannot do that
     */
    ExperimentModifier modifier() throws TestbedException {
        return testbed.modifier()
                .orElseThrow(() -> new TestbedException(
                        "machines cannot be added to " + testbed.experiment() + ": plan with --mode lightweight"));
    }

    ExperimentModification modification(StateFile state, LifecycleListener listener) throws TestbedException {
        return new ExperimentModification(state, modifier(), new StateLine(listener)::hear, listener::say);
    }

    /** What the testbed calls a description of an experiment. */
    String noun() throws TestbedException {
        return modifier().notation().noun();
    }

    /** What the testbed calls an experiment that has no machines at present. */
    String absence() {
        return testbed.modifier()
                .map(modifier -> modifier.notation().withoutMachines())
                .orElse("without machines");
    }

    /** Says each state once. */
    private static final class StateLine {
        private final LifecycleListener listener;
        private String last = "";

        StateLine(LifecycleListener listener) {
            this.listener = listener;
        }

        void hear(String state) {
            if (!state.equals(last)) {
                listener.say("    the experiment is " + state);
                last = state;
            }
        }
    }
}
