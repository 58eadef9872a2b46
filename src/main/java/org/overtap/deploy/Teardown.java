package org.overtap.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.Instrument;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** Takes a deployment away: probes first, then collectors, then every file on every node that was touched. */
public final class Teardown {
    private final StateFile state;
    private final NodeShells shells;
    private final Progress progress;
    private final boolean takeOver;

    public Teardown(StateFile state, NodeShells shells, Progress progress) {
        this(state, shells, progress, false);
    }

    /**
     * @param takeOver whether to go on where somebody else was at work who was not heard of for long
     */
    public Teardown(StateFile state, NodeShells shells, Progress progress, boolean takeOver) {
        this.state = state;
        this.shells = shells;
        this.progress = progress;
        this.takeOver = takeOver;
    }

    /**
     * What a teardown left.
     *
     * @param nodes nodes that were cleaned
     * @param leftovers processes and folders of the deployment that are still there
     * @param strays how many processes were ended that ran on though their folder was gone or did not know them
     */
    public record Outcome(int nodes, int leftovers, int strays) {}

    /** What is done while nothing writes any more and everything is still there. */
    public interface Saving {
        /**
         * Saves it.
         *
         * @return by node, why something of it could not be saved: nothing is removed there
         */
        Map<String, String> save() throws DeployException;
    }

    /** Takes it away without saving anything. */
    public Outcome teardown(Deployment deployment) throws DeployException {
        return teardown(deployment, Map::of);
    }

    /** Takes it away from nodes all of which the experiment still has. */
    public Outcome teardown(Deployment deployment, Saving saving) throws DeployException {
        return teardown(deployment, Set.of(), saving);
    }

    /**
     * Takes it away. The state file goes when nothing is left.
     *
     * @param gone nodes that the experiment does not have any more: nothing of it can be left there
     * @param saving once all daemons are stopped; if it fails, nothing is removed
     * @throws DeployException if somebody else is at work on the experiment, and then nothing was done; or if a node
     *     could not be cleaned, or something on it not saved; the others are, and it can be repeated
     */
    public Outcome teardown(Deployment deployment, Set<String> gone, Saving saving) throws DeployException {
        Deployment there = deployment.without(gone);
        Outcome outcome;
        try (NodeGuard guard =
                NodeGuard.take(there, state.worker(), takeOver, shells, NodeGuard.Failing.IS_PASSED_OVER)) {
            outcome = cleared(there, deployment.touched().isEmpty() ? Map::of : saving, guard);
        }
        // Not before: a guard that is left must be one that the state file tells of.
        if (outcome.leftovers() == 0) {
            forget(deployment);
        }
        return outcome;
    }

    private Outcome cleared(Deployment deployment, Saving saving, NodeGuard guard) throws DeployException {
        AtomicInteger left = new AtomicInteger();
        AtomicInteger strays = new AtomicInteger();
        stopProbesThenCollectors(deployment, strays);
        Map<String, String> unsaved = new TreeMap<>(saving.save());
        guard.requireHeld();
        List<Step> clears = deployment.touched().stream()
                .filter(node -> !unsaved.containsKey(node))
                .<Step>map(node -> new ClearStep(deployment, node, left, strays))
                .toList();
        StepRunner runner = new StepRunner(shells, progress, clears.size());
        List<String> failures = new ArrayList<>(unsaved.values());
        for (Step clear : clears) {
            try {
                runner.apply(List.of(clear));
            } catch (DeployException e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new DeployException(String.join("\n", failures) + "\nteardown is incomplete: the state is kept in "
                    + state.path() + "; mend it and repeat teardown");
        }
        return new Outcome(clears.size(), left.get(), strays.get());
    }

    /** The state stays as long as the experiment is not its own again. */
    private void forget(Deployment deployment) throws DeployException {
        if (deployment.modification().isPresent()) {
            state.write(deployment.cleared());
        } else {
            state.delete(deployment);
        }
    }

    /** Ending the probes first lets the collectors take in what they flush. A node that fails here is met again. */
    private void stopProbesThenCollectors(Deployment deployment, AtomicInteger strays) {
        stop(deployment, Instrument.Kind.PROBE, strays);
        stop(deployment, Instrument.Kind.MIRROR, strays);
        stop(deployment, Instrument.Kind.COLLECTOR, strays);
        stop(deployment, Instrument.Kind.GUARD, strays);
    }

    private void stop(Deployment deployment, Instrument.Kind kind, AtomicInteger strays) {
        List<JournalEntry> entries = deployment.journal().standing().stream()
                .filter(entry -> entry.daemon().kind() == kind)
                .toList();
        List<Step> starts = new ArrayList<>(entries.stream()
                .map(entry -> new StartStep(deployment.id(), entry, deployment.host(entry.node()), strays))
                .toList());
        starts.addAll(settling(entries));
        new StepRunner(shells, Progress.SILENT, starts.size()).undo(starts);
    }

    /**
     * What must be waited for before these are ended: a probe is given packets in blocks, as capture libraries fill them
     * (libpcap as pmacctd and tcpdump open it: after a second at the latest), and one that is ended loses the block that
     * is being filled. Undone first, since undoing goes backwards.
     */
    static List<Step> settling(List<JournalEntry> ending) {
        return ending.stream()
                .filter(entry -> entry.daemon().kind() == Instrument.Kind.PROBE)
                .map(JournalEntry::node)
                .distinct()
                .<Step>map(SettleStep::new)
                .toList();
    }

    private record SettleStep(String node) implements Step {
        private static final String SECONDS = "1.2";

        @Override
        public String title() {
            return "let probes on " + node + " take in what they captured";
        }

        @Override
        public List<String> actions() {
            return List.of("sleep " + SECONDS);
        }

        @Override
        public String apply(Shell shell) {
            return "ok";
        }

        @Override
        public void undo(Shell shell) throws ShellException {
            shell.run(Command.of("sleep", SECONDS));
        }
    }

    /** Removes the deployment's folder from one node, and adds up what could not be removed. */
    private record ClearStep(Deployment deployment, String node, AtomicInteger left, AtomicInteger strays)
            implements Step {
        private static final Pattern DONE = Pattern.compile("left (\\d{1,9}) ended (\\d{1,9})");

        @Override
        public String title() {
            return "clear " + node;
        }

        @Override
        public List<String> actions() {
            return List.of("rm -rf " + deployment.folder(node));
        }

        @Override
        public String apply(Shell shell) throws ShellException, DeployException {
            CommandResult reply = shell.run(Scripts.named("clear", deployment.folder(node), deployment.id())
                    .asRoot()
                    .within(Duration.ofSeconds(60)));
            Matcher done = DONE.matcher(reply.out().strip());
            if (!reply.ok() || !done.matches()) {
                throw new DeployException("node " + node + " could not be cleared: " + reply.errorText());
            }
            int here = Integer.parseInt(done.group(1));
            left.addAndGet(here);
            strays.addAndGet(Integer.parseInt(done.group(2)));
            return "removed, " + here + " left";
        }

        @Override
        public void undo(Shell shell) {
            // What is removed is gone.
        }
    }
}
