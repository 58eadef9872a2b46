package org.overtap.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.overtap.deploy.Recovery;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Modification;
import org.overtap.deploy.journal.StateFile;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Revision;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/**
 * What stands on an experiment of which the state file does not tell: its nodes are asked, and its description is
 * looked at.
 *
 * @param given the settings under which the experiment is reached
 * @param state the state file, which may be missing
 */
record LostState(RunningExperiment experiment, Map<String, String> given, StateFile state, LifecycleListener listener) {

    /**
     * A deployment that was found.
     *
     * @param own whether it is this user's on this machine, as far as is known
     */
    record Found(Deployment deployment, boolean own) {}

    /** What is asked of the experiment. */
    interface Question<T> {
        Optional<T> ask() throws TestbedException;
    }

    /**
     * The answer.
     *
     * @throws RequestException if there is none, or nobody answers
     */
    static <T> T asked(ExperimentAccess access, StateFile state, Question<T> question) {
        String nothing = "nothing is deployed on " + access.experiment() + " (no " + state.path()
                + "): 'overtap deploy " + access.source() + "' would";
        try {
            return question.ask().orElseThrow(() -> new RequestException(nothing));
        } catch (TestbedException | InvalidSettingException e) {
            throw new RequestException(
                    nothing + "\nwhether its nodes tell otherwise could not be seen: " + e.getMessage());
        }
    }

    private Recovery ask(Topology topology) {
        Recovery recovery = Recovery.of(
                topology,
                given,
                experiment.traits(topology, RunningExperiment.machines(topology)),
                experiment.shells(topology));
        recovery.notes().forEach(note -> listener.say("warning: " + note));
        return recovery;
    }

    /** Those that nodes tell of. */
    private Recovery ask() throws TestbedException {
        return experiment.testbed().isInstantiated()
                ? ask(experiment.testbed().discover())
                : new Recovery(List.of(), Map.of(), List.of());
    }

    /**
     * A deployment that nodes tell of, if any does.
     *
     * @throws RequestException if only the experiment's description still tells of one
     */
    Optional<Found> found() throws TestbedException {
        Recovery recovery = ask();
        if (recovery.deployments().isEmpty()) {
            if (experiment.withAdditions().isPresent()) {
                throw new RequestException(additionsAlone());
            }
            return Optional.empty();
        }
        Deployment first = recovery.deployments().get(0);
        sayGoingBy(recovery, first);
        if (recovery.deployments().size() > 1) {
            listener.say("warning: nodes tell of " + (recovery.deployments().size() - 1)
                    + " more: remove one of them with 'overtap teardown --deployment ID'");
        }
        return Optional.of(new Found(first, recovery.origins().get(first.id()).mayBeOf(state.worker())));
    }

    /**
     * The deployment that is to be taken away.
     *
     * @param id which one; if empty, the only one there is, and one that is somebody else's only when taken over
     * @throws RequestException if there is none of that id, or it is not clear that it may be taken away
     */
    Optional<Deployment> toRemove(Optional<String> id, boolean takeOver) throws TestbedException {
        Recovery recovery = ask();
        List<Deployment> all = recovery.deployments();
        if (id.isPresent()) {
            Deployment named = all.stream()
                    .filter(one -> one.id().equals(id.get()))
                    .findFirst()
                    .orElseThrow(() -> new RequestException("no node tells of deployment " + id.get()
                            + (all.isEmpty() ? "" : "; nodes tell of " + String.join(", ", ids(all)))));
            sayGoingBy(recovery, named);
            return Optional.of(named);
        }
        if (all.size() > 1) {
            throw new RequestException("nodes tell of deployments " + String.join(", ", ids(all))
                    + ": say which one with --deployment ID");
        }
        if (all.isEmpty()) {
            return ofDescription();
        }
        Deployment only = all.get(0);
        if (!takeOver && !recovery.origins().get(only.id()).mayBeOf(state.worker())) {
            throw new RequestException(recovery.offer(only, true));
        }
        sayGoingBy(recovery, only);
        return Optional.of(only);
    }

    private void sayGoingBy(Recovery recovery, Deployment one) {
        String whose =
                recovery.origins().get(one.id()).by().map(by -> " of " + by).orElse("");
        listener.say((state.read().isEmpty() ? "there is no " + state.path() + ": " : "")
                + "going by what nodes tell of deployment " + one.id() + whose + " (" + String.join(", ", one.touched())
                + ")");
    }

    private static List<String> ids(List<Deployment> all) {
        return all.stream().map(Deployment::id).toList();
    }

    /** A deployment of which only the experiment's description still tells. */
    private Optional<Deployment> ofDescription() throws TestbedException {
        Optional<Revision> there = experiment.withAdditions();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Topology topology = experiment.testbed().isInstantiated()
                ? experiment.testbed().discover()
                : new Topology(experiment.testbed().experiment(), List.of(), List.of(), List.of());
        Modification change = new Modification(
                experiment.modifier().withoutAdditions(there.get()),
                there.get(),
                topology.nodes().size(),
                Optional.empty(),
                ModifyMode.DEFAULT);
        listener.say("there is no " + state.path() + ": going by what was added to the " + experiment.noun());
        return Optional.of(Recovery.ofChange(UUID.randomUUID().toString().substring(0, 8), topology, given, change));
    }

    /**
     * Why nothing may be deployed now, if another deployment stands already.
     *
     * @param topology the experiment as it is now
     */
    List<String> objections(Topology topology) throws TestbedException {
        Optional<Deployment> own = state.read();
        Recovery recovery = ask(topology);
        List<String> objections = new ArrayList<>(others(recovery, own).stream()
                .map(other -> recovery.offer(other, own.isEmpty()))
                .toList());
        if (objections.isEmpty()
                && own.flatMap(Deployment::modification).isEmpty()
                && experiment.withAdditions().isPresent()) {
            objections.add(additionsAlone() + ", or go on with it as it is ('overtap deploy --take-over')");
        }
        return objections;
    }

    private String additionsAlone() throws TestbedException {
        return "the " + experiment.noun() + " of " + experiment.source()
                + " has what overtap added for a deployment that nothing else tells of: take it out ('overtap teardown "
                + experiment.source() + "')";
    }

    private static List<Deployment> others(Recovery recovery, Optional<Deployment> own) {
        return own.map(one -> recovery.beside(one.id())).orElse(recovery.deployments());
    }

    /**
     * Makes sure that no deployment stands but the one that is remembered: two on an experiment see everything twice.
     *
     * @param takeOver whether to remember one that nodes tell of, where none is remembered
     * @throws DeployException if another one stands
     */
    void requireNoOther(Topology topology, boolean takeOver) throws TestbedException, DeployException {
        if (!takeOver) {
            List<String> objections = objections(topology);
            if (!objections.isEmpty()) {
                throw new DeployException(String.join("\n", objections));
            }
            return;
        }
        Recovery recovery = ask(topology);
        Optional<Deployment> own = state.read();
        List<Deployment> others = others(recovery, own);
        if (own.isEmpty() && others.size() == 1) {
            state.restore(others.get(0));
            sayTakenOver(recovery, others.get(0));
        } else if (!others.isEmpty()) {
            throw new DeployException(recovery.offer(others.get(0), false));
        }
    }

    private void sayTakenOver(Recovery recovery, Deployment one) {
        listener.say("deployment " + one.id()
                + recovery.origins().get(one.id()).by().map(by -> " of " + by).orElse("")
                + " is taken over from what its nodes tell");
    }
}
