package org.overtap.deploy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.StateFile;
import org.overtap.deploy.journal.Worker;
import org.overtap.instrument.Instrument;

/**
 * Carries out a plan: checks every node, notes on it what is to come, starts the collectors and waits until they
 * listen, then starts the probes. The state file names everything before it is made, so that a run that was cut off can
 * be repeated or undone.
 */
public final class Deployer {
    private final StateFile state;
    private final NodeShells shells;
    private final Progress progress;
    private final boolean takeOver;

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
     */
    public record Outcome(Deployment deployment, int changed) {}

    /** The steps that a deployment consists of, stage by stage: checks, notes, collectors, probes. */
    public static List<List<Step>> stages(Deployment wanted) {
        Deployment begun = wanted.deploying();
        List<JournalEntry> entries = begun.wanted();
        List<Step> checks = new ArrayList<>(
                PreflightStep.forAll(entries.stream().map(JournalEntry::daemon).toList(), begun::host));
        checks.addAll(PortStep.forAll(begun));
        return List.of(
                checks,
                notes(begun, nodes(entries), Worker.here("deploy")),
                starts(begun, Instrument.Kind.COLLECTOR),
                starts(begun, Instrument.Kind.PROBE));
    }

    /**
     * Deploys the plan, or what differs from the plan that runs.
     *
     * @throws DeployException if somebody else is at work on the experiment or has a deployment on it, and then nothing
     *     was begun; or if a node fails; a fresh deployment is then undone, a changed one left as far as it came
     */
    public Outcome deploy(Deployment wanted) throws DeployException {
        Optional<Deployment> before = state.read();
        List<List<Step>> stages = stages(wanted);
        StepRunner runner = new StepRunner(
                shells, progress, stages.stream().mapToInt(List::size).sum());
        runner.apply(stages.get(0));
        JournalWriter journal = new JournalWriter(state, wanted.deploying());
        journal.begin();
        NodeGuard taken = guarded(journal.deployment(), before);
        try (NodeGuard guard = taken) {
            return carriedOut(wanted, before, runner, stages, journal, guard);
        } catch (DeployException e) {
            throw before.map(Deployment::touched).orElse(List.of()).isEmpty() ? undone(journal.deployment(), e) : e;
        }
    }

    private Outcome carriedOut(
            Deployment wanted,
            Optional<Deployment> before,
            StepRunner runner,
            List<List<Step>> stages,
            JournalWriter journal,
            NodeGuard guard)
            throws DeployException {
        List<JournalEntry> superseded = superseded(wanted);
        stop(superseded, journal);
        runner.apply(stages.get(1));
        guard.requireHeld();
        int started = started(runner, stages.get(2), journal);
        guard.requireHeld();
        started += started(runner, stages.get(3), journal);
        Deployment running = journal.deployment().running();
        boolean same = started + superseded.size() == 0;
        Deployment done =
                same && before.isPresent() && before.get().collected().all() ? running.afterCollect() : running;
        guard.requireHeld();
        state.write(done);
        noteEnd(done, superseded);
        return new Outcome(done, started + superseded.size());
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

    /** What runs and the plan does not ask for, on nodes that stay. */
    public static List<JournalEntry> superseded(Deployment wanted) {
        Set<String> kept = wanted.wanted().stream().map(JournalEntry::place).collect(Collectors.toSet());
        return wanted.journal().standing().stream()
                .filter(entry -> !kept.contains(entry.place()))
                .filter(entry -> wanted.topology().node(entry.node()).isPresent())
                .toList();
    }

    /** A daemon that only changed is restarted by its step. */
    private void stop(List<JournalEntry> superseded, JournalWriter journal) throws DeployException {
        List<Step> gone = superseded.stream()
                .map(entry -> journal.journaled(
                        new StartStep(
                                journal.deployment().id(),
                                entry,
                                journal.deployment().host(entry.node())),
                        entry))
                .toList();
        List<String> failures = new StepRunner(shells, Progress.SILENT, gone.size()).undo(gone);
        if (!failures.isEmpty()) {
            throw new DeployException(String.join("\n", failures));
        }
    }

    private static int started(StepRunner runner, List<Step> starts, JournalWriter journal) throws DeployException {
        List<Step> journaled = starts.stream()
                .map(step -> journal.journaled(step, ((StartStep) step).entry()))
                .toList();
        Map<Step, String> outcomes = runner.apply(journaled);
        return (int) outcomes.values().stream().filter("started"::equals).count();
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

    private static List<Step> starts(Deployment begun, Instrument.Kind kind) {
        return begun.wanted().stream()
                .filter(entry -> entry.daemon().kind() == kind)
                .<Step>map(entry -> new StartStep(begun.id(), entry, begun.host(entry.node())))
                .toList();
    }

    private static Set<String> nodes(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::node).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
