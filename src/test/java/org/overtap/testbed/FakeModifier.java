package org.overtap.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.topology.Topology;

/** Adds machines to an experiment in memory: its description gets more lines. */
final class FakeModifier implements ExperimentModifier {
    private final FakeExperiment experiment;

    FakeModifier(FakeExperiment experiment) {
        this.experiment = experiment;
    }

    @Override
    public Notation notation() {
        return new Notation("recipe", "txt", "put away");
    }

    @Override
    public Proposal propose(Topology topology, ExperimentChange change) {
        List<String> added = new ArrayList<>();
        change.taps().forEach(tap -> added.add("tap " + tap.segment()));
        change.collectors().forEach(collector -> added.add("node " + collector));
        String standing = experiment.description();
        String original = FakeExperiment.without(standing);
        String changed = FakeExperiment.with(original, added);
        return new Proposal(
                Revision.of(standing),
                Revision.of(original),
                Revision.of(changed),
                UnifiedDiff.of(standing, changed),
                standing.equals(changed));
    }

    @Override
    public Revision current() {
        return Revision.of(experiment.description());
    }

    @Override
    public boolean same(Revision one, Revision other) {
        return one.equals(other);
    }

    @Override
    public Revision withoutAdditions(Revision revision) {
        return Revision.of(FakeExperiment.without(revision.text()));
    }

    @Override
    public void awaitIdle(Consumer<String> progress) {
        // Changes take no time here.
    }

    @Override
    public void apply(Revision revision, ModifyMode mode, Consumer<String> progress) {
        if (!current().equals(revision) || !experiment.isInstantiated()) {
            progress.accept("changing");
            experiment.become(revision.text(), mode);
        }
        progress.accept("running");
    }

    @Override
    public void applyWithoutMachines(Revision revision, Consumer<String> progress) {
        experiment.becomeWithoutMachines(revision.text());
    }

    @Override
    public List<String> actions(ModifyMode mode) {
        return mode.outAndIn() ? List.of("put away", "change", "take out again") : List.of("change");
    }

    @Override
    public void replayEvents() {
        experiment.replayed();
    }
}
