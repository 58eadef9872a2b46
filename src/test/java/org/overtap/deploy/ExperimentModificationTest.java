package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Phase;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

class ExperimentModificationTest {
    private static final String BLOCK = FakeScripts.BLOCK;
    private static final Proposal PREPARED = proposal("own\n", "own\n", BLOCK + "own\n");

    private static final ModifyMode REBOOTING = new ModifyMode(false, true, true);

    @TempDir
    Path folder;

    private final FakeScripts boss = new FakeScripts(this::state);
    private final List<String> said = new ArrayList<>();

    private static Proposal proposal(String standing, String original, String changed) {
        return new Proposal(
                Revision.of(standing),
                Revision.of(original),
                Revision.of(changed),
                List.of(),
                standing.equals(changed));
    }

    private StateFile state() {
        return StateFile.at(folder.resolve("state.json"));
    }

    private ExperimentModification swap() {
        return new ExperimentModification(state(), boss, text -> {}, said::add);
    }

    private static Deployment fresh() {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
        return Deployment.planned("abc", Map.of(), topology, plan, InstrumentCatalogue.builtIn());
    }

    @Test
    void aChangeThatFailsForgetsNothingOfTheDeploymentThatStands() throws Exception {
        Deployment standing = fresh().deploying().running().afterCollect();
        state().write(standing);
        boss.refused = "(?s)BLOCK.*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, ModifyMode.DEFAULT))
                .hasMessageContaining("runs with its original ns script");
        assertThat(state().read()).contains(standing);
    }

    @Test
    void aChangeThatFailsOnAFreshExperimentLeavesNoState() throws Exception {
        boss.refused = "(?s)BLOCK.*";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, ModifyMode.DEFAULT));
        assertThat(state().read()).isEmpty();
    }

    @Test
    void whereTheUserSwappedItOutTheExperimentGetsItsScriptAndStaysOut() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.ways.clear();

        assertThat(swap().restoreWhileOut(changed, false).exact()).isTrue();

        assertThat(boss.script).isEqualTo("own\n");
        assertThat(boss.ways).isEmpty();
        assertThat(state().read()).isEmpty();
    }

    @Test
    void theStateTellsThatTheOriginalIsOnItsWayBack() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        assertThat(boss.left).isFalse();
        assertThat(changed.modification().orElseThrow().before()).contains(fresh().topology());
        boss.refused = "own\n";

        assertThatThrownBy(() -> swap().restore(changed, ModifyMode.DEFAULT, false))
                .hasMessageContaining("repeat 'overtap teardown'");
        assertThat(boss.left).isTrue();
        assertThat(state().read().orElseThrow().phase()).isInstanceOf(Phase.Restoring.class);
    }

    @Test
    void whatStoodIsRememberedUntilSomethingTakesItsPlace() throws Exception {
        Deployment standing = fresh().deploying().running();
        state().write(standing);
        Topology other = Samples.lan(2);

        Deployment changed = swap().change(
                        standing.replan(other, fresh().plan(), InstrumentCatalogue.builtIn()),
                        PREPARED,
                        ModifyMode.DEFAULT);
        assertThat(changed.topology()).isEqualTo(standing.topology());
        assertThat(changed.modification().orElseThrow().before()).contains(other);
        assertThat(changed.rebound(other, fresh().plan(), InstrumentCatalogue.builtIn())
                        .touched())
                .containsExactly("n1", "n2");
    }

    @Test
    void aChangeWhoseEndIsUnknownGoesOnForwards() throws Exception {
        boss.refused = "(?s).*";

        assertThatThrownBy(() -> swap().change(fresh(), PREPARED, ModifyMode.DEFAULT))
                .hasMessageContaining("repeat the command: it goes on where it was");
        assertThat(state().read().orElseThrow().phase()).isInstanceOf(Phase.ChangingExperiment.class);
        boss.refused = "";
        swap().resume(state().read().orElseThrow());
        assertThat(boss.current().text()).isEqualTo(BLOCK + "own\n");
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
        assertThat(state().read().orElseThrow().modification().orElseThrow().mode())
                .isEqualTo(REBOOTING);
    }

    @Test
    void aStateFileThatDoesNotTellTheWayIsReadAsTheUsualOne() throws Exception {
        swap().change(fresh(), PREPARED, REBOOTING);
        ObjectNode tree =
                (ObjectNode) JsonDocument.mapper().readTree(state().path().toFile());
        ((ObjectNode) tree.path("phase").path("modification")).remove("mode");
        JsonDocument.write(state().path(), tree);

        assertThat(state().read().orElseThrow().modification().orElseThrow().mode())
                .isEqualTo(ModifyMode.DEFAULT);
    }

    @Test
    void aDescriptionThatIsATextStandsInTheStateFileAsOne() throws Exception {
        swap().change(fresh(), PREPARED, REBOOTING);

        JsonNode script = JsonDocument.mapper()
                .readTree(state().path().toFile())
                .path("phase")
                .path("modification");
        assertThat(script.path("original").textValue()).isEqualTo("own\n");
        assertThat(script.path("sent").textValue()).isEqualTo(BLOCK + "own\n");
    }

    @Test
    void whatWasNotCollectedIsStillKnownAfterAChangeThatFailed() throws Exception {
        Deployment standing = fresh().deploying().running();
        state().write(standing);
        boss.refused = "(?s).*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, ModifyMode.DEFAULT));
        assertThat(state().read().orElseThrow().complete()).isFalse();
        assertThat(state().read().orElseThrow().holdsUncollected()).isTrue();
    }

    @Test
    void whatWasCollectedNeedNotBeAgainAfterAChangeThatFailed() throws Exception {
        Deployment standing = fresh().deploying().running().afterCollect();
        state().write(standing);
        boss.refused = "(?s).*";

        assertThatThrownBy(() -> swap().change(standing, PREPARED, ModifyMode.DEFAULT));
        assertThat(state().read().orElseThrow().holdsUncollected()).isFalse();
    }

    @Test
    void whatTheUserEditedStaysAndTheOriginalIsKept() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = "before\n" + BLOCK + "own, edited\n";

        ExperimentModification.Restored restored = swap().restore(changed);
        assertThat(boss.script).isEqualTo("before\nown, edited\n");
        assertThat(restored.exact()).isTrue();
        assertThat(restored.edited()).isTrue();
        assertThat(restored.kept().orElseThrow()).hasContent("own\n").hasFileName("state-original.ns");
        assertThat(said).singleElement().asString().contains("edited", "state-original.ns");
        assertThat(state().read()).isEmpty();
    }

    @Test
    void otherLineEndsAreNoEditAndTheOriginalIsBackByteForByte() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = (BLOCK + "own\n")
                .replace("\n", "\r\n")
                .replace("BLOCK\r\n", BLOCK)
                .strip();

        ExperimentModification.Restored restored = swap().restore(changed);
        assertThat(boss.script).isEqualTo("own\n");
        assertThat(restored).isEqualTo(new ExperimentModification.Restored(true, false, Optional.empty()));
    }

    @Test
    void aScriptTheUserReplacedByHisOwnIsLeftAlone() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = "another\n";

        assertThat(swap().restore(changed).edited()).isTrue();
        assertThat(boss.script).isEqualTo("another\n");
    }

    @Test
    void aBrokenBlockIsRefusedAndNothingIsSent() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = "BROKEN own, edited\n";
        boss.ways.clear();
        String before = Files.readString(state().path());

        assertThatThrownBy(() -> swap().requireRestorable(changed, false))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("it was edited by hand")
                .hasMessageContaining("--force-original");
        assertThatThrownBy(() -> swap().restore(changed)).hasMessageContaining("--force-original");
        assertThat(boss.ways).isEmpty();
        assertThat(state().path()).hasContent(before);
    }

    @Test
    void aBrokenBlockCanBeReplacedByTheOriginalAndIsKept() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = "BROKEN own, edited\n";

        swap().requireRestorable(changed, true);
        ExperimentModification.Restored restored = swap().restore(changed, ModifyMode.DEFAULT, true);
        assertThat(boss.script).isEqualTo("own\n");
        assertThat(restored.edited()).isFalse();
        assertThat(restored.kept().orElseThrow()).hasContent("BROKEN own, edited\n");
    }

    @Test
    void anEditThatCouldNotBePutBackIsNotForgottenEither() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = BLOCK + "own, edited\n";
        boss.refused = "(?s)own.*";

        assertThatThrownBy(() -> swap().restore(changed)).hasMessageContaining("repeat 'overtap teardown'");
        assertThat(state().read().orElseThrow().modification().orElseThrow().original())
                .isEqualTo(Revision.of("own, edited\n"));
        boss.refused = "";
        swap().restore(state().read().orElseThrow());
        assertThat(boss.script).isEqualTo("own, edited\n");
    }

    @Test
    void aTestbedThatKeepsOtherBlankEndsIsNotCalledExact() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.keeping = String::strip;

        ExperimentModification.Restored restored = swap().restore(changed);
        assertThat(restored.exact()).isFalse();
        assertThat(restored.kept().orElseThrow()).hasContent("own\n");
        assertThat(state().read()).isEmpty();
    }

    @Test
    void aTestbedThatHasAnotherTextAfterwardsIsAFailure() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.keeping = text -> "nonsense";

        assertThatThrownBy(() -> swap().restore(changed)).hasMessageContaining("another ns script");
        assertThat(state().read()).isPresent();
    }

    @Test
    void aScriptEditedBeforeAnotherChangeIsTheOneToGoBackTo() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = BLOCK + "own, edited\n";
        Proposal other = proposal(boss.script, "own, edited\n", BLOCK + BLOCK + "own, edited\n");

        Deployment again = swap().change(changed, other, ModifyMode.DEFAULT);
        assertThat(again.modification().orElseThrow().original().text()).isEqualTo("own, edited\n");
        assertThat(folder.resolve("state-original.ns")).hasContent("own\n");
        assertThat(swap().restore(again).edited()).isFalse();
        assertThat(boss.script).isEqualTo("own, edited\n");
    }

    @Test
    void anEditThatLeavesTheBlockAloneIsFollowedWithoutSendingAnything() throws Exception {
        Deployment changed = swap().change(fresh(), PREPARED, ModifyMode.DEFAULT);
        boss.script = BLOCK + "own, edited\n";
        boss.ways.clear();

        Deployment followed = swap().follow(changed, proposal(boss.script, "own, edited\n", boss.script));
        assertThat(boss.ways).isEmpty();
        assertThat(followed.modification().orElseThrow().original().text()).isEqualTo("own, edited\n");
        assertThat(state().read()).contains(followed);
        assertThat(folder.resolve("state-original.ns")).hasContent("own\n");
    }
}
