package org.overtap.testbed.hosts;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.NodeHost;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.hosts.inventory.HostEntry;
import org.overtap.testbed.hosts.inventory.Inventory;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** The hosts of a list. Nobody lends machines here, so none can be added. */
public final class HostsTestbed implements Testbed {
    private final String experiment;
    private final Inventory inventory;
    private final HostShells shells;
    private final Map<String, Privilege> privileges = new ConcurrentHashMap<>();

    HostsTestbed(String experiment, Inventory inventory, HostShells shells) {
        this.experiment = experiment;
        this.inventory = inventory;
        this.shells = shells;
    }

    @Override
    public String experiment() {
        return experiment;
    }

    @Override
    public Topology discover() throws TestbedException {
        AskedHosts asked = new AskedHosts(inventory.hosts(), shells);
        return new HostsTopology(experiment, inventory, asked.facts()).read(asked);
    }

    @Override
    public NodeHost host(Node node) throws ShellException {
        HostEntry entry = inventory.hosts().stream()
                .filter(host -> host.name().equals(node.name()))
                .findFirst()
                .orElseThrow(() -> new ShellException(
                        node.name(),
                        "host " + node.name() + " is not in " + inventory.source()
                                + " any more: put it back until what runs there is removed"));
        Shell shell = shells.on(entry);
        Privilege privilege = privileges.get(node.name());
        if (privilege == null) {
            privilege = privilege(shell);
            privileges.put(node.name(), privilege);
        }
        return new NodeHost(shell, NodeHost.LOCAL_DISK, node.control(), privilege);
    }

    private static Privilege privilege(Shell shell) throws ShellException {
        CommandResult reply = shell.run(Command.of("id", "-u"));
        return reply.ok() && reply.out().strip().equals("0") ? Privilege.ROOT : Privilege.SUDO;
    }

    @Override
    public Optional<FreeNodes> freeNodes() {
        return Optional.of(new FreeNodes("machine", 0, Map.of()));
    }

    @Override
    public void close() {
        shells.close();
    }
}
