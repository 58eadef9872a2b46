package org.overtap.testbed.geni.portal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.ExperimentEnd;
import org.overtap.testbed.geni.rspec.Manifest;
import org.overtap.testbed.geni.rspec.ManifestBundle;
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

    /**
     * Whether the experiment may have machines now. Only one that has ended has none for certain: while others are
     * being given, or in a state that nobody here knows, those that it had may well be there.
     */
    public boolean instantiated() throws TestbedException {
        return portal.experiment().filter(told -> !GONE.contains(told.status())).isPresent();
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
        ManifestBundle bundle = bundle(portal, name);
        aggregates(experiment, bundle, findings);
        List<Manifest> manifests = bundle.manifests();
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

    /**
     * What each aggregate tells of an experiment.
     *
     * @throws TestbedException if the portal does not answer, or something that cannot be
     */
    public static ManifestBundle bundle(Portal portal, String name) throws TestbedException {
        try {
            return ManifestBundle.of("the portal's answer about " + name, portal.manifests());
        } catch (TopologyException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }

    private void aggregates(PortalExperiment experiment, ManifestBundle bundle, List<DiscoveryNote> findings)
            throws TestbedException {
        Map<String, String> states = new TreeMap<>(experiment.aggregates());
        bundle.silent().forEach(aggregate -> states.putIfAbsent(aggregate, ""));
        for (Map.Entry<String, String> aggregate : states.entrySet()) {
            String state = aggregate.getValue();
            String text = "aggregate " + aggregate.getKey() + (state.isEmpty() ? "" : ", which is " + state);
            if (!bundle.answering().contains(aggregate.getKey())) {
                silent(text, findings);
            } else if (!state.isEmpty() && !THERE.contains(state)) {
                findings.add(warning("may not be whole: " + text
                        + ", tells a manifest, but not all of its nodes may be there or answer"));
            }
        }
    }

    private void silent(String aggregate, List<DiscoveryNote> findings) throws TestbedException {
        if (!allowPartial) {
            throw new TestbedException("experiment " + name + ": " + aggregate
                    + ", tells no manifest: try again when it answers; --allow-partial goes on without its nodes");
        }
        findings.add(warning("is not whole: " + aggregate + ", tells no manifest, and its nodes are left out"));
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
