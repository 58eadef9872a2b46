package org.overtap.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.Outage;
import org.overtap.deploy.journal.StateFile;
import org.overtap.deploy.journal.TestTraffic;
import org.overtap.deploy.journal.Worker;
import org.overtap.instrument.Instrument;
import org.overtap.shell.ShellException;
import org.overtap.topology.IpAddress;

/**
 * Carries out a plan: checks every node, ends what cannot run on (probes, then collectors), notes on each node what is
 * to come, starts the collectors and waits until they listen, then starts the probes and waits until they are heard. The
 * state file names everything before it is made, so that a run that was cut off can be repeated or undone.
 */
public final class Deployer {
    /** What shows the probes that they are to send something, as it is seen by them. */
    private static final TestTraffic RESET = new TestTraffic(
            Set.of(IpAddress.of("192.0.2.1"), IpAddress.of("192.0.2.2")),
            6,
            OptionalInt.empty(),
            Set.of(9),
            40,
            Optional.empty());

    private final StateFile state;
    private final NodeShells shells;
    private final Progress progress;
    private final boolean takeOver;
    private final AtomicInteger strays = new AtomicInteger();

    public Deployer(StateFile state, NodeShells shells, Progress progress) {
        this(state, shells, progress, false);
    }

    /**
     * @param takeOver whether to go on where somebody else was at work who was not heard of for long
     */
    public Deployer(StateFile state, NodeShells shells, Progress progress, boolean takeOver) {
        this.state = state;
        this.shells = shells;
        this.progress = progress;
        this.takeOver = takeOver;
    }

    /**
     * What a deploy did.
     *
     * @param deployment what runs now
     * @param changed how many daemons were started or stopped; 0 when all of it ran already
     * @param outages what was found not to run, and runs again
     * @param strays how many processes were ended that ran on though their folder was gone
     */
    public record Outcome(Deployment deployment, int changed, List<Outage> outages, int strays) {
        public Outcome {
            outages = List.copyOf(outages);
        }
    }

    /** The steps that a deployment consists of, stage by stage: checks, notes, collectors, probes, first records. */
    public static List<List<Step>> stages(Deployment wanted) {
        NodeShells none = node -> {
            throw new ShellException(node, "steps of a dry run are not carried out");
        };
        List<List<Step>> all = new ArrayList<>(stages(wanted, new AtomicInteger()));
        all.add(List.copyOf(ArrivalStep.forAll(wanted.deploying(), none)));
        return all;
    }

    private static List<List<Step>> stages(Deployment wanted, AtomicInteger strays) {
        Deployment begun = wanted.deploying();
        List<JournalEntry> entries = begun.wanted();
        List<Step> checks = new ArrayList<>(
                PreflightStep.forAll(entries.stream().map(JournalEntry::daemon).toList(), begun::host));
        checks.addAll(PortStep.forAll(begun));
        return List.of(
                checks,
                notes(begun, nodes(entries), Worker.here("deploy")),
                starts(begun, kind -> kind != Instrument.Kind.PROBE, strays),
                starts(begun, kind -> kind == Instrument.Kind.PROBE, strays));
    }

    /** What would be ended before them, in that order, if all of it runs. */
    public static List<JournalEntry> ends(Deployment wanted) {
        return Changeover.of(wanted, entry -> true).all();
    }

    /**
     * Deploys the plan, or what differs from the plan that runs.
     *
     * @throws DeployException if somebody else is at work on the experiment or has a deployment on it, and then nothing
     *     was begun; or if a node fails; a fresh deployment is then undone, a changed one left as far as it came
     */
    public Outcome deploy(Deployment wanted) throws DeployException {
        Optional<Deployment> before = state.read();
        Deployment begun =
                wanted.begunAt(Instant.now().truncatedTo(ChronoUnit.MILLIS)).deploying();
        List<List<Step>> stages = stages(wanted, strays);
        List<ArrivalStep> arrivals = ArrivalStep.forAll(begun, shells);
        StepRunner runner = new StepRunner(
                shells, progress, stages.stream().mapToInt(List::size).sum() + arrivals.size());
        runner.apply(stages.get(0));
        OutageCheck check = OutageCheck.of(wanted, written(), shells);
        JournalWriter journal = new JournalWriter(
                state, begun.down(check.outages()).testedBy(arrivals.isEmpty() ? List.of() : List.of(RESET)));
        journal.begin();
        NodeGuard taken = guarded(journal.deployment(), before);
        try (NodeGuard guard = taken) {
            Changeover changeover = Changeover.of(wanted, check::lives);
            Set<String> started = carriedOut(changeover, runner, stages, journal, guard);
            runner.apply(arrivals.stream().map(step -> step.only(started)).toList());
            guard.requireHeld();
            return noted(before, journal.deployment(), started.size(), changeover.superseded(), check);
        } catch (DeployException e) {
            throw before.map(Deployment::touched).orElse(List.of()).isEmpty() ? undone(journal.deployment(), e) : e;
        }
    }

    /** The places of what was started now. */
    private Set<String> carriedOut(
            Changeover changeover, StepRunner runner, List<List<Step>> stages, JournalWriter journal, NodeGuard guard)
            throws DeployException {
        stop(changeover, journal);
        runner.apply(stages.get(1));
        guard.requireHeld();
        Set<String> started = started(runner, stages.get(2), journal);
        guard.requireHeld();
        started.addAll(started(runner, stages.get(3), journal));
        guard.requireHeld();
        return started;
    }

    private Outcome noted(
            Optional<Deployment> before,
            Deployment carriedOut,
            int started,
            List<JournalEntry> superseded,
            OutageCheck check)
            throws DeployException {
        Deployment running = carriedOut.running().up(outage -> check.now(outage.node()));
        int changed = started + superseded.size();
        boolean allHome =
                changed == 0 && before.isPresent() && before.get().collected().all();
        Deployment done = allHome ? running.afterCollect() : running;
        state.write(done);
        noteEnd(done, superseded);
        return new Outcome(done, changed, check.among(done.outages()), strays.get());
    }

    private Optional<Instant> written() {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(state.path()).toInstant().truncatedTo(ChronoUnit.SECONDS));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps others out. Where that cannot be, the state is what it was: nothing was begun. */
    private NodeGuard guarded(Deployment begun, Optional<Deployment> before) throws DeployException {
        NodeGuard guard = null;
        try {
            guard = NodeGuard.take(begun, state.worker(), takeOver, shells, NodeGuard.Failing.STOPS);
            guard.requireAlone(begun, Recovery.askable(begun.topology()), takeOver);
            Recovery found = Recovery.of(begun.topology(), begun.connection(), begun.hosts(), shells);
            Optional<String> other = found.standingBeside(begun.id());
            if (other.isPresent()) {
                throw new DeployException(other.get());
            }
            return guard;
        } catch (DeployException e) {
            if (guard != null) {
                guard.close();
            }
            if (before.isPresent()) {
                state.write(before.get());
            } else {
                state.delete(begun);
            }
            throw e;
        }
    }

    private DeployException undone(Deployment begun, DeployException cause) {
        try {
            int left = new Teardown(state, shells, Progress.SILENT, takeOver)
                    .teardown(begun)
                    .leftovers();
            return new DeployException(cause.getMessage() + "\n"
                    + (left == 0
                            ? "everything that had been started was stopped and removed"
                            : left + " things are left"));
        } catch (DeployException e) {
            return new DeployException(cause.getMessage() + "\nand undoing it failed too: " + e.getMessage());
        }
    }

    /** Probes first, all of them, so that their collectors still take in what they give away as they end. */
    private void stop(Changeover changeover, JournalWriter journal) throws DeployException {
        for (Instrument.Kind kind : Instrument.Kind.values()) {
            List<JournalEntry> ending = changeover.all().stream()
                    .filter(entry -> entry.daemon().kind() == kind)
                    .toList();
            List<Step> gone = new ArrayList<>(ending.stream()
                    .map(entry -> journal.journaled(
                            new StartStep(
                                    journal.deployment().id(),
                                    entry,
                                    journal.deployment().host(entry.node()),
                                    strays),
                            entry))
                    .toList());
            gone.addAll(Teardown.settling(ending));
            List<String> failures = new StepRunner(shells, Progress.SILENT, gone.size()).undo(gone);
            if (!failures.isEmpty()) {
                throw new DeployException(String.join("\n", failures));
            }
        }
    }

    /** The places of what was started now. */
    private static Set<String> started(StepRunner runner, List<Step> starts, JournalWriter journal)
            throws DeployException {
        Map<Step, JournalEntry> entries = new LinkedHashMap<>();
        for (Step step : starts) {
            JournalEntry entry = ((StartStep) step).entry();
            entries.put(journal.journaled(step, entry), entry);
        }
        Map<Step, String> outcomes = runner.apply(List.copyOf(entries.keySet()));
        Set<String> started = new TreeSet<>();
        entries.forEach((step, entry) -> {
            if ("started".equals(outcomes.get(step))) {
                started.add(entry.place());
            }
        });
        return started;
    }

    /** Nodes tell in the end what was done, where all of it is noted and where something was ended. */
    private void noteEnd(Deployment done, List<JournalEntry> superseded) throws DeployException {
        Set<String> nodes = new TreeSet<>(nodes(superseded));
        nodes(done.journal().standing()).stream()
                .filter(node -> NodeCopy.stores(done, node))
                .forEach(nodes::add);
        List<Step> notes = notes(done, nodes, state.worker());
        new StepRunner(shells, Progress.SILENT, notes.size()).apply(notes);
    }

    private static List<Step> notes(Deployment deployment, Set<String> nodes, Worker worker) {
        return nodes.stream()
                .<Step>map(node -> new RecordStep(deployment, node, worker.account()))
                .toList();
    }

    private static List<Step> starts(Deployment begun, Predicate<Instrument.Kind> kinds, AtomicInteger strays) {
        return begun.wanted().stream()
                .filter(entry -> kinds.test(entry.daemon().kind()))
                .<Step>map(entry -> new StartStep(begun.id(), entry, begun.host(entry.node()), strays))
                .toList();
    }

    private static Set<String> nodes(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::node).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
