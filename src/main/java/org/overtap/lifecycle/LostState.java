package org.overtap.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.Recovery;
import org.overtap.deploy.journal.Deployment;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/** What stands on an experiment whose state file is not there: the nodes are asked. */
final class LostState {
    private LostState() {}

    /**
     * A deployment that nodes tell of, if any does; what could not be read is said.
     *
     * @param given the settings under which the experiment is reached
     * @param missing the state file
     */
    static Optional<Deployment> of(
            RunningExperiment experiment, Map<String, String> given, Path missing, LifecycleListener listener)
            throws TestbedException {
        if (!experiment.testbed().isInstantiated()) {
            return Optional.empty();
        }
        Topology topology = experiment.testbed().discover();
        Recovery recovery = Recovery.of(
                topology,
                given,
                experiment.traits(topology, RunningExperiment.machines(topology)),
                experiment.shells(topology));
        recovery.notes().forEach(note -> listener.say("warning: " + note));
        List<Deployment> found = recovery.deployments();
        if (!found.isEmpty()) {
            Deployment first = found.get(0);
            listener.say("there is no " + missing + ": going by what nodes tell of deployment " + first.id() + " ("
                    + String.join(", ", first.touched()) + ")");
            if (found.size() > 1) {
                listener.say("warning: nodes tell of " + (found.size() - 1) + " more: tear this one down, and repeat");
            }
        }
        return found.stream().findFirst();
    }
}
