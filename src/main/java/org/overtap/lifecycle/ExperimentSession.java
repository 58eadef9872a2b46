package org.overtap.lifecycle;

import java.util.Optional;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;

/** An experiment that is opened when it is first needed, and once: what is remembered must stand on that very one. */
final class ExperimentSession implements AutoCloseable {
    private final ExperimentAccess access;
    private final Optional<StateFile> state;
    private final LifecycleListener listener;
    private RunningExperiment opened;

    ExperimentSession(ExperimentAccess access, Optional<StateFile> state, LifecycleListener listener) {
        this.listener = listener;
        this.access = access;
        this.state = state;
    }

    /** What the state file tells of. */
    Optional<Deployment> remembered() {
        return state.flatMap(file -> file.read(access.experiment()));
    }

    /** The experiment where the settings that are given now say it is. */
    RunningExperiment experiment() throws TestbedException {
        if (opened == null) {
            requireSameSite();
            open(access.open(listener));
        }
        return opened;
    }

    /** Two sites may well have an experiment of one name: what is remembered must stand on the one that is meant. */
    private void requireSameSite() {
        Optional<String> before = remembered().flatMap(access::site);
        Optional<String> now = before.isEmpty() ? before : access.site();
        if (before.isPresent() && now.isPresent() && !before.equals(now)) {
            throw new RequestException(
                    state.orElseThrow().path() + " remembers a deployment on " + access.experiment() + " at "
                            + before.get() + ", and this one is at " + now.get()
                            + ": give it a state file of its own with --state");
        }
    }

    /** The experiment where the deployment is. */
    RunningExperiment experimentOf(Deployment standing) throws TestbedException {
        return opened == null ? open(access.openFor(standing, listener)) : opened;
    }

    /** The same where something of the deployment must still be there; a testbed that is silent proves nothing. */
    RunningExperiment instantiated(Deployment standing) throws TestbedException {
        RunningExperiment experiment = experimentOf(standing);
        boolean out;
        try {
            out = !experiment.testbed().isInstantiated();
        } catch (TestbedException e) {
            out = false;
        }
        String absence = access.source() + " is " + experiment.absence();
        if (out && standing.changing()) {
            throw new TestbedException(absence + " in the middle of a change that was cut off: repeat what"
                    + " was begun, or 'overtap teardown " + access.source() + "'");
        }
        if (out) {
            throw new TestbedException(absence + ": nothing of the deployment is left on its machines;"
                    + " 'overtap teardown " + access.source() + "' forgets it");
        }
        return experiment;
    }

    private RunningExperiment open(Testbed testbed) {
        opened = new RunningExperiment(access.source(), testbed);
        return opened;
    }

    /** Ends every session. */
    @Override
    public void close() {
        if (opened != null) {
            opened.testbed().close();
        }
    }
}
