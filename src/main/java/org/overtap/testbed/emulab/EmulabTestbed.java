package org.overtap.testbed.emulab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.shell.Privilege;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.Shells;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.shell.ssh.SshShells;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.NodeHost;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.EmulabSettings;
import org.overtap.testbed.emulab.boss.ExperimentControl;
import org.overtap.testbed.emulab.boss.ExperimentName;
import org.overtap.testbed.emulab.discovery.ExperimentSnapshot;
import org.overtap.testbed.emulab.discovery.NodeAccess;
import org.overtap.testbed.emulab.discovery.NodeDiscovery;
import org.overtap.testbed.emulab.discovery.NodeFacts;
import org.overtap.testbed.emulab.discovery.SnapshotReader;
import org.overtap.testbed.emulab.discovery.TopologyBuilder;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** An experiment on a classic Emulab site. */
public final class EmulabTestbed implements Testbed {
    private final ExperimentName experiment;
    private final EmulabSettings settings;
    private final BossClient boss;
    private final Shells shells;
    private final NodeAccess access;

    EmulabTestbed(ExperimentName experiment, EmulabSettings settings, BossClient boss, Shells shells, HostKeys keys) {
        this.experiment = experiment;
        this.settings = settings;
        this.boss = boss;
        this.shells = shells;
        this.access = new NodeAccess(boss, shells, keys);
    }

    /**
     * Prepares to talk to a site; nothing is sent yet.
     *
     * @param experiment {@code project/experiment}
     * @param notes hears in one line what a user would not expect of a node
     * @throws TestbedException if a certificate, key or configuration file cannot be used
     */
    public static EmulabTestbed open(
            String experiment, EmulabSettings settings, SshSettings ssh, Consumer<String> notes)
            throws TestbedException {
        ExperimentName name = ExperimentName.parse(experiment);
        BossClient boss = new BossClient(settings);
        boss.listen(notes);
        HostKeys keys = new HostKeys(ssh.knownHosts());
        try {
            return new EmulabTestbed(name, settings, boss, new SshShells(ssh, keys, notes), keys);
        } catch (ShellException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }

    @Override
    public String experiment() {
        return experiment.toString();
    }

    @Override
    public Topology discover() throws TestbedException {
        access.forgetKeys();
        ExperimentSnapshot snapshot = new SnapshotReader(boss, experiment).read();
        List<DiscoveryNote> findings = new ArrayList<>();
        Map<String, NodeFacts> readings = new NodeDiscovery(access, snapshot, settings.allowPartial(), findings).read();
        return new TopologyBuilder(snapshot, readings, findings).assemble();
    }

    @Override
    public NodeHost host(Node node) throws ShellException {
        Machine machine = node.machine()
                .orElseThrow(() -> new ShellException(
                        node.name(), "node " + node.name() + " has no machine: discover the experiment first"));
        return new NodeHost(
                access.shell(node.name(), machine.id(), machine.control()),
                NodeHost.LOCAL_DISK,
                machine.control(),
                Privilege.SUDO);
    }

    @Override
    public Optional<FreeNodes> freeNodes() throws TestbedException {
        return Optional.of(new FreeMachines(boss, experiment).all());
    }

    @Override
    public Map<String, Integer> freeByType() throws TestbedException {
        return new FreeMachines(boss, experiment).byType();
    }

    /** What changes the experiment itself: its script and whether it is swapped in. */
    public ExperimentControl control() {
        return new ExperimentControl(boss, experiment, shells::disconnect);
    }

    @Override
    public TestbedTraits traits() {
        return EmulabTraits.ALL;
    }

    @Override
    public boolean isInstantiated() throws TestbedException {
        return !control().state().equals("swapped");
    }

    /** A machine that is given back gets its disk made anew before anybody else has it. */
    @Override
    public boolean wipesReleased() {
        return true;
    }

    @Override
    public Optional<ExperimentModifier> modifier() {
        return Optional.of(new EmulabModifier(control(), experiment.toString()));
    }

    @Override
    public void close() {
        shells.close();
    }
}
