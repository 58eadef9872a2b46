package org.overtap.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.overtap.deploy.journal.Phase;
import org.overtap.deploy.journal.StateFile;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/** Takes each script but those that it is to refuse; says what the state file told meanwhile. */
final class FakeScripts implements ExperimentModifier {
    static final String BLOCK = "BLOCK\n";

    String script = "own\n";
    UnaryOperator<String> keeping = text -> text;
    String refused = "";
    boolean left;
    final List<ModifyMode> ways = new ArrayList<>();
    private final Supplier<StateFile> state;

    FakeScripts(Supplier<StateFile> state) {
        this.state = state;
    }

    @Override
    public Notation notation() {
        return new Notation("ns script", "ns", "swapped out");
    }

    @Override
    public Proposal propose(Topology topology, ExperimentChange change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Revision current() {
        return Revision.of(script);
    }

    @Override
    public boolean same(Revision one, Revision other) {
        return lines(one).equals(lines(other));
    }

    private String lines(Revision revision) {
        return revision.text().replace("\r\n", "\n").strip();
    }

    @Override
    public void apply(Revision revision, ModifyMode mode, Consumer<String> progress) throws TestbedException {
        String wanted = revision.text();
        ways.add(mode);
        left = state.get().read().orElseThrow().phase() instanceof Phase.Restoring;
        if (wanted.matches(refused)) {
            throw new TestbedException("no");
        }
        script = keeping.apply(wanted);
    }

    @Override
    public void applyWithoutMachines(Revision revision, Consumer<String> progress) {
        script = keeping.apply(revision.text());
    }

    @Override
    public void awaitIdle(Consumer<String> progress) {
        // Nothing is under way here.
    }

    @Override
    public List<String> actions(ModifyMode mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Revision withoutAdditions(Revision revision) throws TestbedException {
        String text = revision.text();
        if (text.contains("BROKEN")) {
            throw new TestbedException("line 1: it was edited by hand");
        }
        return Revision.of(text.replace(BLOCK, ""));
    }

    @Override
    public void replayEvents() {
        throw new UnsupportedOperationException();
    }
}
