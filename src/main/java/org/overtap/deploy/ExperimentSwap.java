package org.overtap.deploy;

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

    public ExperimentSwap(StateFile state, Preparer preparer, Consumer<String> progress) {
        this.state = state;
        this.preparer = preparer;
        this.progress = progress;
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
     * Puts the original script back and reads it again to prove it. Of a deployment that still has something on nodes
     * the state is kept.
     *
     * @param how how the experiment is changed for that
     * @throws DeployException if the testbed does not take it, or has another text afterwards; the state file stays
     */
    public void restore(Deployment deployment, Preparer.Swap how) throws DeployException {
        Deployment.ScriptChange change = deployment.script().orElseThrow();
        state.write(deployment.sending(change.onItsWayBack(how)));
        try {
            preparer.bring(change.original(), how, progress);
            if (!preparer.script().equals(change.original())) {
                throw new DeployException(
                        "the testbed has another ns script than the one put back: the original is in " + state.path());
            }
        } catch (TestbedException e) {
            throw new DeployException("the original ns script could not be put back: " + e.getMessage() + "\nit is in "
                    + state.path() + ": repeat 'overtap teardown'");
        }
        remember(deployment);
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
            progress.accept("not sure: " + e.getMessage());
        }
    }

    private DeployException putBackAfter(Deployment sending, Deployment standing, TestbedException cause) {
        try {
            restore(sending, sending.script().orElseThrow().how());
            remember(standing);
            return new DeployException(cause.getMessage() + "\nthe experiment runs with its original ns script");
        } catch (DeployException e) {
            stillUnderWay(sending);
            return new DeployException(cause.getMessage() + "\n" + e.getMessage()
                    + "\nif only the connection was lost, repeat the command: it goes on where it was");
        }
    }
}
