package org.overtap.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.overtap.deploy.DeploymentShells;
import org.overtap.deploy.ExperimentModification;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Teardown;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.lifecycle.home.FlowFolders;
import org.overtap.lifecycle.home.Homecoming;
import org.overtap.lifecycle.measured.DaemonCounters;
import org.overtap.lifecycle.measured.NodeFieldwork;
import org.overtap.testbed.TestbedException;

/** Takes a deployment away, and gives the experiment its own description back. */
final class OverlayRemoval {
    private final RunningExperiment experiment;
    private final StateFile state;
    private final TeardownRequest request;
    private final LifecycleListener listener;
    private final boolean takeOver;

    /**
     * @param takeOver whether to go on where somebody else was at work who was not heard of for long
     */
    OverlayRemoval(
            RunningExperiment experiment,
            StateFile state,
            TeardownRequest request,
            LifecycleListener listener,
            boolean takeOver) {
        this.takeOver = takeOver;
        this.experiment = experiment;
        this.state = state;
        this.request = request;
        this.listener = listener;
    }

    /** Takes away the deployment that the state file is to tell of until then. */
    RemovedOverlay removeOwn(Deployment standing) throws TestbedException, DeployException {
        state.needNoRoom(listener::say);
        try {
            state.restore(standing);
            RemovedOverlay removed = remove(standing);
            return removed.ownDescription() && standing.modification().isEmpty() && hasAdditions()
                    ? removed.withoutOwnDescription()
                    : removed;
        } finally {
            state.needRoom();
        }
    }

    /** Whether what an earlier deployment added is still in the description that this one left alone. */
    private boolean hasAdditions() {
        try {
            if (experiment.withAdditions().isEmpty()) {
                return false;
            }
            listener.say("warning: the " + experiment.noun() + " of " + experiment.source() + " still has what overtap"
                    + " added for an earlier deployment: take it out ('overtap teardown " + experiment.source()
                    + "' once more)");
            return true;
        } catch (TestbedException e) {
            // What was to be removed is; the next deploy looks again.
            return false;
        }
    }

    /** Takes away any deployment. */
    RemovedOverlay remove(Deployment remembered) throws TestbedException, DeployException {
        // Out in the middle of a change of ours, it is to come back; else its user wants it out.
        boolean out = !remembered.changing() && !experiment.testbed().isInstantiated();
        Deployment standing = out ? gone(remembered) : remembered;
        boolean modified = standing.modification().isPresent();
        DeploymentShells shells = experiment.shells(standing);
        Map<String, String> gone = shells.gone(standing.touched());
        Deployment deployment = counted(standing, shells, gone.keySet());
        gone.values().forEach(listener::say);
        if (modified) {
            requireCollected(deployment.without(gone.keySet()));
            experiment.modification(state, listener).requireRestorable(deployment, request.forceOriginal());
        }
        Teardown.Outcome outcome = new Teardown(state, shells, listener, takeOver)
                .teardown(deployment, gone.keySet(), () -> save(deployment, shells, gone.keySet()));
        Optional<RemovedOverlay.Restored> restored = modified && outcome.leftovers() == 0
                ? Optional.of(new RemovedOverlay.Restored(experiment.noun(), restore(out)))
                : Optional.empty();
        return new RemovedOverlay(
                deployment.id(),
                deployment.experiment(),
                outcome.nodes(),
                outcome.leftovers(),
                outcome.strays(),
                restored.map(r -> r.how().exact()).orElse(!modified),
                restored);
    }

    /** What probes counted they only tell while they run. */
    private Deployment counted(Deployment deployment, NodeShells shells, Set<String> gone) {
        return request.discardData()
                ? deployment
                : deployment.with(deployment
                        .notes()
                        .counted(DaemonCounters.ask(deployment, node -> !gone.contains(node), shells)));
    }

    /** What is left of a deployment on an experiment that lost its machines: its description at most. */
    private Deployment gone(Deployment deployment) {
        String absence = deployment.experiment() + " is " + experiment.absence();
        if (deployment.holdsUncollected() && !request.discardData()) {
            throw new RequestException(absence + ", and the flow files that were not collected are gone with its"
                    + " machines: repeat with --discard-data to forget the deployment");
        }
        listener.say(absence + ": nothing is left on its machines");
        return deployment.cleared();
    }

    private ExperimentModification.Restored restore(boolean out) throws TestbedException, DeployException {
        listener.say("put the original " + experiment.noun() + " back");
        Deployment cleared = state.read(experiment.testbed().experiment()).orElseThrow();
        ExperimentModification modification = experiment.modification(state, listener);
        return out
                ? modification.restoreWhileOut(cleared, request.forceOriginal())
                : modification.restore(
                        cleared,
                        request.mode().over(cleared.modification().orElseThrow().mode()),
                        request.forceOriginal());
    }

    private void requireCollected(Deployment deployment) throws TestbedException {
        if (deployment.holdsUncollected() && !request.discardData()) {
            throw new RequestException("putting the original " + experiment.noun()
                    + " back wipes the collectors' disks, and the flow files were not collected: 'overtap collect "
                    + experiment.source() + "' first, or repeat with --discard-data");
        }
    }

    /**
     * Collectors stored on after the last collect: what they have is downloaded to the rest. Gives the nodes of which
     * not all is here, each with the reason.
     */
    private Map<String, String> save(Deployment deployment, NodeShells shells, Set<String> gone)
            throws DeployException {
        if (request.discardData()) {
            return Map.of();
        }
        Path folder = request.to().orElseGet(() -> FlowFolders.last(deployment));
        NodeFieldwork now = NodeFieldwork.ask(deployment, shells, listener::say);
        CollectedFlows home;
        try {
            home = new Homecoming(now.noted(deployment), now.routed(), shells).collectRest(folder);
        } catch (DeployException e) {
            throw new DeployException(e.getMessage()
                    + "\nthe daemons were stopped where they could be reached, and nothing was removed: repeat teardown,"
                    + " with --discard-data if flow files may be lost");
        }
        remember(home.complete() ? deployment.afterLastCollect(folder) : deployment.afterPartOfCollect(folder));
        if (home.files() > 0) {
            listener.say("flow files were downloaded to " + folder + ": " + home.files() + " are there, "
                    + home.newFiles() + " of them new");
        }
        home.notices().forEach(listener::say);
        Map<String, String> unsaved = new TreeMap<>();
        home.failures()
                .forEach((node, why) -> unsaved.put(
                        node,
                        gone.contains(node)
                                ? why
                                : why + "\nthe daemons were stopped, and nothing was removed on " + node
                                        + ": repeat teardown, with --discard-data if its flow files may be lost"));
        return unsaved;
    }

    /** What is here need not be brought again when this is repeated; to take the rest away needs no such note. */
    private void remember(Deployment deployment) {
        try {
            state.write(deployment);
        } catch (DeployException e) {
            listener.say("warning: " + e.getMessage());
        }
    }
}
