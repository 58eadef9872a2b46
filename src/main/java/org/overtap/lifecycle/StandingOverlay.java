package org.overtap.lifecycle;

import java.util.Optional;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.testbed.TestbedException;

/**
 * What stands on an experiment, as far as the state file or the experiment's nodes tell.
 *
 * @param access the experiment
 * @param state the state file, if what stands matters
 * @param session opens the experiment
 */
record StandingOverlay(
        ExperimentAccess access, Optional<StateFile> state, ExperimentSession session, LifecycleListener listener) {
    StateFile memory() {
        return state.orElseThrow(() -> new IllegalStateException("made for looking only"));
    }

    LostState lost() throws TestbedException {
        return new LostState(session.experiment(), access.given(), memory(), listener);
    }

    /** What the state file tells of; without one, what the experiment's nodes tell of. */
    LostState.Found found() {
        Optional<Deployment> remembered = session.remembered();
        return remembered.isPresent()
                ? new LostState.Found(remembered.get(), true)
                : LostState.asked(access, memory(), () -> lost().found());
    }

    /** What either tells of, if anything stands. */
    Optional<Deployment> known() throws TestbedException {
        Optional<Deployment> remembered = session.remembered();
        return remembered.isPresent() ? remembered : lost().found().map(LostState.Found::deployment);
    }

    /** The same, remembered again where it was lost here. */
    Deployment here() throws DeployException {
        LostState.Found standing = found();
        if (standing.own()) {
            memory().restore(standing.deployment());
        }
        return standing.deployment();
    }

    /** Shells on its nodes, where they are still there. */
    NodeShells shells(Deployment standing) throws TestbedException {
        return session.instantiated(standing).shells(standing);
    }
}
