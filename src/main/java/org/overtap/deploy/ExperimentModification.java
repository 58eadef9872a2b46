package org.overtap.deploy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Modification;
import org.overtap.deploy.journal.StateFile;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.testbed.TestbedException;

/**
 * Brings an experiment to a description with machines added, and back to its own. The original is in the state file
 * before anything is sent, so that whatever breaks, it can be put back.
 */
public final class ExperimentModification {
    private final StateFile state;
    private final ExperimentModifier modifier;
    private final Consumer<String> progress;
    private final Consumer<String> notices;

    /**
     * @param progress hears each state of the experiment
     * @param notices hears a sentence about what the user would not expect
     */
    public ExperimentModification(
            StateFile state, ExperimentModifier modifier, Consumer<String> progress, Consumer<String> notices) {
        this.state = state;
        this.modifier = modifier;
        this.progress = progress;
        this.notices = notices;
    }

    /**
     * Sends what was proposed and waits until the experiment runs with it. If it comes to rest otherwise, the
     * original is put back.
     *
     * @return the deployment, which knows the original
     * @throws DeployException saying what failed, and whether the original is back
     */
    public Deployment change(Deployment wanted, Proposal proposal, ModifyMode mode) throws DeployException {
        Modification change = new Modification(
                proposal.original(),
                proposal.changed(),
                wanted.topology().nodes().size(),
                Optional.of(wanted.topology()),
                mode);
        keepOriginal(proposal);
        Optional<Deployment> standing = state.read().filter(d -> !d.touched().isEmpty());
        // What stood is remembered until something takes its place: it may still have to be stopped.
        Deployment sending = standing.orElse(wanted).changing(change);
        state.write(sending);
        try {
            modifier.apply(change.sent(), mode, progress);
        } catch (TestbedException e) {
            throw putBackAfter(sending, standing.orElse(sending), e);
        }
        return arrived(sending);
    }

    /**
     * Takes note that the user edited the description without touching what was added: nothing need be sent for that.
     *
     * @param deployment the one to be carried out, with the experiment's own topology
     */
    public Deployment follow(Deployment deployment, Proposal proposal) throws DeployException {
        Modification change = deployment.modification().orElseThrow();
        if (modifier.same(change.original(), proposal.original())) {
            return deployment;
        }
        keepOriginal(proposal);
        Modification edited = change.edited(proposal, deployment.topology());
        state.write(state.read().orElse(deployment).withModification(edited));
        return deployment.withModification(edited);
    }

    /** One that was edited since it was first changed becomes the one to go back to; the first is kept. */
    private void keepOriginal(Proposal proposal) throws DeployException {
        Optional<Revision> before =
                state.read().flatMap(Deployment::modification).map(Modification::original);
        if (before.isPresent() && !modifier.same(before.get(), proposal.original())) {
            notices.accept(
                    "the " + noun() + " was edited while machines were added: a teardown will go back to the edited"
                            + " one, the original is kept in " + kept("original", before.get()));
        }
    }

    /** Goes on with a change that was sent before this program was cut off, in the way that it was begun. */
    public Deployment resume(Deployment standing) throws DeployException {
        Modification change = standing.modification().orElseThrow();
        try {
            modifier.apply(change.sent(), change.mode(), progress);
        } catch (TestbedException e) {
            throw putBackAfter(standing, standing, e);
        }
        return arrived(standing);
    }

    /**
     * How a description was put back.
     *
     * @param exact whether the testbed has it byte for byte
     * @param edited whether it is the user's edited one, not the original
     * @param kept where one is kept that the testbed no longer has
     */
    public record Restored(boolean exact, boolean edited, Optional<Path> kept) {}

    /**
     * Makes sure that the experiment's own description could be put back, before anything is taken away. Changes
     * nothing.
     *
     * @throws DeployException if the testbed's description was edited so that it is not clear what to put back
     */
    public void requireRestorable(Deployment deployment, boolean forceOriginal) throws DeployException {
        try {
            RestorePlan.of(modifier, deployment.modification().orElseThrow().original(), forceOriginal);
        } catch (TestbedException e) {
            throw new DeployException(e.getMessage());
        }
    }

    /**
     * Puts the experiment's own description back and reads it again to prove it: the original, or the user's edited one
     * without what was added. Of a deployment that still has something on nodes the state is kept.
     *
     * @param mode how the experiment is changed for that
     * @param forceOriginal put back the original even if the user edited it meanwhile
     * @throws DeployException if the testbed does not take it, or has another afterwards; the state file stays
     */
    public Restored restore(Deployment deployment, ModifyMode mode, boolean forceOriginal) throws DeployException {
        return restore(deployment, mode, forceOriginal, revision -> modifier.apply(revision, mode, progress));
    }

    /** The same on an experiment that lost its machines since: it stays without. */
    public Restored restoreWhileOut(Deployment deployment, boolean forceOriginal) throws DeployException {
        ModifyMode mode = deployment.modification().orElseThrow().mode();
        return restore(deployment, mode, forceOriginal, revision -> modifier.applyWithoutMachines(revision, progress));
    }

    private interface Sending {
        void send(Revision revision) throws TestbedException;
    }

    private Restored restore(Deployment deployment, ModifyMode mode, boolean forceOriginal, Sending sending)
            throws DeployException {
        try {
            modifier.awaitIdle(progress);
            RestorePlan plan = RestorePlan.of(
                    modifier, deployment.modification().orElseThrow().original(), forceOriginal);
            Optional<Path> kept = keep(plan);
            Modification change = deployment.modification().orElseThrow().backTo(plan.revision(), mode);
            state.write(deployment.restoring(change));
            sending.send(plan.revision());
            boolean exact = proven(plan.revision());
            remember(deployment);
            boolean edited = kept.isPresent() && !forceOriginal;
            return new Restored(exact, edited, exact ? kept : Optional.of(kept("restored", plan.revision())));
        } catch (TestbedException e) {
            throw new DeployException("the original " + noun() + " could not be put back: " + e.getMessage()
                    + "\nit is in " + state.path() + ": repeat 'overtap teardown'");
        }
    }

    /** As it went in, with the original kept from an edit. */
    public Restored restore(Deployment deployment) throws DeployException {
        return restore(deployment, deployment.modification().orElseThrow().mode(), false);
    }

    private Optional<Path> keep(RestorePlan plan) throws DeployException {
        if (plan.dropped().isEmpty()) {
            return Optional.empty();
        }
        Path file = kept(plan.dropped().get().what(), plan.dropped().get().revision());
        notices.accept("the " + noun() + " was edited while machines were added: "
                + (plan.dropped().get().what().equals("original")
                        ? "the edited one is put back without what overtap added, the original is kept in "
                        : "the edited one is kept in ")
                + file);
        return Optional.of(file);
    }

    private Path kept(String what, Revision revision) throws DeployException {
        return state.keep(what, modifier.notation().fileEnding(), revision.text());
    }

    private String noun() {
        return modifier.notation().noun();
    }

    private boolean proven(Revision revision) throws DeployException, TestbedException {
        Revision there = modifier.current();
        if (!modifier.same(there, revision)) {
            throw new DeployException(
                    "the testbed has another " + noun() + " than the one put back: what was put back is in "
                            + state.path() + ": repeat 'overtap teardown'");
        }
        return there.equals(revision);
    }

    private void remember(Deployment restored) throws DeployException {
        if (restored.touched().isEmpty()) {
            state.delete(restored);
        } else {
            state.write(restored.unmodified());
        }
    }

    private Deployment arrived(Deployment sending) throws DeployException {
        Deployment arrived = sending.changed();
        state.write(arrived);
        return arrived;
    }

    /** So that a repeated command goes on forwards, and a teardown backwards. */
    private void stillUnderWay(Deployment sending) {
        try {
            state.write(sending);
        } catch (DeployException e) {
            notices.accept(e.getMessage());
        }
    }

    private DeployException putBackAfter(Deployment sending, Deployment standing, TestbedException cause) {
        try {
            restore(sending);
            remember(standing);
            return new DeployException(cause.getMessage() + "\nthe experiment runs with its original " + noun());
        } catch (DeployException e) {
            stillUnderWay(sending);
            return new DeployException(cause.getMessage() + "\n" + e.getMessage()
                    + "\nif only the connection was lost, repeat the command: it goes on where it was");
        }
    }
}
