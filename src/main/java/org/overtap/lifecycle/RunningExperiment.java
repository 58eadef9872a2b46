package org.overtap.lifecycle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.overtap.deploy.DeploymentShells;
import org.overtap.deploy.ExperimentModification;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.deploy.journal.StateFile;
import org.overtap.shell.ShellException;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.Revision;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
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

    /** Shells on the nodes of a deployment, some of which the experiment may not have any more. */
    DeploymentShells shells(Deployment deployment) {
        return new DeploymentShells(testbed, deployment.topology());
    }

    /**
     * What the hosts of those nodes tell of themselves. One that cannot be reached now is left out: it is met again.
     */
    Map<String, HostTraits> traits(Topology topology, Collection<String> nodes) {
        Map<String, HostTraits> traits = new ConcurrentHashMap<>();
        nodes.stream().flatMap(name -> topology.node(name).stream()).toList().parallelStream()
                .forEach(node -> {
                    try {
                        traits.put(node.name(), HostTraits.of(testbed.host(node)));
                    } catch (ShellException e) {
                        // Whoever needs it says so.
                    }
                });
        return traits;
    }

    /** The deployment, knowing what the hosts tell of the nodes that its plan names. */
    Deployment told(Deployment wanted) {
        Set<String> nodes = new TreeSet<>();
        wanted.plan().probes().forEach(probe -> nodes.add(probe.node()));
        wanted.plan().collectors().forEach(collector -> nodes.add(collector.node()));
        return wanted.on(traits(wanted.topology(), nodes));
    }

    /** The machines of that topology that can be entered. */
    static List<String> machines(Topology topology) {
        return topology.nodes().stream()
                .filter(node -> node.role() != Role.SWITCH && node.machine().isPresent())
                .map(Node::name)
                .toList();
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

    /** The experiment's description, if overtap added to it. */
    Optional<Revision> withAdditions() throws TestbedException {
        Optional<ExperimentModifier> modifier = testbed.modifier();
        if (modifier.isEmpty()) {
            return Optional.empty();
        }
        Revision there = modifier.get().current();
        return Optional.of(there).filter(text -> hasAdditions(modifier.get(), text));
    }

    /** What was added and edited since cannot be taken out, and is there. */
    private static boolean hasAdditions(ExperimentModifier modifier, Revision there) {
        try {
            return !modifier.withoutAdditions(there).equals(there);
        } catch (TestbedException e) {
            return true;
        }
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
