package org.overtap.lifecycle;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.lifecycle.home.FlowFolders;
import org.overtap.lifecycle.home.Homecoming;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.record.RecordReaders;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;
import org.overtap.verify.CanaryLog;
import org.overtap.verify.CoverageVerification;
import org.overtap.verify.VerifyException;
import org.overtap.verify.VerifyReport;

/**
 * An overlay on one experiment, from before it is planned until it is gone. The experiment is reached when the first
 * method needs it, and once for all of them. What stands is remembered in the state file, so that each method may be
 * called in a process of its own; who changes anything calls it within {@link #exclusively}.
 */
public final class OverlayLifecycle implements AutoCloseable {
    private final ExperimentAccess access;
    private final Optional<StateFile> state;
    private final LifecycleListener listener;
    private final Consent consent;
    private final CoverageVerification.Pause pause;
    private RunningExperiment opened;

    /**
     * The overlay that the state file tells of, or is to tell of.
     *
     * @param consent is asked before the experiment is changed
     */
    public OverlayLifecycle(ExperimentAccess access, StateFile state, LifecycleListener listener, Consent consent) {
        this(access, state, listener, consent, time -> Thread.sleep(time.toMillis()));
    }

    /** With another way to wait for records. */
    OverlayLifecycle(
            ExperimentAccess access,
            StateFile state,
            LifecycleListener listener,
            Consent consent,
            CoverageVerification.Pause pause) {
        this(access, Optional.of(state), listener, consent, pause);
    }

    /** For looking at an experiment and planning, whatever may be deployed on it; nothing else can be done with it. */
    public static OverlayLifecycle withoutState(ExperimentAccess access, LifecycleListener listener) {
        return new OverlayLifecycle(access, Optional.empty(), listener, Consent.GIVEN, time -> {});
    }

    private OverlayLifecycle(
            ExperimentAccess access,
            Optional<StateFile> state,
            LifecycleListener listener,
            Consent consent,
            CoverageVerification.Pause pause) {
        this.pause = pause;
        this.access = access;
        this.state = state;
        this.listener = listener;
        this.consent = consent;
    }

    /**
     * Does the work while no other overtap is at work on the same state file.
     *
     * @throws DeployException if another one is
     */
    public <T> T exclusively(Callable<T> work) throws Exception {
        return memory().alone(work);
    }

    /** Reads the experiment as it runs. */
    public Topology discover() throws TestbedException {
        return experiment().testbed().discover();
    }

    /**
     * Makes a plan for the experiment as it runs, after finishing a change of it that was cut off.
     *
     * @throws RequestException if the request cannot be meant, or the state file is about the same name elsewhere
     */
    public PlannedOverlay plan(PlanRequest request) throws TestbedException, DeployException {
        finishChange();
        return planning().plan(discover(), request);
    }

    /** Takes a plan that is given, after finishing a change of the experiment that was cut off. */
    public PlannedOverlay plan(OverlayPlan given, PlanRequest request) throws TestbedException, DeployException {
        finishChange();
        return planning().given(discover(), given, request);
    }

    /** What each number of extra nodes would leave on the experiment's own. */
    public NodeBudgetFrontier frontier(PlanRequest request, TapOptions taps) throws TestbedException {
        return PlanPolicy.frontier(
                discover(), request, taps.on(experiment().testbed().traits()));
    }

    /** What {@link #plan}, {@link #prepare} and {@link #deploy} would do. Changes nothing. */
    public DryRun dryRun(PlanRequest request) throws TestbedException, DeployException {
        return dryRun(planning().plan(discover(), request));
    }

    /** What {@link #prepare} and {@link #deploy} would do with a plan that is given. Changes nothing. */
    public DryRun dryRun(OverlayPlan given, PlanRequest request) throws TestbedException, DeployException {
        return dryRun(planning().given(discover(), given, request));
    }

    private DryRun dryRun(PlannedOverlay planned) throws TestbedException, DeployException {
        return preparation().dryRun(experiment().told(wanted(planned)), planned.request());
    }

    /**
     * Gives the experiment the machines that the plan adds, if any, and binds the plan to what came up.
     *
     * @throws RequestException if that would lose data, or the user does not want it
     * @throws DeployException if the experiment comes up otherwise than intended
     */
    public PreparedOverlay prepare(PlannedOverlay planned) throws TestbedException, DeployException {
        return new PreparedOverlay(preparation().ready(wanted(planned), planned.request()), planned.request());
    }

    /**
     * Starts what is to run, collectors first, and stops what is superseded.
     *
     * @throws DeployException if a node fails; what was started for a fresh deployment is taken back
     */
    public DeployedOverlay deploy(PreparedOverlay prepared) throws TestbedException, DeployException {
        Deployment ready = experiment().told(prepared.deployment());
        Deployer.Outcome outcome =
                new Deployer(memory(), experiment().shells(ready.topology()), listener).deploy(ready);
        if (prepared.request().change().replayEvents()) {
            listener.say("start the experiment's events from the beginning");
            experiment().modifier().replayEvents();
        }
        return new DeployedOverlay(access.source(), outcome.deployment(), outcome.changed());
    }

    /**
     * Asks every daemon whether it lives and what it captured.
     *
     * @throws RequestException if nothing is deployed
     */
    public OverlayStatus status() throws TestbedException {
        Deployment standing = standing();
        return new OverlayStatus(
                standing, Status.read(standing, instantiated(standing).shells(standing.topology())));
    }

    /**
     * Proves from stored records that every conversation is seen exactly once.
     *
     * @param count canaries sent over each conversation, 1 to 1000
     * @throws RequestException if nothing is deployed, or the count is out of its range
     * @throws VerifyException if it cannot be found out
     */
    public VerifyReport verify(int count) throws TestbedException, VerifyException {
        if (count < 1 || count > 1000) {
            throw new RequestException("--count lies between 1 and 1000");
        }
        Deployment standing = standing();
        try {
            memory().restore(standing);
        } catch (DeployException e) {
            throw new VerifyException(e.getMessage());
        }
        return new CoverageVerification(
                        standing,
                        RecordReaders.builtIn(),
                        instantiated(standing).shells(standing.topology()),
                        CanaryLog.in(memory()),
                        listener::say,
                        new Random(),
                        pause)
                .run(count);
    }

    /**
     * Brings home the flow files that are closed and not here yet.
     *
     * @param to where to; if empty, to a folder called after the experiment
     * @throws RequestException if nothing is deployed
     * @throws DeployException if something that was stored is not here then
     */
    public CollectedFlows collect(Optional<Path> to) throws TestbedException, DeployException {
        Deployment standing = standing();
        Path folder = to.orElseGet(() -> FlowFolders.first(standing));
        CollectedFlows flows =
                new Homecoming(standing, instantiated(standing).shells(standing.topology())).collect(folder);
        memory().write(flows.complete() ? standing.afterCollect(folder) : standing.afterPartOfCollect(folder));
        if (!flows.complete()) {
            throw new DeployException(flows.failureText() + "\n"
                    + (flows.files() == 0 ? "nothing was brought" : "what could be brought is in " + folder));
        }
        return flows;
    }

    /**
     * Takes the deployment away, from the nodes and from the experiment; the state file goes when nothing is left.
     *
     * @throws RequestException if nothing is deployed, or data would be lost
     * @throws DeployException if something could not be taken away; it can be repeated
     */
    public RemovedOverlay teardown(TeardownRequest request) throws TestbedException, DeployException {
        Deployment standing = standing();
        memory().restore(standing);
        return new OverlayRemoval(experimentOf(standing), memory(), request, listener).remove(standing);
    }

    /** Ends every session. */
    @Override
    public void close() {
        if (opened != null) {
            opened.testbed().close();
        }
    }

    private void finishChange() throws TestbedException, DeployException {
        if (state.isPresent()) {
            preparation().resume();
        }
    }

    private Deployment wanted(PlannedOverlay planned) {
        return WantedDeployment.of(
                remembered(),
                access.given(),
                planned.topology(),
                planned.plan(),
                planned.request().instruments());
    }

    private ExperimentPlanning planning() throws TestbedException {
        return new ExperimentPlanning(experiment(), remembered());
    }

    private ExperimentPreparation preparation() throws TestbedException {
        return new ExperimentPreparation(experiment(), memory(), listener, consent);
    }

    private StateFile memory() {
        return state.orElseThrow(() -> new IllegalStateException("made for looking only"));
    }

    private Optional<Deployment> remembered() {
        return state.flatMap(file -> file.read(access.experiment()));
    }

    /** What the state file tells of; without one, what the experiment's nodes tell of. */
    private Deployment standing() {
        Optional<Deployment> remembered = remembered();
        return remembered.isPresent() ? remembered.get() : recovered();
    }

    private Deployment recovered() {
        String nothing = "nothing is deployed on " + access.experiment() + " (no " + memory().path()
                + "): 'overtap deploy " + access.source() + "' would";
        try {
            return LostState.of(experiment(), access.given(), memory().path(), listener)
                    .orElseThrow(() -> new RequestException(nothing));
        } catch (TestbedException | InvalidSettingException e) {
            throw new RequestException(
                    nothing + "\nwhether its nodes tell otherwise could not be seen: " + e.getMessage());
        }
    }

    /** The experiment where the settings that are given now say it is. */
    private RunningExperiment experiment() throws TestbedException {
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
            throw new RequestException(memory().path() + " remembers a deployment on " + access.experiment() + " at "
                    + before.get() + ", and this one is at " + now.get()
                    + ": give it a state file of its own with --state");
        }
    }

    /** The experiment where the deployment is. */
    private RunningExperiment experimentOf(Deployment standing) throws TestbedException {
        return opened == null ? open(access.openFor(standing, listener)) : opened;
    }

    /** The same where something of the deployment must still be there; a testbed that is silent proves nothing. */
    private RunningExperiment instantiated(Deployment standing) throws TestbedException {
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
        testbed.listen(listener::say);
        opened = new RunningExperiment(access.source(), testbed);
        return opened;
    }
}
