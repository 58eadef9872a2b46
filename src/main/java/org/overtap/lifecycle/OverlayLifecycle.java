package org.overtap.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lifecycle.flows.DatasetRequest;
import org.overtap.lifecycle.flows.FlowStore;
import org.overtap.lifecycle.flows.MadeDataset;
import org.overtap.lifecycle.health.HealthWatch;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.lifecycle.measured.MarkedRuns;
import org.overtap.lifecycle.measured.NodeFieldwork;
import org.overtap.lifecycle.measured.RunEdge;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.record.RecordException;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;
import org.overtap.verify.CoverageVerification;
import org.overtap.verify.VerifyException;
import org.overtap.verify.VerifyReport;
import org.overtap.verify.passive.PassiveReport;

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
    private final boolean takeOver;
    private final ExperimentSession session;
    private final StandingOverlay standing;

    /**
     * The overlay that the state file tells of, or is to tell of.
     *
     * @param consent is asked before the experiment is changed
     * @param takeOver whether to go on with what another overtap left, or was at work on and was not heard of for long
     */
    public OverlayLifecycle(
            ExperimentAccess access, StateFile state, LifecycleListener listener, Consent consent, boolean takeOver) {
        this(access, Optional.of(state), listener, consent, time -> Thread.sleep(time.toMillis()), takeOver);
    }

    /** With another way to wait for records. */
    OverlayLifecycle(
            ExperimentAccess access,
            StateFile state,
            LifecycleListener listener,
            Consent consent,
            CoverageVerification.Pause pause,
            boolean takeOver) {
        this(access, Optional.of(state), listener, consent, pause, takeOver);
    }

    /** For looking at an experiment and planning, whatever may be deployed on it; nothing else can be done with it. */
    public static OverlayLifecycle withoutState(ExperimentAccess access, LifecycleListener listener) {
        return new OverlayLifecycle(access, Optional.empty(), listener, Consent.GIVEN, time -> {}, false);
    }

    private OverlayLifecycle(
            ExperimentAccess access,
            Optional<StateFile> state,
            LifecycleListener listener,
            Consent consent,
            CoverageVerification.Pause pause,
            boolean takeOver) {
        this.takeOver = takeOver;
        this.pause = pause;
        this.access = access;
        this.state = state;
        this.session = new ExperimentSession(access, state, listener);
        this.standing = new StandingOverlay(access, state, session, listener);
        this.listener = listener;
        this.consent = consent;
    }

    /**
     * Does the work while no other overtap is at work on the same state file.
     *
     * @param command what others are told that is being done
     * @throws DeployException if another one is, saying which
     */
    public <T> T exclusively(String command, Callable<T> work) throws Exception {
        return memory().exclusively(command, work);
    }

    /**
     * Does work that changes nothing of what is deployed, while others may do such work too.
     *
     * @param command what others are told that is being done
     * @throws DeployException if another overtap is changing it, saying which
     */
    public <T> T shared(String command, Callable<T> work) throws Exception {
        return memory().shared(command, work);
    }

    /** Reads the experiment as it runs. */
    public Topology discover() throws TestbedException {
        return session.experiment().testbed().discover();
    }

    /**
     * Makes a plan for the experiment as it runs, after finishing a change of it that was cut off.
     *
     * @throws RequestException if the request cannot be meant, or the state file is about the same name elsewhere
     * @throws DeployException if another deployment stands on the experiment, of which the state file does not tell
     */
    public PlannedOverlay plan(PlanRequest request) throws TestbedException, DeployException {
        finishChange();
        Topology topology = claimed();
        return planning().plan(topology, request);
    }

    /** Takes a plan that is given, after finishing a change of the experiment that was cut off. */
    public PlannedOverlay plan(OverlayPlan given, PlanRequest request) throws TestbedException, DeployException {
        finishChange();
        Topology topology = claimed();
        return planning().given(topology, given, request);
    }

    /** The experiment, on which no other deployment stands. */
    private Topology claimed() throws TestbedException, DeployException {
        Topology topology = discover();
        if (state.isPresent()) {
            standing.lost().requireNoOther(topology, takeOver);
        }
        return topology;
    }

    private Topology lookedAt() throws TestbedException {
        Topology topology = discover();
        standing.lost().objections(topology).forEach(objection -> listener.say("warning: " + objection));
        return topology;
    }

    /** What each number of extra nodes would leave on the experiment's own. */
    public NodeBudgetFrontier frontier(PlanRequest request, TapOptions taps) throws TestbedException {
        return PlanPolicy.frontier(
                discover(), request, taps.on(session.experiment().testbed().traits()));
    }

    /** What {@link #plan}, {@link #prepare} and {@link #deploy} would do. Changes nothing. */
    public DryRun dryRun(PlanRequest request) throws TestbedException, DeployException {
        return dryRun(planning().plan(lookedAt(), request));
    }

    /** What {@link #prepare} and {@link #deploy} would do with a plan that is given. Changes nothing. */
    public DryRun dryRun(OverlayPlan given, PlanRequest request) throws TestbedException, DeployException {
        return dryRun(planning().given(lookedAt(), given, request));
    }

    private DryRun dryRun(PlannedOverlay planned) throws TestbedException, DeployException {
        return preparation().dryRun(session.experiment().told(wanted(planned)), planned.request());
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
        Deployment told = session.experiment().told(prepared.deployment());
        NodeShells shells = session.experiment().shells(told.topology());
        Deployer.Outcome outcome = new Deployer(memory(), shells, listener, takeOver)
                .deploy(NodeFieldwork.beforeStart(told, shells, listener::say));
        if (prepared.request().change().replayEvents()) {
            listener.say("start the experiment's events from the beginning");
            session.experiment().modifier().replayEvents();
        }
        return new DeployedOverlay(outcome.deployment(), outcome.changed(), outcome.outages(), outcome.strays());
    }

    /**
     * Asks every daemon whether it lives and what it captured, and what of that is stored.
     *
     * @param watch who looks, perhaps not for the first time
     * @throws RequestException if nothing is deployed
     */
    public OverlayStatus status(HealthWatch watch) throws TestbedException {
        memory().atWork().forEach(worker -> listener.say(worker + " is at work on it"));
        Deployment deployment = standing.found().deployment();
        return watch.look(deployment, standing.shells(deployment));
    }

    /**
     * What there is to be looked at: what is deployed and what it measured until now; where nothing is deployed, the plan
     * that would be made.
     *
     * @throws RequestException if the request cannot be meant
     */
    public NetworkView view(PlanRequest request) throws TestbedException, DeployException, IOException {
        Optional<NetworkView> seen = flows().seen();
        return seen.isPresent()
                ? seen.get()
                : planning().plan(discover(), request).view();
    }

    /**
     * Proves from stored records that every conversation is seen exactly once.
     *
     * @param count canaries sent over each conversation, 1 to 1000
     * @throws RequestException if nothing is deployed, or the count is out of its range
     * @throws VerifyException if it cannot be found out
     */
    public VerifyReport verify(int count) throws TestbedException, VerifyException {
        return verification().active(count);
    }

    /**
     * Compares what is stored with what interfaces count, for so long, and sends nothing.
     *
     * @param tolerance by what share bytes may differ; by default the usual
     * @throws RequestException if nothing is deployed
     * @throws VerifyException if it cannot be found out
     */
    public PassiveReport verifyPassively(Duration length, OptionalDouble tolerance)
            throws TestbedException, VerifyException {
        return verification().passive(length, tolerance);
    }

    /**
     * Brings home the flow files that are closed and not here yet.
     *
     * @param to where to; if empty, to a folder called after the experiment
     * @throws RequestException if nothing is deployed
     * @throws DeployException if something that was stored is not here then
     */
    public CollectedFlows collect(Optional<Path> to) throws TestbedException, DeployException {
        return flows().collect(to);
    }

    /**
     * The flow files of the deployment, where its nodes stored them. They are read while the experiment is open.
     *
     * @throws RequestException if nothing is deployed
     */
    public FlowStore stored() throws TestbedException, DeployException, RecordException {
        return flows().onNodes();
    }

    /**
     * Makes a dataset of what was stored, after bringing home what is not here yet.
     *
     * @param awaited whether to wait first until what passed by now is stored
     * @param to where flow files are brought; if empty, to where they were brought last
     * @throws RequestException if nothing is deployed
     * @throws RecordException if nothing can be read
     * @throws IOException if the dataset cannot be written
     */
    public MadeDataset dataset(DatasetRequest request, boolean awaited, Optional<Path> to)
            throws TestbedException, DeployException, RecordException, IOException {
        return flows().dataset(request, awaited, to);
    }

    /**
     * Begins or ends a run of that name now.
     *
     * @throws RequestException if nothing is deployed
     * @throws TopologyException if the run cannot begin or end now
     * @throws DeployException if another overtap is changing the deployment
     */
    public MarkedRuns mark(String run, RunEdge edge) throws DeployException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        standing.here();
        memory().amend(remembered -> remembered.with(edge.on(remembered.notes(), run, now)));
        return runs();
    }

    /**
     * The runs that were named.
     *
     * @throws RequestException if nothing is deployed
     */
    public MarkedRuns runs() {
        Deployment deployment = standing.found().deployment();
        return new MarkedRuns(
                access.source(), deployment.experiment(), deployment.notes().runs());
    }

    /**
     * Takes the deployment away, from the nodes and from the experiment; the state file goes when nothing is left.
     *
     * @throws RequestException if nothing is deployed, or data would be lost
     * @throws DeployException if something could not be taken away; it can be repeated
     */
    public RemovedOverlay teardown(TeardownRequest request) throws TestbedException, DeployException {
        Optional<Deployment> remembered = remembered();
        Optional<String> other = request.deployment()
                .filter(id -> remembered.isEmpty() || !remembered.get().id().equals(id));
        if (remembered.isPresent() && other.isPresent()) {
            return new OverlayRemoval(session.experiment(), memory().beside(other.get()), request, listener, takeOver)
                    .remove(toRemove(other));
        }
        Deployment own = remembered.isPresent() ? remembered.get() : toRemove(other);
        return new OverlayRemoval(session.experimentOf(own), memory(), request, listener, takeOver).removeOwn(own);
    }

    private Deployment toRemove(Optional<String> id) throws TestbedException {
        return LostState.asked(access, memory(), () -> standing.lost().toRemove(id, takeOver));
    }

    /** Ends every session. */
    @Override
    public void close() {
        session.close();
    }

    private void finishChange() throws TestbedException, DeployException {
        if (state.isPresent()) {
            preparation().resume();
        }
    }

    private Deployment wanted(PlannedOverlay planned) {
        PlanRequest request = planned.request();
        return WantedDeployment.of(
                        remembered(), access.given(), planned.topology(), planned.plan(), request.instruments())
                .keepingFree(request.options().wishes().minFree());
    }

    private ExperimentPlanning planning() throws TestbedException {
        return new ExperimentPlanning(session.experiment(), remembered());
    }

    private ExperimentPreparation preparation() throws TestbedException {
        return new ExperimentPreparation(session.experiment(), memory(), listener, consent);
    }

    private StateFile memory() {
        return standing.memory();
    }

    private Optional<Deployment> remembered() {
        return session.remembered();
    }

    private OverlayVerification verification() {
        return new OverlayVerification(standing, listener, pause);
    }

    private OverlayFlows flows() {
        return new OverlayFlows(standing, listener, pause);
    }
}
