package org.overtap.deploy;

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

    public Deployer(StateFile state, NodeShells shells, Progress progress) {
        this.state = state;
        this.shells = shells;
        this.progress = progress;
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
        return List.of(
                PreflightStep.forAll(entries.stream().map(JournalEntry::daemon).toList(), begun::host),
                notes(begun, nodes(entries)),
                starts(begun, Instrument.Kind.COLLECTOR),
                starts(begun, Instrument.Kind.PROBE));
    }

    /**
     * Deploys the plan, or what differs from the plan that runs.
     *
     * @throws DeployException if a node fails; a fresh deployment is then undone, a changed one left as far as it came
     */
    public Outcome deploy(Deployment wanted) throws DeployException {
        Optional<Deployment> before = state.read();
        List<JournalEntry> superseded = superseded(wanted);
        List<List<Step>> stages = stages(wanted);
        StepRunner runner = new StepRunner(
                shells, progress, stages.stream().mapToInt(List::size).sum());
        runner.apply(stages.get(0));
        JournalWriter journal = new JournalWriter(state, wanted.deploying());
        journal.begin();
        stop(superseded, journal);
        try {
            runner.apply(stages.get(1));
            int started = started(runner, stages.get(2), journal) + started(runner, stages.get(3), journal);
            Deployment running = journal.deployment().running();
            boolean same = started + superseded.size() == 0;
            Deployment done =
                    same && before.isPresent() && before.get().collected().all() ? running.afterCollect() : running;
            state.write(done);
            noteEnd(done, superseded);
            return new Outcome(done, started + superseded.size());
        } catch (DeployException e) {
            throw before.map(Deployment::touched).orElse(List.of()).isEmpty() ? undone(journal.deployment(), e) : e;
        }
    }

    private DeployException undone(Deployment begun, DeployException cause) {
        try {
            int left =
                    new Teardown(state, shells, Progress.SILENT).teardown(begun).leftovers();
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
        List<Step> notes = notes(done, nodes);
        new StepRunner(shells, Progress.SILENT, notes.size()).apply(notes);
    }

    private static List<Step> notes(Deployment deployment, Set<String> nodes) {
        return nodes.stream()
                .<Step>map(node -> new RecordStep(deployment, node))
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
