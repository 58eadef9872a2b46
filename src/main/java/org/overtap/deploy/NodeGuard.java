package org.overtap.deploy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.PlainName;
import org.overtap.deploy.journal.Worker;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/**
 * Keeps others from working on an experiment that have another state file, another user or another machine: a folder
 * on the nodes where its records are stored, which only one can make. It is renewed as long as the work goes on, so that
 * one that nobody holds any more can be told.
 */
final class NodeGuard implements AutoCloseable {
    private static final long RENEWED_EVERY_SECONDS = 30;
    private static final long SILENT_SECONDS = 300;
    private static final long UNNAMED_SECONDS = 60;

    private final Worker worker;
    private final NodeShells shells;
    private final String token = UUID.randomUUID().toString();
    private final Map<String, String> paths = new TreeMap<>();
    private final ScheduledExecutorService pulse;
    private volatile String lost = "";

    private NodeGuard(Worker worker, NodeShells shells) {
        this.worker = worker;
        this.shells = shells;
        this.pulse = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "guard");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is to be done where it cannot be made for another reason than that somebody else has it. */
    enum Failing {
        /** Nothing may be begun. */
        STOPS,
        /** What is to be taken away there will fail too, and say so. */
        IS_PASSED_OVER
    }

    /** Somebody who has it, as a node tells. */
    private record Holder(long silent, String token, Optional<Worker> worker) {
        static Holder of(String silent, String token, String line) {
            return new Holder(Long.parseLong(silent), token, Worker.parse(line));
        }

        boolean isSilent() {
            return silent > (worker.isPresent() ? SILENT_SECONDS : UNNAMED_SECONDS);
        }

        /** Whether it is certainly left over. What this program left earlier it could not take away. */
        boolean isLeftOver(Worker seer) {
            return worker.map(one -> one.hasEnded() || one.isProcessOf(seer)).orElseGet(this::isSilent);
        }

        String name() {
            return worker.map(one -> one + ",").orElse("another overtap");
        }
    }

    /**
     * Makes it for that deployment, or none at all.
     *
     * @param takeOver whether one that was not renewed for long may be replaced
     * @throws DeployException if somebody else is at work
     */
    static NodeGuard take(Deployment deployment, Worker worker, boolean takeOver, NodeShells shells, Failing failing)
            throws DeployException {
        NodeGuard guard = new NodeGuard(worker, shells);
        try {
            for (String node : nodes(deployment)) {
                guard.take(node, path(deployment, node), takeOver, failing, deployment.experiment());
            }
        } catch (DeployException | RuntimeException e) {
            guard.close();
            throw e;
        }
        guard.pulse.scheduleWithFixedDelay(
                guard::renew, RENEWED_EVERY_SECONDS, RENEWED_EVERY_SECONDS, TimeUnit.SECONDS);
        return guard;
    }

    /** Where records are or were stored; where none ever are, everywhere. */
    static List<String> nodes(Deployment deployment) {
        List<String> storing = deployment.journal().entries().stream()
                .filter(entry -> entry.daemon().output().isPresent())
                .map(JournalEntry::node)
                .distinct()
                .sorted()
                .toList();
        return (storing.isEmpty() ? deployment.touched() : storing)
                .stream()
                        .filter(node -> deployment.topology().node(node).isPresent())
                        .toList();
    }

    /** One for all deployments of an experiment, and for each node that may share its disk. */
    private static String path(Deployment deployment, String node) {
        return prefix(deployment, node) + PlainName.part(node);
    }

    /** How those of an experiment begin, and of no other: its name has no dash here, the one behind it ends it. */
    private static String prefix(Deployment deployment, String node) {
        String experiment = PlainName.part(deployment.experiment()).replace("-", "%2d");
        return deployment.host(node).workFolder() + "/overtap-at-work-" + experiment + "-";
    }

    private void take(String node, String path, boolean takeOver, Failing failing, String experiment)
            throws DeployException {
        try {
            String instead = "";
            // Who was to be replaced may have been replaced by another meanwhile.
            for (int tries = 0; tries < 3; tries++) {
                CommandResult reply = shells.on(node)
                        .run(Scripts.named("guard", "take", path, token, instead)
                                .asRoot()
                                .withInput(worker.line().getBytes(StandardCharsets.UTF_8)));
                if (!reply.ok()) {
                    throw new ShellException(node, reply.errorText());
                }
                List<String> lines = reply.out().lines().toList();
                if (lines.contains("taken")) {
                    paths.put(node, path);
                    return;
                }
                Holder holder = holder(node, lines);
                if (!holder.isLeftOver(worker) && !(takeOver && holder.isSilent())) {
                    throw new DeployException(refusal(holder, experiment, node));
                }
                instead = holder.token();
            }
            throw new DeployException("others are beginning to work on " + experiment + ": repeat");
        } catch (ShellException e) {
            if (failing == Failing.STOPS) {
                throw new DeployException("node " + node + " cannot be kept to this work: " + e.getMessage());
            }
        }
    }

    private static Holder holder(String node, List<String> lines) throws ShellException {
        String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
        if (words.length != 3 || !words[0].equals("held") || !words[1].matches("-?\\d{1,18}")) {
            throw new ShellException(node, "it does not tell who is at work there: " + String.join(" ", lines));
        }
        return Holder.of(words[1], words[2], lines.size() > 1 ? lines.get(1) : "");
    }

    private static String refusal(Holder holder, String experiment, String node) {
        return holder.isSilent()
                ? holder.name() + " was at work on " + experiment + " and was not heard of for " + holder.silent() / 60
                        + " minutes (node " + node + "): if it has ended, repeat with --take-over"
                : holder.name() + " is at work on " + experiment + " (node " + node
                        + "): wait until it has ended, and repeat";
    }

    /**
     * Makes sure that nobody else made one on another node of the experiment before this one was made. One that is left
     * over there is removed.
     *
     * @throws DeployException if somebody did and is at work
     */
    void requireAlone(Deployment deployment, Collection<String> nodes, boolean takeOver) throws DeployException {
        List<String> refusals = nodes.parallelStream()
                .map(node -> others(deployment, node, takeOver))
                .flatMap(List::stream)
                .sorted()
                .toList();
        if (!refusals.isEmpty()) {
            throw new DeployException(refusals.get(0));
        }
    }

    private List<String> others(Deployment deployment, String node, boolean takeOver) {
        List<String> refusals = new ArrayList<>();
        try {
            CommandResult reply = shells.on(node)
                    .run(Scripts.named("guards", prefix(deployment, node)).asRoot());
            for (String line : reply.out().lines().toList()) {
                String[] words = line.split(" ");
                if (words.length == 5
                        && words[0].equals("guard")
                        && words[2].matches("-?\\d{1,18}")
                        && !words[3].equals(token)) {
                    Holder holder = Holder.of(words[2], words[3], decoded(words[4]));
                    if (holder.isLeftOver(worker) || takeOver && holder.isSilent()) {
                        leave(node, words[1], words[3]);
                    } else {
                        refusals.add(refusal(holder, deployment.experiment(), node));
                    }
                }
            }
        } catch (ShellException e) {
            // A node on which nothing is to be started need not be reached.
        }
        return refusals;
    }

    private static String decoded(String word) {
        try {
            return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void renew() {
        paths.forEach((node, path) -> {
            try {
                CommandResult reply = shells.on(node)
                        .run(Scripts.named("guard", "renew", path, token).asRoot());
                if (reply.ok() && reply.out().lines().toList().contains("lost")) {
                    lost = node;
                }
            } catch (ShellException | RuntimeException e) {
                // It may be reached next time.
            }
        });
    }

    /**
     * Makes sure that nobody took it over.
     *
     * @throws DeployException if somebody did, or the node was cleared
     */
    void requireHeld() throws DeployException {
        if (!lost.isEmpty()) {
            throw new DeployException("another overtap took over on node " + lost
                    + " while this one was at work, or the node was cleared: nothing more was done; repeat");
        }
    }

    /** Lets others in. Where a node cannot be reached, they are told that nobody was heard of any more. */
    @Override
    public void close() {
        pulse.shutdownNow();
        paths.forEach((node, path) -> leave(node, path, token));
    }

    private void leave(String node, String path, String whose) {
        try {
            shells.on(node).run(Scripts.named("guard", "leave", path, whose).asRoot());
        } catch (ShellException e) {
            // Whoever comes next finds that its process has ended, or that it is silent.
        }
    }
}
