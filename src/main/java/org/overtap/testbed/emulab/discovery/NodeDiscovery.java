package org.overtap.testbed.emulab.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.IpAddress;
import org.overtap.topology.listing.LocalInterface;

/**
 * Reads, many at once, what the nodes themselves tell: each its interfaces and addresses, shapers also what they shape.
 *
 * <p>What a shaper, a bridge, a node that shapes by itself and one on a VLAN tell is known to nobody else: without it
 * there is no topology. Of any other node the testbed's word stands where it does not answer in time.
 */
public final class NodeDiscovery {
    private static final int AT_ONCE = 32;

    /** How long a node that need not be asked may take to answer, once it is reached. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NodeAccess access;
    private final ExperimentSnapshot snapshot;
    private final boolean allowPartial;
    private final List<DiscoveryNote> findings;

    /** Findings are added to the list. */
    public NodeDiscovery(
            NodeAccess access, ExperimentSnapshot snapshot, boolean allowPartial, List<DiscoveryNote> findings) {
        this.access = access;
        this.snapshot = snapshot;
        this.allowPartial = allowPartial;
        this.findings = findings;
    }

    /** What each node told, by its name; those that did not answer are missing. */
    public Map<String, NodeFacts> read() throws TestbedException {
        Map<String, MachineAllocation> needed = needed();
        Map<String, Future<NodeFacts>> pending = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            needed.forEach((name, machine) -> pending.put(name, pool.submit(() -> ask(machine))));
            snapshot.machines().values().stream()
                    .filter(machine -> !machine.serviceHost() && !needed.containsKey(machine.name()))
                    .forEach(machine -> pending.put(machine.name(), pool.submit(() -> askForInterfaces(machine))));
            return collect(pending, needed);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The nodes that alone know what they tell. */
    private Map<String, MachineAllocation> needed() {
        Map<String, MachineAllocation> needed = new TreeMap<>();
        snapshot.endShapers().forEach(machine -> needed.put(machine.name(), machine));
        snapshot.shapers().forEach(machine -> needed.put(machine.name(), machine));
        snapshot.bridges().stream()
                .map(snapshot.machines()::get)
                .filter(Objects::nonNull)
                .forEach(machine -> needed.put(machine.name(), machine));
        snapshot.machines().values().stream()
                .filter(machine -> !snapshot.vlanAddresses(machine).isEmpty())
                .forEach(machine -> needed.put(machine.name(), machine));
        return needed;
    }

    private Map<String, NodeFacts> collect(
            Map<String, Future<NodeFacts>> pending, Map<String, MachineAllocation> needed) throws TestbedException {
        Map<String, NodeFacts> readings = new TreeMap<>();
        for (Map.Entry<String, Future<NodeFacts>> entry : pending.entrySet()) {
            try {
                readings.put(entry.getKey(), entry.getValue().get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TestbedException("interrupted while reading the nodes", e);
            } catch (ExecutionException e) {
                if (needed.containsKey(entry.getKey())) {
                    failed(entry.getKey(), e.getCause());
                } else {
                    silent(entry.getKey(), e.getCause());
                }
            }
        }
        return readings;
    }

    private void silent(String node, Throwable cause) {
        findings.add(new DiscoveryNote(
                DiscoveryNote.Kind.WARNING,
                node,
                "did not tell its interfaces, so their names and addresses are as the boss believes: "
                        + cause.getMessage()));
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
        findings.add(new DiscoveryNote(
                DiscoveryNote.Kind.WARNING,
                node,
                "could not be read, so what it shapes is unknown and left out: " + cause.getMessage()));
    }

    private NodeFacts ask(MachineAllocation machine) throws ShellException, TestbedException {
        String name = machine.name();
        Shell shell = access.shell(name, machine.id(), snapshot.control(machine.id()));
        CommandResult mapping = shell.run(Command.of("cat", DelayRow.FILE));
        if (!mapping.ok() && (snapshot.shaper(machine) || snapshot.inlineTap(machine))) {
            throw new ShellException(
                    name,
                    "shaper " + name + " does not tell what it shapes (" + mapping.errorText()
                            + "): it may still be booting");
        }
        List<DelayRow> rows = mapping.ok() ? DelayRow.parse(name, mapping.out()) : new ArrayList<>();
        List<LocalInterface> own = interfaces(shell, name, Command.script(NodeInterfaces.SCRIPT));
        return new NodeFacts(name, rows, rows.isEmpty() ? List.of() : shaping(shell), own, vlans(shell, machine, own));
    }

    /** Nothing where it does not tell: then the boss's word stands. */
    private static List<PresentShaping> shaping(Shell shell) {
        try {
            CommandResult told = shell.run(Command.script(PresentShaping.SCRIPT).within(PATIENCE));
            return told.ok() ? PresentShaping.parse(told.out()) : List.of();
        } catch (ShellException e) {
            return List.of();
        }
    }

    private NodeFacts askForInterfaces(MachineAllocation machine) throws ShellException, TestbedException {
        String name = machine.name();
        Shell shell = access.shell(name, machine.id(), snapshot.control(machine.id()));
        Command command = Command.script(NodeInterfaces.SCRIPT).within(PATIENCE);
        return new NodeFacts(name, List.of(), List.of(), interfaces(shell, name, command), Map.of());
    }

    private static List<LocalInterface> interfaces(Shell shell, String node, Command command)
            throws ShellException, TestbedException {
        CommandResult links = shell.run(command);
        if (!links.ok()) {
            throw new ShellException(node, "node " + node + " does not list its interfaces: " + links.errorText());
        }
        return NodeInterfaces.parse(node, links.out());
    }

    /** By the addresses that the node listed; where its list has none, it is asked for each. */
    private Map<String, String> vlans(Shell shell, MachineAllocation machine, List<LocalInterface> own)
            throws ShellException {
        Map<String, String> names = new TreeMap<>();
        for (String address : snapshot.vlanAddresses(machine)) {
            Optional<String> listed = IpAddress.parse(address)
                    .flatMap(ip -> own.stream().filter(iface -> iface.has(ip)).findFirst())
                    .map(LocalInterface::name);
            if (listed.isPresent()) {
                names.put(address, listed.get());
                continue;
            }
            CommandResult reply = shell.run(Command.script(NodeInterfaces.BY_ADDRESS, address));
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
