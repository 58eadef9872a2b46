package org.overtap.deploy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.testbed.Preparer;
import org.overtap.testbed.TestbedException;

/**
 * Brings an experiment to a script with machines added, and back to its own. The original text is in the state file
 * before anything is sent, so that whatever breaks, it can be put back.
 */
public final class ExperimentSwap {
    private final StateFile state;
    private final Preparer preparer;
    private final Consumer<String> progress;
    private final Consumer<String> notices;

    /**
     * @param progress hears each state of the experiment
     * @param notices hears a sentence about what the user would not expect
     */
    public ExperimentSwap(StateFile state, Preparer preparer, Consumer<String> progress, Consumer<String> notices) {
        this.state = state;
        this.preparer = preparer;
        this.progress = progress;
        this.notices = notices;
    }

    /**
     * Sends the rewritten script and waits until the experiment runs with it. If it comes to rest otherwise, the
     * original is put back.
     *
     * @return the deployment, which knows the original script
     * @throws DeployException saying what failed, and whether the original script is back
     */
    public Deployment change(Deployment wanted, Preparer.Preparation prepared, Preparer.Swap how)
            throws DeployException {
        Deployment.ScriptChange change = new Deployment.ScriptChange(
                prepared.original(),
                prepared.rewritten(),
                false,
                wanted.topology().nodes().size(),
                false,
                Optional.of(wanted.topology()),
                how);
        keepOriginal(prepared);
        Optional<Deployment> standing = state.read().filter(d -> !d.touched().isEmpty());
        // What stood is remembered until something takes its place: it may still have to be stopped.
        Deployment sending = standing.orElse(wanted).sending(change);
        state.write(sending);
        try {
            preparer.bring(change.sent(), how, progress);
        } catch (TestbedException e) {
            throw putBackAfter(sending, standing.orElse(sending), e);
        }
        return arrived(sending);
    }

    /**
     * Takes note that the user edited his script without touching what was added: nothing need be sent for that.
     *
     * @param deployment the one to be carried out, with the experiment's own topology
     */
    public Deployment follow(Deployment deployment, Preparer.Preparation prepared) throws DeployException {
        Deployment.ScriptChange change = deployment.script().orElseThrow();
        if (Preparer.sameText(change.original(), prepared.original())) {
            return deployment;
        }
        keepOriginal(prepared);
        Deployment.ScriptChange edited = change.edited(prepared, deployment.topology());
        state.write(state.read().orElse(deployment).withScript(edited));
        return deployment.withScript(edited);
    }

    /** A script that was edited since it was first rewritten becomes the one to go back to; the first is kept. */
    private void keepOriginal(Preparer.Preparation prepared) throws DeployException {
        Optional<String> before = state.read().flatMap(Deployment::script).map(Deployment.ScriptChange::original);
        if (before.isPresent() && !Preparer.sameText(before.get(), prepared.original())) {
            notices.accept("the ns script was edited while machines were added: a teardown will go back to the edited"
                    + " one, the original is kept in " + state.keep("original", before.get()));
        }
    }

    /** Goes on with a change that was sent before this program was cut off, in the way that it was begun. */
    public Deployment resume(Deployment standing) throws DeployException {
        Deployment.ScriptChange change = standing.script().orElseThrow();
        try {
            preparer.bring(change.sent(), change.how(), progress);
        } catch (TestbedException e) {
            throw putBackAfter(standing, standing, e);
        }
        return arrived(standing);
    }

    /**
     * How a script was put back.
     *
     * @param exact whether the testbed has it byte for byte
     * @param edited whether it is the user's edited one, not the original
     * @param kept where a script is kept that the testbed no longer has
     */
    public record Restored(boolean exact, boolean edited, Optional<Path> kept) {}

    /**
     * Makes sure that a script could be put back, before anything is taken away. Changes nothing.
     *
     * @throws DeployException if the testbed's script was edited so that it is not clear what to put back
     */
    public void requireWayBack(Deployment deployment, boolean forceOriginal) throws DeployException {
        try {
            WayBack.of(preparer, deployment.script().orElseThrow(), forceOriginal);
        } catch (TestbedException e) {
            throw new DeployException(e.getMessage());
        }
    }

    /**
     * Puts the experiment's own script back and reads it again to prove it: the original, or the user's edited one
     * without what was added. Of a deployment that still has something on nodes the state is kept.
     *
     * @param how how the experiment is changed for that
     * @param forceOriginal put back the original even if the user edited the script meanwhile
     * @throws DeployException if the testbed does not take it, or has another text afterwards; the state file stays
     */
    public Restored restore(Deployment deployment, Preparer.Swap how, boolean forceOriginal) throws DeployException {
        return restore(deployment, how, forceOriginal, script -> preparer.bring(script, how, progress));
    }

    /** The same on an experiment that its user swapped out since: it stays out. */
    public Restored restoreWhileOut(Deployment deployment, boolean forceOriginal) throws DeployException {
        Preparer.Swap how = deployment.script().orElseThrow().how();
        return restore(deployment, how, forceOriginal, script -> preparer.replace(script, progress));
    }

    private interface Sending {
        void send(String script) throws TestbedException;
    }

    private Restored restore(Deployment deployment, Preparer.Swap how, boolean forceOriginal, Sending sending)
            throws DeployException {
        try {
            preparer.settle(progress);
            WayBack back = WayBack.of(preparer, deployment.script().orElseThrow(), forceOriginal);
            Optional<Path> kept = keep(back);
            Deployment.ScriptChange change = deployment.script().orElseThrow().onItsWayBack(back.script(), how);
            state.write(deployment.sending(change));
            sending.send(back.script());
            boolean exact = proven(back.script());
            remember(deployment);
            boolean edited = kept.isPresent() && !forceOriginal;
            return new Restored(exact, edited, exact ? kept : Optional.of(state.keep("restored", back.script())));
        } catch (TestbedException e) {
            throw new DeployException("the original ns script could not be put back: " + e.getMessage() + "\nit is in "
                    + state.path() + ": repeat 'overtap teardown'");
        }
    }

    /** As it went in, with the original kept from an edit. */
    public Restored restore(Deployment deployment) throws DeployException {
        return restore(deployment, deployment.script().orElseThrow().how(), false);
    }

    private Optional<Path> keep(WayBack back) throws DeployException {
        if (back.dropped().isEmpty()) {
            return Optional.empty();
        }
        Path file = state.keep(back.dropped().get().what(), back.dropped().get().text());
        notices.accept("the ns script was edited while machines were added: "
                + (back.dropped().get().what().equals("original")
                        ? "the edited one is put back without overtap's block, the original is kept in "
                        : "the edited one is kept in ")
                + file);
        return Optional.of(file);
    }

    private boolean proven(String script) throws DeployException, TestbedException {
        String there = preparer.script();
        if (!Preparer.sameText(there, script)) {
            throw new DeployException(
                    "the testbed has another ns script than the one put back: what was put back is in " + state.path()
                            + ": repeat 'overtap teardown'");
        }
        return there.equals(script);
    }

    private void remember(Deployment restored) throws DeployException {
        if (restored.touched().isEmpty()) {
            state.delete();
        } else {
            state.write(restored.withOwnScript());
        }
    }

    private Deployment arrived(Deployment sending) throws DeployException {
        Deployment arrived = sending.sending(sending.script().orElseThrow().afterArrival());
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
            return new DeployException(cause.getMessage() + "\nthe experiment runs with its original ns script");
        } catch (DeployException e) {
            stillUnderWay(sending);
            return new DeployException(cause.getMessage() + "\n" + e.getMessage()
                    + "\nif only the connection was lost, repeat the command: it goes on where it was");
        }
    }
}
