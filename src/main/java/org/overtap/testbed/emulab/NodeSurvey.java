package org.overtap.testbed.emulab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.overtap.shell.Command;
import org.overtap.shell.Reply;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Finding;

/** Reads, many at once, what only the nodes themselves can tell: what they shape, and how they name their VLANs. */
final class NodeSurvey {
    private static final int AT_ONCE = 32;

    private final NodeAccess access;
    private final Snapshot snapshot;
    private final boolean allowPartial;
    private final List<Finding> findings;

    /** Findings are added to the list. */
    NodeSurvey(NodeAccess access, Snapshot snapshot, boolean allowPartial, List<Finding> findings) {
        this.access = access;
        this.snapshot = snapshot;
        this.allowPartial = allowPartial;
        this.findings = findings;
    }

    /** What each shaper, and each node that may shape by itself, told; by node name. */
    Map<String, NodeReading> read() throws TestbedException {
        Map<String, Reservation> wanted = new TreeMap<>();
        snapshot.endShapers().forEach(machine -> wanted.put(machine.name(), machine));
        snapshot.shapers().forEach(machine -> wanted.put(machine.name(), machine));
        snapshot.bridges().stream()
                .map(snapshot.machines()::get)
                .filter(Objects::nonNull)
                .forEach(machine -> wanted.put(machine.name(), machine));
        snapshot.machines().values().stream()
                .filter(machine -> !snapshot.vlanAddresses(machine).isEmpty())
                .forEach(machine -> wanted.put(machine.name(), machine));
        if (wanted.isEmpty()) {
            return Map.of();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_ONCE, wanted.size()));
        try {
            Map<String, Future<NodeReading>> pending = new LinkedHashMap<>();
            wanted.forEach((name, machine) -> pending.put(name, pool.submit(() -> ask(machine))));
            return collect(pending);
        } finally {
            pool.shutdownNow();
        }
    }

    private Map<String, NodeReading> collect(Map<String, Future<NodeReading>> pending) throws TestbedException {
        Map<String, NodeReading> readings = new TreeMap<>();
        for (Map.Entry<String, Future<NodeReading>> entry : pending.entrySet()) {
            try {
                readings.put(entry.getKey(), entry.getValue().get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TestbedException("interrupted while reading the shapers", e);
            } catch (ExecutionException e) {
                failed(entry.getKey(), e.getCause());
            }
        }
        return readings;
    }

    private void failed(String node, Throwable cause) throws TestbedException {
        if (cause instanceof TestbedException contradiction) {
            throw contradiction;
        }
        if (!(cause instanceof ShellException)) {
            throw new TestbedException("reading node " + node + " failed: " + cause, cause);
        }
        if (!allowPartial) {
            throw new TestbedException(
                    cause.getMessage().replaceFirst("\\.$", "")
                            + ". What it shapes is known to nobody else; --allow-partial leaves it out",
                    cause);
        }
        findings.add(new Finding(
                Finding.Kind.WARNING,
                node,
                "could not be read, so what it shapes is unknown and left out: " + cause.getMessage()));
    }

    private NodeReading ask(Reservation machine) throws ShellException, TestbedException {
        String name = machine.name();
        Shell shell = access.shell(name, machine.id(), snapshot.control(machine.id()));
        Reply mapping = shell.run(Command.of("cat", DelayRow.FILE));
        if (!mapping.ok() && (snapshot.shaper(machine) || snapshot.inlineTap(machine))) {
            throw new ShellException(
                    name,
                    "shaper " + name + " does not tell what it shapes (" + mapping.complaint()
                            + "): it may still be booting");
        }
        List<DelayRow> rows = mapping.ok() ? DelayRow.parse(name, mapping.out()) : new ArrayList<>();
        Reply links = shell.run(Command.script(NodeInterfaces.SCRIPT));
        if (!links.ok()) {
            throw new ShellException(name, "node " + name + " does not list its interfaces: " + links.complaint());
        }
        return new NodeReading(name, rows, NodeInterfaces.parse(name, links.out()), vlans(shell, machine));
    }

    private Map<String, String> vlans(Shell shell, Reservation machine) throws ShellException {
        Map<String, String> names = new TreeMap<>();
        for (String address : snapshot.vlanAddresses(machine)) {
            Reply reply = shell.run(Command.script(NodeInterfaces.BY_ADDRESS, address));
            String name = NodeInterfaces.name(reply.out())
                    .orElseThrow(() -> new ShellException(
                            machine.name(),
                            "node " + machine.name() + " does not tell which interface has the address " + address
                                    + ": it may still be booting"));
            names.put(address, name);
        }
        return names;
    }
}
