package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String BLOCK = "BLOCK\n";
    private static final Preparer.Preparation PREPARED = new Preparer.Preparation("own\n", "own\n", BLOCK + "own\n");

    private static final Preparer.Swap REBOOTING = new Preparer.Swap(false, true, true);

    @TempDir
    Path folder;

    private final Boss boss = new Boss();
    private final List<String> said = new ArrayList<>();

    /** Takes each script but those that it is to refuse; says what the state file told meanwhile. */
    private final class Boss implements Preparer {
        private String script = "own\n";
        private java.util.function.UnaryOperator<String> keeping = text -> text;
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
            script = keeping.apply(wanted);
        }

        @Override
        public void replace(String wanted, Consumer<String> progress) {
            script = keeping.apply(wanted);
        }

        @Override
        public void settle(Consumer<String> progress) {
            // Nothing is under way here.
        }

        @Override
        public List<String> actions(Swap swap) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String withoutAdditions(String text) throws TestbedException {
            if (text.contains("BROKEN")) {
                throw new TestbedException("line 1: it was edited by hand");
            }
            return text.replace(BLOCK, "");
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
        return new ExperimentSwap(state(), boss, text -> {}, said::add);
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
        boss.refused = "(?s)BLOCK.*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, Preparer.Swap.USUAL))
                .hasMessageContaining("runs with its original ns script");
        assertThat(state().read()).contains(standing);
    }

    @Test
    void aChangeThatFailsOnAFreshExperimentLeavesNoState() throws Exception {
        boss.refused = "(?s)BLOCK.*";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, Preparer.Swap.USUAL));
        assertThat(state().read()).isEmpty();
    }

    @Test
    void whereTheUserSwappedItOutTheExperimentGetsItsScriptAndStaysOut() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.ways.clear();

        assertThat(swap().restoreWhileOut(changed, false).exact()).isTrue();

        assertThat(boss.script).isEqualTo("own\n");
        assertThat(boss.ways).isEmpty();
        assertThat(state().read()).isEmpty();
    }

    @Test
    void theStateTellsThatTheOriginalIsOnItsWayBack() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        assertThat(boss.left).isFalse();
        assertThat(changed.script().orElseThrow().before()).contains(fresh().topology());
        boss.refused = "own\n";

        assertThatThrownBy(() -> swap().restore(changed, Preparer.Swap.USUAL, false))
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
        boss.refused = "(?s).*";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, Preparer.Swap.USUAL))
                .hasMessageContaining("repeat the command: it goes on where it was");
        Deployment.ScriptChange left = state().read().orElseThrow().script().orElseThrow();
        assertThat(left.leaving() || left.arrived()).isFalse();
        boss.refused = "";
        swap().resume(state().read().orElseThrow());
        assertThat(boss.script()).isEqualTo(BLOCK + "own\n");
    }

    @Test
    void whatIsPutBackAfterAFailureGoesTheWayTheChangeWent() throws Exception {
        boss.refused = "(?s)BLOCK.*";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, REBOOTING)).hasMessageContaining("original");
        assertThat(boss.ways).containsExactly(REBOOTING, REBOOTING);
    }

    @Test
    void theWayOfAChangeIsRememberedAndGoneOnWith() throws Exception {
        boss.refused = "(?s).*";
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
        boss.refused = "(?s).*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, Preparer.Swap.USUAL));
        assertThat(state().read().orElseThrow().complete()).isFalse();
        assertThat(state().read().orElseThrow().holdsUncollected()).isTrue();
    }

    @Test
    void whatWasCollectedNeedNotBeAgainAfterAChangeThatFailed() throws Exception {
        Deployment standing = fresh().touching(List.of("n1")).completed().afterCollect();
        state().write(standing);
        boss.refused = "(?s).*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, Preparer.Swap.USUAL));
        assertThat(state().read().orElseThrow().holdsUncollected()).isFalse();
    }

    @Test
    void whatTheUserEditedStaysAndTheOriginalIsKept() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = "before\n" + BLOCK + "own, edited\n";

        ExperimentSwap.Restored restored = swap().restore(changed);
        assertThat(boss.script).isEqualTo("before\nown, edited\n");
        assertThat(restored.exact()).isTrue();
        assertThat(restored.edited()).isTrue();
        assertThat(restored.kept().orElseThrow()).hasContent("own\n").hasFileName("state-original.ns");
        assertThat(said).singleElement().asString().contains("edited", "state-original.ns");
        assertThat(state().read()).isEmpty();
    }

    @Test
    void otherLineEndsAreNoEditAndTheOriginalIsBackByteForByte() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = (BLOCK + "own\n")
                .replace("\n", "\r\n")
                .replace("BLOCK\r\n", BLOCK)
                .strip();

        ExperimentSwap.Restored restored = swap().restore(changed);
        assertThat(boss.script).isEqualTo("own\n");
        assertThat(restored).isEqualTo(new ExperimentSwap.Restored(true, false, Optional.empty()));
    }

    @Test
    void aScriptTheUserReplacedByHisOwnIsLeftAlone() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = "another\n";

        assertThat(swap().restore(changed).edited()).isTrue();
        assertThat(boss.script).isEqualTo("another\n");
    }

    @Test
    void aBrokenBlockIsRefusedAndNothingIsSent() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = "BROKEN own, edited\n";
        boss.ways.clear();
        String before = Files.readString(state().path());

        assertThatThrownBy(() -> swap().requireWayBack(changed, false))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("it was edited by hand")
                .hasMessageContaining("--force-original");
        assertThatThrownBy(() -> swap().restore(changed)).hasMessageContaining("--force-original");
        assertThat(boss.ways).isEmpty();
        assertThat(state().path()).hasContent(before);
    }

    @Test
    void aBrokenBlockCanBeReplacedByTheOriginalAndIsKept() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = "BROKEN own, edited\n";

        swap().requireWayBack(changed, true);
        ExperimentSwap.Restored restored = swap().restore(changed, Preparer.Swap.USUAL, true);
        assertThat(boss.script).isEqualTo("own\n");
        assertThat(restored.edited()).isFalse();
        assertThat(restored.kept().orElseThrow()).hasContent("BROKEN own, edited\n");
    }

    @Test
    void anEditThatCouldNotBePutBackIsNotForgottenEither() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = BLOCK + "own, edited\n";
        boss.refused = "(?s)own.*";

        assertThatThrownBy(() -> swap().restore(changed)).hasMessageContaining("repeat 'overtap teardown'");
        assertThat(state().read().orElseThrow().script().orElseThrow().original())
                .isEqualTo("own, edited\n");
        boss.refused = "";
        swap().restore(state().read().orElseThrow());
        assertThat(boss.script).isEqualTo("own, edited\n");
    }

    @Test
    void aTestbedThatKeepsOtherBlankEndsIsNotCalledExact() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.keeping = String::strip;

        ExperimentSwap.Restored restored = swap().restore(changed);
        assertThat(restored.exact()).isFalse();
        assertThat(restored.kept().orElseThrow()).hasContent("own\n");
        assertThat(state().read()).isEmpty();
    }

    @Test
    void aTestbedThatHasAnotherTextAfterwardsIsAFailure() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.keeping = text -> "nonsense";

        assertThatThrownBy(() -> swap().restore(changed)).hasMessageContaining("another ns script");
        assertThat(state().read()).isPresent();
    }

    @Test
    void aScriptEditedBeforeAnotherChangeIsTheOneToGoBackTo() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = BLOCK + "own, edited\n";
        Preparer.Preparation other =
                new Preparer.Preparation(boss.script, "own, edited\n", BLOCK + BLOCK + "own, edited\n");

        Deployment again = swap().change(changed, other, Preparer.Swap.USUAL);
        assertThat(again.script().orElseThrow().original()).isEqualTo("own, edited\n");
        assertThat(folder.resolve("state-original.ns")).hasContent("own\n");
        assertThat(swap().restore(again).edited()).isFalse();
        assertThat(boss.script).isEqualTo("own, edited\n");
    }

    @Test
    void anEditThatLeavesTheBlockAloneIsFollowedWithoutSendingAnything() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, Preparer.Swap.USUAL);
        boss.script = BLOCK + "own, edited\n";
        boss.ways.clear();

        Deployment followed =
                swap().follow(changed, new Preparer.Preparation(boss.script, "own, edited\n", boss.script));
        assertThat(boss.ways).isEmpty();
        assertThat(followed.script().orElseThrow().original()).isEqualTo("own, edited\n");
        assertThat(state().read()).contains(followed);
        assertThat(folder.resolve("state-original.ns")).hasContent("own\n");
    }
}
