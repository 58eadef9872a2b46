package org.overtap.testbed.geni.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.SliverLogin;
import org.overtap.testbed.geni.rspec.SliverNode;
import org.overtap.topology.TopologyException;

/**
 * What the nodes told, and why some did not.
 *
 * @param facts by node
 * @param silent the reason, by node
 */
public record SliverReading(Map<String, SliverFacts> facts, Map<String, String> silent) {
    private static final int AT_ONCE = 32;

    public SliverReading {
        facts = Map.copyOf(facts);
        silent = java.util.Collections.unmodifiableMap(new TreeMap<>(silent));
    }

    /**
     * Asks all that can be entered, many at once.
     *
     * @throws org.overtap.testbed.InvalidSettingException if the user that was asked for has no login on one of them
     */
    public static SliverReading of(Iterable<SliverNode> nodes, LoginChoice choice, NodeEntry entry)
            throws TestbedException {
        Map<SliverNode, Optional<SliverLogin>> logins = new LinkedHashMap<>();
        nodes.forEach(node -> {
            if (node.enterable()) {
                logins.put(node, choice.on(node));
            }
        });
        Map<String, Future<SliverFacts>> pending = new LinkedHashMap<>();
        Map<String, String> silent = new TreeMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            logins.forEach((node, login) -> {
                if (login.isPresent()) {
                    pending.put(node.name(), pool.submit(() -> ask(entry.on(node.name(), login.get()))));
                } else {
                    silent.put(
                            node.name(),
                            "several may log in on " + node.name() + " (" + LoginChoice.users(node)
                                    + "): name yours with --ssh-user");
                }
            });
            return collected(pending, silent);
        } finally {
            pool.shutdownNow();
        }
    }

    private static SliverReading collected(Map<String, Future<SliverFacts>> pending, Map<String, String> silent)
            throws TestbedException {
        Map<String, SliverFacts> facts = new TreeMap<>();
        for (Map.Entry<String, Future<SliverFacts>> entry : pending.entrySet()) {
            try {
                facts.put(entry.getKey(), entry.getValue().get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TestbedException("interrupted while reading the nodes", e);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof ShellException || e.getCause() instanceof TopologyException)) {
                    throw new TestbedException(
                            "reading node " + entry.getKey() + " failed: " + e.getCause(), e.getCause());
                }
                silent.put(entry.getKey(), e.getCause().getMessage());
            }
        }
        return new SliverReading(facts, silent);
    }

    private static SliverFacts ask(Shell shell) throws ShellException {
        CommandResult reply = shell.run(Command.script(SliverFacts.SCRIPT));
        if (!reply.ok()) {
            throw new ShellException(
                    shell.node(),
                    "node " + shell.node() + " does not list its interfaces with 'ip -j addr' (" + reply.errorText()
                            + "): it needs Linux with iproute2 of 2018 or later");
        }
        return SliverFacts.parse(shell.node(), reply.out());
    }

    /** The reasons, the same one of many nodes once. */
    public List<String> reasons() {
        return new ArrayList<>(new java.util.LinkedHashSet<>(silent.values()));
    }
}
