package org.overtap.testbed.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.shell.PrefixedShell;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.NodeHost;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/**
 * Namespaces of a machine, of this one as a rule. Whatever runs in one for a deployment is started from the machine: its
 * programs, users and disk are the machine's, its network is the node's.
 */
public final class LocalTestbed implements Testbed {
    private final String experiment;
    private final NamespaceFinder finder;
    private final Predicate<BroadcastDomains.Domain> wanted;
    private final boolean switched;
    private final Shell machine;
    private final Map<String, Namespace> discovered = new ConcurrentHashMap<>();

    /**
     * What bridges and veth pairs carry.
     *
     * @param finder finds the nodes
     * @param bridges the bridges whose LANs belong to the experiment, by name
     * @param machine the machine that they are on, as root
     */
    public static LocalTestbed wired(
            String experiment, NamespaceFinder finder, Predicate<String> bridges, Shell machine) {
        return new LocalTestbed(experiment, finder, within(bridges), false, machine);
    }

    /**
     * Only what switches of Open vSwitch carry.
     *
     * @param machine the machine that they are on, as root
     */
    public static LocalTestbed switched(String experiment, NamespaceFinder finder, Shell machine) {
        return new LocalTestbed(
                experiment,
                finder,
                domain -> domain.bridges().stream()
                        .anyMatch(bridge -> bridge.port().isEmpty()),
                true,
                machine);
    }

    /** What is on those bridges, and all that is on none. */
    static Predicate<BroadcastDomains.Domain> within(Predicate<String> bridges) {
        return domain ->
                domain.bridges().stream().map(BroadcastDomains.Bridge::name).allMatch(bridges);
    }

    private LocalTestbed(
            String experiment,
            NamespaceFinder finder,
            Predicate<BroadcastDomains.Domain> wanted,
            boolean switched,
            Shell machine) {
        this.experiment = experiment;
        this.finder = finder;
        this.wanted = wanted;
        this.switched = switched;
        this.machine = machine;
    }

    @Override
    public String experiment() {
        return experiment;
    }

    @Override
    public Topology discover() throws TestbedException {
        try {
            List<Namespace> found = finder.find(machine);
            MachineFacts facts = MachineFacts.read(
                    machine, found.stream().map(Namespace::handle).toList());
            if (switched) {
                requireSwitches(facts);
            }
            Topology topology = new LocalTopology(experiment, found, facts, wanted, finder.asked()).read(finder.what());
            found.forEach(node -> discovered.put(node.node(), node));
            return topology;
        } catch (ShellException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }

    private void requireSwitches(MachineFacts facts) throws TestbedException {
        if (facts.unswitched().isPresent()) {
            throw new TestbedException(
                    "on " + machine.node() + " " + facts.unswitched().get().advice());
        }
        if (facts.switches().isEmpty()) {
            throw new TestbedException("Open vSwitch has no bridge on " + machine.node()
                    + ": 'ovs-vsctl add-br NAME' makes one; OVS_RUNDIR tells of another's socket");
        }
    }

    /**
     * Nodes that the machine says are gone are worked on from an empty network namespace: what was started there runs on as a process of
     * the machine and can be ended, and nothing that is sent arrives anywhere.
     */
    @Override
    public NodeHost host(Node node) throws ShellException {
        String handle = node.role() == Role.SWITCH
                ? node.machine().map(Machine::id).orElse("")
                : now(node).map(Namespace::handle).orElse("");
        List<String> words =
                handle.isEmpty() ? List.of("unshare", "--net", "--") : List.of("nsenter", "--net=" + handle, "--");
        // What a switch exports comes from the address that its namespace takes for any of its own.
        Optional<String> exporter = node.machine().map(Machine::addresses).stream()
                .flatMap(List::stream)
                .map(IpAddress::toString)
                .findFirst()
                .or(node::control);
        return new NodeHost(
                new PrefixedShell(machine, node.name(), words), NodeHost.LOCAL_DISK, exporter, Privilege.ROOT);
    }

    private Optional<Namespace> now(Node node) throws ShellException {
        Map<String, Namespace> found = new HashMap<>();
        for (Namespace namespace : present(node)) {
            found.put(namespace.node(), namespace);
        }
        Namespace there = found.get(node.name());
        Namespace before = discovered.get(node.name());
        if (there != null && before != null && !before.id().equals(there.id())) {
            throw new ShellException(
                    node.name(),
                    node.name() + " was " + before.identity() + " when it was looked at, and is " + there.identity()
                            + " now: somebody put another in its place; run the command again");
        }
        return Optional.ofNullable(there);
    }

    /** What cannot be asked, as where the containers' engine is down, tells of no node that it is gone. */
    private List<Namespace> present(Node node) throws ShellException {
        try {
            return finder.find(machine);
        } catch (AbsentNodesException e) {
            return e.present();
        } catch (TestbedException e) {
            throw new ShellException(node.name(), e.getMessage(), e);
        }
    }

    @Override
    public Optional<FreeNodes> freeNodes() {
        return Optional.of(new FreeNodes("namespace", 0, Map.of()));
    }

    @Override
    public void close() {
        machine.close();
    }
}
