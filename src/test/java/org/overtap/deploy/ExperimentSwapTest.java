package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanOptions;
import org.overtap.overlay.Planner;
import org.overtap.testbed.Preparer;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.JsonDocument;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class ExperimentSwapTest {
    private static final Preparer.Preparation PREPARED = new Preparer.Preparation("own", "rewritten");

    private static final Preparer.Swap REBOOTING = new Preparer.Swap(false, true, true);

    @TempDir
    Path folder;

    private final Boss boss = new Boss();

    /** Takes each script but those that it is to refuse; says what the state file told meanwhile. */
    private final class Boss implements Preparer {
        private String script = "own";
        private String refused = "";
        private boolean left;
        private final List<Swap> ways = new ArrayList<>();

        @Override
        public Preparation prepare(Topology topology, org.overtap.overlay.Change change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String script() {
            return script;
        }

        @Override
        public void bring(String wanted, Swap swap, Consumer<String> progress) throws TestbedException {
            ways.add(swap);
            left = state().read().orElseThrow().script().orElseThrow().leaving();
            if (wanted.matches(refused)) {
                throw new TestbedException("no");
            }
            script = wanted;
        }

        @Override
        public void replayEvents() {
            throw new UnsupportedOperationException();
        }
    }

    private StateFile state() {
        return StateFile.at(folder.resolve("state.json"));
    }

    private ExperimentSwap swap() {
        return new ExperimentSwap(state(), boss, text -> {});
    }

    private static Deployment fresh() {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.USUAL, InstrumentCatalogue.builtIn());
        return Deployment.planned("abc", Map.of(), topology, plan);
    }

    @Test
    void aChangeThatFailsForgetsNothingOfTheDeploymentThatStands() throws Exception {
        Deployment standing = fresh().touching(List.of("n1")).completed().afterCollect();
        state().write(standing);
        boss.refused = "rewritten";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, Preparer.Swap.USUAL))
                .hasMessageContaining("runs with its original ns script");
        assertThat(state().read()).contains(standing);
    }

    @Test
    void aChangeThatFailsOnAFreshExperimentLeavesNoState() throws Exception {
        boss.refused = "rewritten";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, Preparer.Swap.USUAL));
        assertThat(state().read()).isEmpty();
    }

    @Test
    void theStateTellsThatTheOriginalIsOnItsWayBack() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        assertThat(boss.left).isFalse();
        assertThat(changed.script().orElseThrow().before()).contains(fresh().topology());
        boss.refused = "own";

        assertThatThrownBy(() -> swap().restore(changed, Preparer.Swap.USUAL))
                .hasMessageContaining("repeat 'overtap teardown'");
        assertThat(boss.left).isTrue();
        assertThat(state().read().orElseThrow().script().orElseThrow().leaving())
                .isTrue();
    }

    @Test
    void whatStoodIsRememberedUntilSomethingTakesItsPlace() throws Exception {
        Deployment standing = fresh().touching(List.of("n1", "gone")).completed();
        state().write(standing);
        Topology other = Samples.lan(2);

        Deployment changed = swap().change(standing.replan(other, fresh().plan()), PREPARED, Preparer.Swap.USUAL);
        assertThat(changed.topology()).isEqualTo(standing.topology());
        assertThat(changed.script().orElseThrow().before()).contains(other);
        assertThat(changed.rebound(other, fresh().plan()).touched()).containsExactly("n1");
    }

    @Test
    void aChangeWhoseEndIsUnknownGoesOnForwards() throws Exception {
        boss.refused = ".*";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, Preparer.Swap.USUAL))
                .hasMessageContaining("repeat the command: it goes on where it was");
        Deployment.ScriptChange left = state().read().orElseThrow().script().orElseThrow();
        assertThat(left.leaving() || left.arrived()).isFalse();
        boss.refused = "";
        swap().resume(state().read().orElseThrow());
        assertThat(boss.script()).isEqualTo("rewritten");
    }

    @Test
    void whatIsPutBackAfterAFailureGoesTheWayTheChangeWent() throws Exception {
        boss.refused = "rewritten";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, REBOOTING)).hasMessageContaining("original");
        assertThat(boss.ways).containsExactly(REBOOTING, REBOOTING);
    }

    @Test
    void theWayOfAChangeIsRememberedAndGoneOnWith() throws Exception {
        boss.refused = ".*";
        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, REBOOTING));
        boss.refused = "";
        boss.ways.clear();

        swap().resume(state().read().orElseThrow());
        assertThat(boss.ways).containsExactly(REBOOTING);
        assertThat(state().read().orElseThrow().script().orElseThrow().how()).isEqualTo(REBOOTING);
    }

    @Test
    void aStateFileThatDoesNotTellTheWayIsReadAsTheUsualOne() throws Exception {
        swap().change(fresh(), PREPARED, REBOOTING);
        ObjectNode tree =
                (ObjectNode) JsonDocument.mapper().readTree(state().path().toFile());
        ((ObjectNode) tree.path("script")).remove("how");
        tree.remove("collectedTo");
        JsonDocument.write(state().path(), tree);

        assertThat(state().read().orElseThrow().script().orElseThrow().how()).isEqualTo(Preparer.Swap.USUAL);
    }

    @Test
    void whatWasNotCollectedIsStillKnownAfterAChangeThatFailed() throws Exception {
        Deployment standing = fresh().touching(List.of("n1")).completed();
        state().write(standing);
        boss.refused = ".*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, Preparer.Swap.USUAL));
        assertThat(state().read().orElseThrow().complete()).isFalse();
        assertThat(state().read().orElseThrow().holdsUncollected()).isTrue();
    }

    @Test
    void whatWasCollectedNeedNotBeAgainAfterAChangeThatFailed() throws Exception {
        Deployment standing = fresh().touching(List.of("n1")).completed().afterCollect();
        state().write(standing);
        boss.refused = ".*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, Preparer.Swap.USUAL));
        assertThat(state().read().orElseThrow().holdsUncollected()).isFalse();
    }
}
