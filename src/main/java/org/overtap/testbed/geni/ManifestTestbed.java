package org.overtap.testbed.geni;

import java.util.ArrayList;
import java.util.List;
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
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.testbed.geni.discovery.NodeEntry;
import org.overtap.testbed.geni.discovery.SliverReading;
import org.overtap.testbed.geni.discovery.SliverTopology;
import org.overtap.testbed.geni.rspec.ManifestBundle;
import org.overtap.testbed.geni.rspec.ManifestJoin;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.testbed.geni.rspec.SliverLogin;
import org.overtap.testbed.geni.rspec.SliverNode;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** An experiment that is known by its manifest. Nobody is asked for machines, so none can be added. */
final class ManifestTestbed implements Testbed {
    private final String experiment;
    private final ManifestSource source;
    private final LoginChoice choice;
    private final NodeEntry entry;
    private final boolean allowPartial;
    private final Map<String, Privilege> privileges = new ConcurrentHashMap<>();
    private SliverExperiment known;
    private Map<String, String> silent = Map.of();

    ManifestTestbed(
            String experiment, ManifestSource source, LoginChoice choice, NodeEntry entry, boolean allowPartial) {
        this.experiment = experiment;
        this.source = source;
        this.choice = choice;
        this.entry = entry;
        this.allowPartial = allowPartial;
    }

    @Override
    public String experiment() {
        return experiment;
    }

    @Override
    public Topology discover() throws TestbedException {
        SliverExperiment told = joined();
        SliverReading reading = SliverReading.of(told.nodes().values(), choice, entry);
        synchronized (this) {
            known = told;
            silent = reading.silent();
        }
        Topology topology =
                SliverTopology.of(experiment, told, source.additions().orElse(told.additions()), reading, allowPartial);
        List<DiscoveryNote> all =
                new ArrayList<>(source.end(experiment, told).stream().toList());
        all.addAll(topology.findings());
        return new Topology(topology.experiment(), topology.nodes(), topology.segments(), all);
    }

    private SliverExperiment joined() throws TestbedException {
        ManifestBundle manifests = source.read();
        try {
            return ManifestJoin.of(manifests, allowPartial);
        } catch (TopologyException e) {
            source.complain(e);
            throw e;
        }
    }

    /** A node that told nothing when the experiment was looked at has interfaces that nobody knows by name. */
    @Override
    public NodeHost host(Node node) throws ShellException {
        SliverNode told = told(node.name());
        SliverLogin login = choice.on(told)
                .orElseThrow(() -> new ShellException(
                        node.name(),
                        "several may log in on " + node.name() + " (" + LoginChoice.users(told)
                                + "): name yours with --ssh-user"));
        Shell shell = entry.on(node.name(), login);
        Privilege privilege = privileges.get(node.name());
        if (privilege == null) {
            privilege = privilege(shell);
            privileges.put(node.name(), privilege);
        }
        return new NodeHost(
                shell,
                NodeHost.LOCAL_DISK,
                node.control().filter(text -> IpAddress.parse(text).isPresent()),
                privilege);
    }

    private synchronized SliverNode told(String node) throws ShellException {
        if (silent.containsKey(node)) {
            throw new ShellException(node, silent.get(node));
        }
        if (known == null) {
            try {
                known = joined();
            } catch (TestbedException e) {
                throw new ShellException(node, e.getMessage(), e);
            }
        }
        SliverNode told = known.nodes().get(node);
        if (told == null || !told.enterable()) {
            throw new ShellException(
                    node,
                    told == null
                            ? "node " + node + " is not in the manifest of " + experiment + " any more"
                            : "nobody can log in on node " + node);
        }
        return told;
    }

    private static Privilege privilege(Shell shell) throws ShellException {
        CommandResult reply = shell.run(Command.of("id", "-u"));
        return reply.ok() && reply.out().strip().equals("0") ? Privilege.ROOT : Privilege.SUDO;
    }

    @Override
    public Optional<FreeNodes> freeNodes() {
        return Optional.empty();
    }

    /**
     * A machine that is given back gets its disk made anew before anybody else has it. Where only a part of the
     * experiment may be told, a node that is not told may well be there.
     */
    @Override
    public boolean wipesReleased() {
        return !allowPartial;
    }

    @Override
    public void close() {
        entry.close();
    }
}
