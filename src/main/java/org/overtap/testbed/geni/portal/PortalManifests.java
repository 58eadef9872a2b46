package org.overtap.testbed.geni.portal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.ExperimentEnd;
import org.overtap.testbed.geni.rspec.Manifest;
import org.overtap.testbed.geni.rspec.ManifestReader;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.TopologyException;

/** The manifests of an experiment that its portal tells to be there, and what is to be said of it. */
public final class PortalManifests {
    private static final Set<String> THERE = Set.of("ready", "provisioned", "booted");
    private static final Set<String> COMING = Set.of(
            "created", "creating", "provisioning", "booting", "pending", "scheduled", "queued", "approved", "imaging");
    private static final Set<String> GONE = Set.of("terminating", "terminated", "canceled", "expired");
    private static final String FAILED = "failed";

    private final Portal portal;
    private final String name;
    private final boolean allowPartial;
    private final Clock clock;
    private final Consumer<String> notes;

    /**
     * The manifests, and what is to be said besides.
     *
     * @param manifests one for each aggregate that answered
     * @param additions what overtap had added
     * @param findings about the experiment as a whole
     */
    public record Told(List<Manifest> manifests, ProfileAdditions additions, List<DiscoveryNote> findings) {
        public Told {
            manifests = List.copyOf(manifests);
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param name {@code PROJECT,NAME}
     * @param notes hears what is urgent
     */
    public PortalManifests(Portal portal, String name, boolean allowPartial, Clock clock, Consumer<String> notes) {
        this.portal = portal;
        this.name = name;
        this.allowPartial = allowPartial;
        this.clock = clock;
        this.notes = notes;
    }

    /** Whether the experiment has machines now. */
    public boolean instantiated() throws TestbedException {
        Optional<PortalExperiment> told = portal.experiment();
        return told.isPresent()
                && !GONE.contains(told.get().status())
                && !COMING.contains(told.get().status());
    }

    /**
     * Reads them.
     *
     * @throws TestbedException if there is no such experiment, it is not there yet or any more, or an aggregate does not
     *     answer
     */
    public Told read() throws TestbedException {
        PortalExperiment experiment = portal.experiment()
                .orElseThrow(() -> new TestbedException("the portal knows no experiment " + name
                        + ": check project and name; one that has ended is forgotten"));
        List<DiscoveryNote> findings = new ArrayList<>();
        state(experiment, findings);
        List<Manifest> manifests = new ArrayList<>();
        Map<String, String> told = portal.manifests();
        for (Map.Entry<String, String> one : told.entrySet()) {
            if (!one.getValue().isBlank()) {
                manifests.add(manifest(one.getKey(), one.getValue()));
            }
        }
        silent(experiment, told, findings);
        if (manifests.isEmpty()) {
            throw new TestbedException("the portal tells no manifest of " + name + ", which is " + experiment.status()
                    + ": wait until it is ready");
        }
        experiment.nodes().forEach((node, state) -> {
            if (!Set.of("ready", "started", "").contains(state)) {
                findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING, node, "is " + state + ", as the portal tells: it may not answer"));
            }
        });
        experiment
                .expires()
                .or(() -> manifests.stream()
                        .flatMap(manifest -> manifest.expires().stream())
                        .min(Instant::compareTo))
                .ifPresent(expires -> findings.add(end(expires)));
        return new Told(manifests, additions(experiment, findings), findings);
    }

    private static ProfileAdditions additions(PortalExperiment experiment, List<DiscoveryNote> findings) {
        try {
            return experiment.additions();
        } catch (TopologyException e) {
            findings.add(new DiscoveryNote(DiscoveryNote.Kind.WARNING, ProfileAdditions.PARAMETER, e.getMessage()));
            return ProfileAdditions.NONE;
        }
    }

    private void state(PortalExperiment experiment, List<DiscoveryNote> findings) throws TestbedException {
        String state = experiment.status();
        if (GONE.contains(state)) {
            throw new TestbedException("experiment " + name + " is " + state + ": it has no machines any more");
        }
        if (COMING.contains(state)) {
            throw new TestbedException("experiment " + name + " is " + state + ": wait until it is ready");
        }
        if (state.equals(FAILED) && !allowPartial) {
            throw new TestbedException("experiment " + name + " has failed: its page on the portal says why;"
                    + " --allow-partial goes on with what there is");
        }
        if (!THERE.contains(state)) {
            findings.add(warning("is " + (state.isEmpty() ? "in a state that the portal does not tell" : state)
                    + ": not all of it may be there"));
        } else if (state.equals("provisioned")) {
            findings.add(warning("is provisioned, but its startup services still run"));
        }
    }

    private Manifest manifest(String aggregate, String xml) throws TestbedException {
        try {
            return ManifestReader.read(
                    "the manifest of " + aggregate + " for " + name, xml.getBytes(StandardCharsets.UTF_8));
        } catch (TopologyException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }

    private void silent(PortalExperiment experiment, Map<String, String> told, List<DiscoveryNote> findings)
            throws TestbedException {
        for (Map.Entry<String, String> aggregate : experiment.aggregates().entrySet()) {
            if (told.getOrDefault(aggregate.getKey(), "").isBlank()) {
                String state = aggregate.getValue().isEmpty() ? "" : ", which is " + aggregate.getValue();
                String text = "aggregate " + aggregate.getKey() + state + ", tells no manifest";
                if (!allowPartial) {
                    throw new TestbedException("experiment " + name + ": " + text
                            + ": try again when it answers; --allow-partial goes on without its nodes");
                }
                findings.add(warning("is not whole: " + text + ", and its nodes are left out"));
            }
        }
    }

    private DiscoveryNote end(Instant expires) {
        ExperimentEnd end = new ExperimentEnd(name, expires, clock.instant(), "");
        end.warning().ifPresent(notes);
        return end.note();
    }

    private DiscoveryNote warning(String text) {
        return new DiscoveryNote(DiscoveryNote.Kind.WARNING, name, text);
    }
}
