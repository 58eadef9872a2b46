package org.overtap.testbed.geni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.shell.ShellException;
import org.overtap.testbed.NodeHost;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.testbed.geni.discovery.NodeEntry;
import org.overtap.testbed.geni.portal.PortalManifests;
import org.overtap.testbed.geni.rspec.Manifest;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** An experiment that its portal is asked about: whether it runs, until when, and for its manifests as they are now. */
final class PortalTestbed implements Testbed {
    private final PortalManifests portal;
    private final ManifestTestbed machines;
    private List<DiscoveryNote> findings = List.of();

    PortalTestbed(
            String experiment, PortalManifests portal, LoginChoice choice, NodeEntry entry, boolean allowPartial) {
        this.portal = portal;
        this.machines = new ManifestTestbed(experiment, this::manifests, choice, entry, allowPartial);
    }

    private synchronized List<Manifest> manifests() throws TestbedException {
        PortalManifests.Told told = portal.read();
        findings = told.findings();
        return told.manifests();
    }

    private synchronized List<DiscoveryNote> findings() {
        return findings;
    }

    @Override
    public String experiment() {
        return machines.experiment();
    }

    @Override
    public Topology discover() throws TestbedException {
        Topology topology = machines.discover();
        List<DiscoveryNote> all = new ArrayList<>(findings());
        all.addAll(topology.findings());
        return new Topology(topology.experiment(), topology.nodes(), topology.segments(), all);
    }

    @Override
    public NodeHost host(Node node) throws ShellException {
        return machines.host(node);
    }

    @Override
    public Optional<FreeNodes> freeNodes() {
        return Optional.empty();
    }

    @Override
    public boolean isInstantiated() throws TestbedException {
        return portal.instantiated();
    }

    @Override
    public boolean wipesReleased() {
        return machines.wipesReleased();
    }

    @Override
    public void close() {
        machines.close();
    }
}
