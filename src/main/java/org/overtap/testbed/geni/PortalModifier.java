package org.overtap.testbed.geni;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.UnifiedDiff;
import org.overtap.testbed.geni.portal.Portal;
import org.overtap.testbed.geni.portal.PortalExperiment;
import org.overtap.testbed.geni.portal.PortalManifests;
import org.overtap.testbed.geni.rspec.Manifest;
import org.overtap.testbed.geni.rspec.ManifestJoin;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.testbed.geni.rspec.RequestRspec;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/**
 * Adds machines by a parameter of the experiment's profile, where it has one for that: the portal then changes the
 * experiment while it runs. A revision is the profile's parameters as they are set.
 */
final class PortalModifier implements ExperimentModifier {
    private static final Notation NOTATION = new Notation("set of profile parameters", "json", "ended");
    private static final String READY = "ready";
    private static final String FAILED = "failed";

    /** An experiment that has ended has whatever parameters one likes. */
    private static final Revision ENDED =
            new Revision(JsonDocument.mapper().createObjectNode().put("ended", true));

    private final Portal portal;
    private final String name;
    private final Pace pace;

    /** How what was proposed last is tapped, where it is for a new experiment; empty where it is for this one. */
    private Optional<String> anew = Optional.empty();

    /**
     * How patient it is.
     *
     * @param first how long before the second look; from one to the next twice as long
     * @param most how long at most
     * @param longest how long a change may take
     */
    record Pace(Duration first, Duration most, Duration longest) {
        /** Machines are loaded in minutes, and public clients look four times in one. */
        static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofHours(1));
    }

    /**
     * @param name {@code PROJECT,NAME}
     */
    PortalModifier(Portal portal, String name, Pace pace) {
        this.portal = portal;
        this.name = name;
        this.pace = pace;
    }

    @Override
    public Notation notation() {
        return NOTATION;
    }

    @Override
    public Proposal propose(Topology topology, ExperimentChange change) throws TestbedException {
        PortalExperiment experiment = portal.experiment().orElseThrow(this::ended);
        anew = unchanging(experiment).map(why -> change.style());
        if (anew.isPresent()) {
            return another(experiment, additions(change));
        }
        Revision standing = revision(experiment.bindings());
        Revision changed = with(standing, additions(change).text());
        return new Proposal(
                standing,
                withoutAdditions(standing),
                changed,
                UnifiedDiff.of(standing.text(), changed.text()),
                same(standing, changed));
    }

    /** Nothing of this experiment is changed: its user is given what to start another with. */
    private Proposal another(PortalExperiment experiment, ProfileAdditions additions) throws TestbedException {
        SliverExperiment told = ManifestJoin.of(manifests(), true);
        String request = RequestRspec.of(told, additions);
        Revision standing = revision(experiment.bindings());
        return new Proposal(
                standing,
                standing,
                Revision.of(request),
                UnifiedDiff.of(RequestRspec.of(told, ProfileAdditions.NONE), request),
                false);
    }

    @Override
    public Optional<String> startsAnew() throws TestbedException {
        return unchanging(portal.experiment().orElseThrow(this::ended));
    }

    private Optional<String> unchanging(PortalExperiment experiment) {
        return portal.unchanging()
                .or(() -> experiment.bindings().containsKey(ProfileAdditions.PARAMETER)
                        ? Optional.empty()
                        : Optional.of("the profile of " + name
                                + (experiment.profile().isEmpty() ? "" : " (" + experiment.profile() + ")")
                                + " has no parameter '" + ProfileAdditions.PARAMETER
                                + "', so no machine can be added while it runs"));
    }

    private List<Manifest> manifests() throws TestbedException {
        return PortalManifests.bundle(portal, name).manifests();
    }

    private ProfileAdditions additions(ExperimentChange change) throws TestbedException {
        Map<String, String> bridges = new LinkedHashMap<>();
        Map<String, String> listeners = new LinkedHashMap<>();
        for (PlannedTap tap : change.taps()) {
            Map<String, String> of = tap.style().equals("bridge") ? bridges : listeners;
            if (tap.node().isEmpty() || of == listeners && !tap.style().equals("lan")) {
                throw new TestbedException("a profile cannot put a " + tap.style() + " on " + tap.segment()
                        + ": links are tapped with --tap bridge, LANs that flood with --tap lan and --flooding "
                        + tap.segment());
            }
            of.put(tap.segment(), tap.node().get());
        }
        return new ProfileAdditions(change.collectors(), bridges, listeners);
    }

    private TestbedException ended() {
        return new TestbedException("the portal knows no experiment " + name + ": it may have ended");
    }

    private static Revision revision(Map<String, JsonNode> bindings) {
        ObjectNode content = JsonDocument.mapper().createObjectNode();
        bindings.forEach(content::set);
        return new Revision(content);
    }

    private static Revision with(Revision revision, String value) {
        ObjectNode content = (ObjectNode) revision.content().deepCopy();
        content.set(ProfileAdditions.PARAMETER, TextNode.valueOf(value));
        return new Revision(content);
    }

    @Override
    public Revision current() throws TestbedException {
        return portal.experiment().map(told -> revision(told.bindings())).orElse(ENDED);
    }

    /** Portals give numbers back as texts, and in another order. */
    @Override
    public boolean same(Revision one, Revision other) {
        return one.equals(ENDED) || other.equals(ENDED) || texts(one).equals(texts(other));
    }

    private static Map<String, String> texts(Revision revision) {
        Map<String, String> texts = new LinkedHashMap<>();
        revision.content()
                .properties()
                .forEach(one -> texts.put(
                        one.getKey(),
                        one.getValue().isValueNode()
                                ? one.getValue().asText()
                                : one.getValue().toString()));
        return texts;
    }

    @Override
    public Revision withoutAdditions(Revision revision) throws TestbedException {
        JsonNode value = revision.content().path(ProfileAdditions.PARAMETER);
        if (revision.equals(ENDED) || value.isMissingNode()) {
            return revision;
        }
        try {
            ProfileAdditions.parse(value.asText(""));
        } catch (TopologyException e) {
            throw new TestbedException(e.getMessage(), e);
        }
        return value.asText("").isEmpty() ? revision : with(revision, "");
    }

    @Override
    public void awaitIdle(Consumer<String> progress) throws TestbedException {
        waitFor(told -> true, progress);
    }

    /** What is waited for. */
    @FunctionalInterface
    private interface Arrival {
        boolean done(PortalExperiment told) throws TestbedException;
    }

    private Optional<PortalExperiment> waitFor(Arrival arrival, Consumer<String> progress) throws TestbedException {
        long start = System.nanoTime();
        Duration pause = pace.first();
        while (true) {
            Optional<PortalExperiment> told = portal.experiment();
            if (told.isEmpty()) {
                return told;
            }
            String state = told.get().status();
            progress.accept(state);
            if (state.equals(FAILED) || state.equals(READY) && arrival.done(told.get())) {
                return told;
            }
            if (System.nanoTime() - start > pace.longest().toNanos()) {
                throw new TestbedException("experiment " + name + " is still " + state + " after "
                        + pace.longest().toMinutes() + " minutes: look at its page on the portal, and repeat");
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(pace.most()) < 0 ? pause.multipliedBy(2) : pace.most();
        }
    }

    /** A portal may tell an experiment as ready when the change has not yet begun: its manifests tell when it is done. */
    private boolean has(PortalExperiment told, Revision wanted, Set<String> leaving) throws TestbedException {
        if (!same(revision(told.bindings()), wanted)) {
            return false;
        }
        Set<String> there = new HashSet<>();
        manifests().forEach(manifest -> manifest.nodes().forEach(node -> there.add(node.name())));
        return there.containsAll(additions(wanted).nodes()) && Collections.disjoint(there, leaving);
    }

    private static ProfileAdditions additions(Revision revision) {
        return ProfileAdditions.parse(
                revision.content().path(ProfileAdditions.PARAMETER).asText(""));
    }

    private static void pause(Duration length) throws TestbedException {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while waiting for the experiment", e);
        }
    }

    @Override
    public void apply(Revision revision, ModifyMode mode, Consumer<String> progress) throws TestbedException {
        if (revision.content().isTextual()) {
            throw new TestbedException(handOver(revision));
        }
        PortalExperiment before = waitFor(told -> true, progress).orElseThrow(this::ended);
        if (mode.outAndIn()) {
            throw new TestbedException("the portal changes an experiment while it runs, and does not take its machines"
                    + " away for that: leave out --swap");
        }
        if (!same(revision(before.bindings()), revision)) {
            Map<String, JsonNode> bindings = new LinkedHashMap<>();
            revision.content().properties().forEach(one -> bindings.put(one.getKey(), one.getValue()));
            Set<String> leaving = before.additions().nodes();
            leaving.removeAll(additions(revision).nodes());
            portal.bind(bindings);
            PortalExperiment after =
                    waitFor(told -> has(told, revision, leaving), progress).orElseThrow(this::ended);
            if (after.status().equals(FAILED)) {
                throw new TestbedException("experiment " + name + " failed with the changed parameters: its page on the"
                        + " portal says why");
            }
        }
    }

    @Override
    public String handOver(Revision revision) throws TestbedException {
        Path file =
                RequestFile.write(Path.of(name.replace(',', '-') + "-overtap").toAbsolutePath(), revision.text());
        return "start a new experiment with the request RSpec in " + file
                + ": on the portal, make a profile of that file, and instantiate it. When it is ready: overtap deploy"
                + " portal:" + name.substring(0, name.indexOf(',')) + ",ITS-NAME --mode heavyweight"
                + anew.map(style -> " --tap " + style).orElse("") + "\nnothing was changed, and nothing was deployed";
    }

    /** An experiment that has ended is given nothing. */
    @Override
    public void applyWithoutMachines(Revision revision, Consumer<String> progress) {
        progress.accept(NOTATION.withoutMachines());
    }

    @Override
    public List<String> actions(ModifyMode mode) {
        if (anew.isPresent()) {
            return List.of("nothing is asked of the portal: deploying writes this request RSpec into a file, with which"
                    + " you start a new experiment, on other machines");
        }
        List<String> actions =
                new ArrayList<>(List.of("PATCH /experiments/" + name + " with these bindings; wait until it is ready"));
        if (mode.outAndIn()) {
            actions.add("refused: the portal does not take machines away for that");
        }
        return actions;
    }

    @Override
    public void replayEvents() throws TestbedException {
        throw new TestbedException("experiments on the portal have no events to start again");
    }
}
