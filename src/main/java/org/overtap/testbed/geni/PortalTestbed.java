package org.overtap.testbed.geni;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.shell.ShellException;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.NodeHost;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.testbed.geni.discovery.NodeEntry;
import org.overtap.testbed.geni.portal.Portal;
import org.overtap.testbed.geni.portal.PortalManifests;
import org.overtap.testbed.geni.rspec.ManifestBundle;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.testbed.geni.rspec.SliverKind;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** An experiment that its portal is asked about: whether it runs, until when, and for its manifests as they are now. */
final class PortalTestbed implements Testbed {
    /** Bridges on links, and members of LANs that do not learn; names as long as the testbed's database allows. */
    static final TestbedTraits TRAITS =
            new TestbedTraits(List.of("bridge-lan", "bridge", "lan"), "delay-", 32, 2, 1, 10, 20);

    private final Portal portal;
    private final PortalManifests source;
    private final ManifestTestbed machines;
    private final PortalModifier modifier;
    private PortalManifests.Told last;
    private volatile Optional<FreeNodes> counted = Optional.empty();

    PortalTestbed(
            String experiment,
            Portal portal,
            PortalManifests source,
            PortalModifier modifier,
            LoginChoice choice,
            NodeEntry entry,
            boolean allowPartial) {
        this.portal = portal;
        this.source = source;
        this.modifier = modifier;
        this.machines = new ManifestTestbed(experiment, new Asked(), choice, entry, allowPartial);
    }

    /** What the portal tells, remembered until it is asked again. */
    private final class Asked implements ManifestSource {
        @Override
        public ManifestBundle read() throws TestbedException {
            return ManifestBundle.of(ask().manifests());
        }

        @Override
        public void complain(TopologyException complaint) throws TestbedException {
            throw new TestbedException("the portal's answer cannot be used: " + complaint.getMessage(), complaint);
        }

        @Override
        public Optional<ProfileAdditions> additions() {
            return told().map(PortalManifests.Told::additions).filter(its -> !its.equals(ProfileAdditions.NONE));
        }
    }

    private synchronized PortalManifests.Told ask() throws TestbedException {
        last = source.read();
        return last;
    }

    private synchronized Optional<PortalManifests.Told> told() {
        return Optional.ofNullable(last);
    }

    @Override
    public String experiment() {
        return machines.experiment();
    }

    @Override
    public Topology discover() throws TestbedException {
        Topology topology = machines.discover();
        List<DiscoveryNote> all = new ArrayList<>();
        told().ifPresent(told -> all.addAll(told.findings()));
        all.addAll(topology.findings());
        return new Topology(topology.experiment(), topology.nodes(), topology.segments(), all);
    }

    @Override
    public NodeHost host(Node node) throws ShellException {
        return machines.host(node);
    }

    /** Asked for only where some could be added. */
    @Override
    public Optional<FreeNodes> freeNodes() throws TestbedException {
        counted = modifier.startsAnew().isEmpty() ? free() : Optional.empty();
        return counted;
    }

    @Override
    public Optional<FreeNodes> freeForAnother() throws TestbedException {
        return free();
    }

    /** Of the type that most of the experiment's machines are: what added machines would be of. */
    private Optional<FreeNodes> free() throws TestbedException {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> aggregates = new HashMap<>();
        PortalManifests.Told known = told().isPresent() ? told().get() : ask();
        known.manifests().stream()
                .flatMap(manifest -> manifest.nodes().stream())
                .filter(node ->
                        node.kind() == SliverKind.HOST && !node.hardware().isEmpty())
                .forEach(node -> {
                    counts.merge(node.hardware(), 1, Integer::sum);
                    aggregates.putIfAbsent(node.hardware(), node.aggregate());
                });
        Optional<String> type = counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt free = free(aggregates.get(type.get()), type.get());
        return free.isPresent()
                ? Optional.of(new FreeNodes(
                        type.get(),
                        free.getAsInt(),
                        free.getAsInt() == 0 ? Map.of() : Map.of(type.get(), free.getAsInt())))
                : Optional.empty();
    }

    /** Not everybody may ask about reservations; a plan can do without. */
    private OptionalInt free(String aggregate, String type) {
        try {
            return portal.free(aggregate, type);
        } catch (TestbedException e) {
            return OptionalInt.empty();
        }
    }

    /** Known of what was counted last: each count takes several questions. */
    @Override
    public Map<String, Integer> freeByType() throws TestbedException {
        Optional<FreeNodes> known = counted;
        return (known.isPresent() ? known : freeNodes()).map(FreeNodes::byType).orElse(Map.of());
    }

    @Override
    public TestbedTraits traits() {
        return TRAITS;
    }

    @Override
    public Optional<ExperimentModifier> modifier() {
        return Optional.of(modifier);
    }

    @Override
    public boolean isInstantiated() throws TestbedException {
        return source.instantiated();
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
