package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.health.HealthWatch;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.shell.CommandResult;
import org.overtap.testbed.FakeExperiment;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.TestbedException;
import org.overtap.verify.VerifyReport;

/** The whole sentence on an experiment in memory, and where it breaks off. */
class OverlayLifecycleTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();
    private static final PlanRequest LIGHT = PlanRequest.lightweight(PlanOptions.DEFAULT, INSTRUMENTS);
    private static final PlanRequest HEAVY = heavy(ChangeRequest.DEFAULT);
    private static final TeardownRequest DISCARDING =
            new TeardownRequest(true, Optional.empty(), false, ModifyModeRequest.NONE);

    @TempDir
    Path folder;

    private final List<String> questions = new ArrayList<>();
    private Consent consent = questions::add;

    private static PlanRequest heavy(ChangeRequest change) {
        return new PlanRequest(
                PlanOptions.DEFAULT,
                INSTRUMENTS,
                false,
                Set.of(),
                Optional.of(TapOptions.heavyweight()),
                Optional.empty(),
                LoadRequest.NONE,
                change);
    }

    private StateFile state() {
        return StateFile.at(folder.resolve("state.json"));
    }

    /** As a program that was just started would have it. */
    private OverlayLifecycle on(FakeExperiment experiment) {
        ExperimentAccess access = new ExperimentAccess(
                experiment.registry().locate("fake:" + experiment.name()).orElseThrow(),
                Map.of("mood", "good"),
                SettingMap::new);
        return new OverlayLifecycle(access, state(), LifecycleListener.SILENT, consent, time -> {}, false);
    }

    private DeployedOverlay deploy(FakeExperiment experiment, PlanRequest request) throws Exception {
        try (OverlayLifecycle overlay = on(experiment)) {
            return overlay.exclusively("deploy", () -> overlay.deploy(overlay.prepare(overlay.plan(request))));
        }
    }

    private RemovedOverlay teardown(FakeExperiment experiment, TeardownRequest request) throws Exception {
        try (OverlayLifecycle overlay = on(experiment)) {
            return overlay.exclusively("teardown", () -> overlay.teardown(request));
        }
    }

    private VerifyReport verify(FakeExperiment experiment) throws Exception {
        try (OverlayLifecycle overlay = on(experiment)) {
            return overlay.verify(5);
        }
    }

    private void collect(FakeExperiment experiment) throws Exception {
        try (OverlayLifecycle overlay = on(experiment)) {
            CollectedFlows flows = overlay.collect(Optional.of(folder.resolve("flows")));
            assertThat(flows.folders()).singleElement().satisfies(brought -> {
                assertThat(brought.newFiles()).isEqualTo(1);
                try (Stream<Path> files = Files.walk(brought.folder())) {
                    assertThat(files.filter(Files::isRegularFile))
                            .singleElement()
                            .satisfies(file -> assertThat(file).isNotEmptyFile());
                }
            });
            assertThat(flows.documents()).hasSize(5).allSatisfy(file -> assertThat(file)
                    .isNotEmptyFile());
        }
    }

    private OverlayStatus status(FakeExperiment experiment) throws Exception {
        try (OverlayLifecycle overlay = on(experiment)) {
            return overlay.status(new HealthWatch());
        }
    }

    @Test
    void theSentenceFromItsFirstWordToItsLast() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        try (OverlayLifecycle overlay = on(experiment)) {
            assertThat(overlay.discover().nodes()).hasSize(3);
            PlannedOverlay planned = overlay.plan(LIGHT);
            assertThat(planned.satisfied()).isTrue();
            assertThat(planned.plan().probes()).hasSize(2);
            assertThat(overlay.deploy(overlay.prepare(planned)).changed()).isEqualTo(3);
        }
        assertThat(state().read().orElseThrow().connection()).containsEntry("mood", "good");
        assertThat(status(experiment).alive()).isTrue();
        VerifyReport report = verify(experiment);
        assertThat(report.exactlyOnce()).isEqualTo(report.conversations()).isEqualTo(3);
        assertThat(report.holds()).isTrue();
        collect(experiment);

        RemovedOverlay removed = teardown(experiment, TeardownRequest.DEFAULT);

        assertThat(removed.leftovers()).isZero();
        assertThat(removed.ownDescription()).isTrue();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(experiment.asked()).isEmpty();
        assertThat(state().read()).isEmpty();
        assertThat(questions).isEmpty();
    }

    @Test
    void machinesAreAddedProvenAndTakenAwayToTheByte() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        String before = experiment.description();

        DeployedOverlay deployed = deploy(experiment, HEAVY);

        assertThat(questions).containsExactly("change the experiment?");
        assertThat(deployed.deployment().plan().probes()).singleElement().satisfies(probe -> assertThat(probe.node())
                .isEqualTo("box7"));
        assertThat(verify(experiment).exactlyOnce()).isEqualTo(1);
        assertThatThrownBy(() -> teardown(experiment, TeardownRequest.DEFAULT))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("the original recipe")
                .hasMessageContaining("overtap collect fake:p/pair");
        collect(experiment);
        RemovedOverlay removed = teardown(experiment, TeardownRequest.DEFAULT);
        assertThat(removed.restored().orElseThrow().how().exact()).isTrue();
        assertThat(experiment.description()).isEqualTo(before);
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(state().read()).isEmpty();
    }

    @Test
    void deployingTheSameAgainChangesNothing() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        deploy(experiment, HEAVY);
        assertThat(deploy(experiment, HEAVY).changed()).isZero();
        assertThat(experiment.asked()).hasSize(1);
        assertThat(questions).hasSize(1);
    }

    @Test
    void theExperimentIsChangedInTheWayThatWasAskedForAndItsEventsReplayed() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        deploy(experiment, heavy(new ChangeRequest(new ModifyMode(true, false, false), true, false)));
        assertThat(experiment.asked()).hasSize(2);
        assertThat(experiment.asked().get(0)).startsWith("out and in");
        assertThat(experiment.asked().get(1)).isEqualTo("replay");
    }

    @Test
    void whatWasStartedBeforeAStepFailedIsTakenBack() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        experiment.setFate(call -> call.node().equals("n2") && call.script().equals("start")
                ? Optional.of(new CommandResult(4, "", "it ended at once"))
                : Optional.empty());

        assertThatThrownBy(() -> deploy(experiment, LIGHT))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("n2")
                .hasMessageContaining("stopped and removed");

        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(state().read()).isEmpty();
    }

    @Test
    void aProgramThatEndedBetweenTwoStepsIsGoneOnWith() throws Exception {
        FakeExperiment experiment = cutBeforeTheProbes();

        experiment.setFate(call -> Optional.empty());
        assertThat(deploy(experiment, LIGHT).changed())
                .as("the collector runs already")
                .isEqualTo(2);
        assertThat(status(experiment).alive()).isTrue();
        assertThat(verify(experiment).holds()).isTrue();
    }

    @Test
    void whatAProgramLeftThatEndedBetweenTwoStepsIsRemoved() throws Exception {
        FakeExperiment experiment = cutBeforeTheProbes();

        experiment.setFate(call -> Optional.empty());
        assertThat(teardown(experiment, DISCARDING).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(state().read()).isEmpty();
    }

    private FakeExperiment cutBeforeTheProbes() {
        FakeExperiment experiment = FakeExperiment.lan();
        experiment.setFate(call -> {
            if (call.starts("probe-1")) {
                throw new FakeExperiment.Cut();
            }
            return Optional.empty();
        });
        assertThatThrownBy(() -> deploy(experiment, LIGHT)).hasRootCauseInstanceOf(FakeExperiment.Cut.class);
        assertThat(experiment.hasAnythingOfUs()).isTrue();
        assertThat(state().read()).isPresent();
        return experiment;
    }

    @Test
    void aProgramThatEndedWhileTheExperimentChangedIsGoneOnWith() throws Exception {
        FakeExperiment experiment = cutWhileChanging();

        assertThat(deploy(experiment, HEAVY).changed()).isPositive();
        assertThat(experiment.asked()).as("nothing is sent a second time").hasSize(1);
        assertThat(verify(experiment).holds()).isTrue();
    }

    @Test
    void aProgramThatEndedWhileTheExperimentChangedCanBeTakenBack() throws Exception {
        FakeExperiment experiment = cutWhileChanging();

        assertThat(teardown(experiment, TeardownRequest.DEFAULT).ownDescription())
                .isTrue();
        assertThat(experiment.description()).isEqualTo(FakeExperiment.pair().description());
        assertThat(state().read()).isEmpty();
    }

    private FakeExperiment cutWhileChanging() {
        FakeExperiment experiment = FakeExperiment.pair();
        experiment.setAfterSending(() -> {
            throw new FakeExperiment.Cut();
        });
        assertThatThrownBy(() -> deploy(experiment, HEAVY)).isInstanceOf(FakeExperiment.Cut.class);
        assertThat(state().read().orElseThrow().changing()).isTrue();
        experiment.setAfterSending(() -> {});
        return experiment;
    }

    @Test
    void aTeardownThatWasCutOffIsFinishedBeforeAnythingNew() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        deploy(experiment, HEAVY);
        experiment.setAfterSending(() -> {
            throw new FakeExperiment.Cut();
        });
        assertThatThrownBy(() -> teardown(experiment, DISCARDING)).isInstanceOf(FakeExperiment.Cut.class);
        experiment.setAfterSending(() -> {});

        try (OverlayLifecycle overlay = on(experiment)) {
            assertThat(overlay.plan(LIGHT).topology().nodes()).hasSize(2);
        }
        assertThat(experiment.description()).isEqualTo(FakeExperiment.pair().description());
        assertThat(state().read()).isEmpty();
    }

    @Test
    void whereTheStateFileIsLostNodesTellWhatIsToBeRemoved() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        state().delete(state().read().orElseThrow());

        assertThat(status(experiment).alive()).isTrue();
        assertThat(teardown(experiment, DISCARDING).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void withoutConsentNothingIsSentAndNothingRemembered() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        consent = question -> {
            throw new RequestException("nothing was changed");
        };
        assertThatThrownBy(() -> deploy(experiment, HEAVY)).isInstanceOf(RequestException.class);
        assertThat(experiment.asked()).isEmpty();
        assertThat(state().read()).isEmpty();
    }

    @Test
    void aPlanThatWouldNotDoSaysSo() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        experiment.setFree(0);
        try (OverlayLifecycle overlay = on(experiment)) {
            assertThat(overlay.plan(HEAVY).satisfied()).isFalse();
            assertThat(overlay.dryRun(HEAVY).satisfied()).isFalse();
            assertThat(overlay.plan(LIGHT).satisfied()).isTrue();
        }
        assertThat(experiment.asked()).isEmpty();
    }

    @Test
    void aDryRunTellsWhatWouldBeDoneAndDoesNothing() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        List<FakeExperiment.Call> calls = new ArrayList<>();
        experiment.setFate(call -> {
            calls.add(call);
            return Optional.empty();
        });
        try (OverlayLifecycle overlay = on(experiment)) {
            DryRun run = overlay.dryRun(HEAVY);
            assertThat(run.change().orElseThrow().text()).endsWith("\nadded tap wan");
            assertThat(run.change().orElseThrow().asked()).containsExactly("change");
            assertThat(run.actions()).extracting(DryRun.Action::title).anyMatch(title -> title.contains("pmacctd"));
        }
        assertThat(calls).allMatch(call -> call.script().equals("found"));
        assertThat(experiment.asked()).isEmpty();
        assertThat(state().read()).isEmpty();
    }

    @Test
    void whereTheChangeStandsAlreadyADryRunTellsOnlyWhatRunsOnNodes() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        deploy(experiment, HEAVY);
        try (OverlayLifecycle overlay = on(experiment)) {
            DryRun run = overlay.dryRun(HEAVY);
            assertThat(run.change()).isEmpty();
            assertThat(run.changedAlready()).contains("recipe");
            assertThat(run.actions()).extracting(DryRun.Action::node).containsOnly("box7");
        }
    }

    @Test
    void aProbeThatDiedIsMissedByItsNameAndStartedAgain() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        experiment.kill("n1", "probe-1");

        assertThat(status(experiment).alive()).isFalse();
        VerifyReport report = verify(experiment);
        assertThat(report.holds()).isFalse();
        assertThat(report.missing()).isNotEmpty().allMatch(missing -> missing.owner()
                .equals("n1"));
        assertThat(report.exactlyOnce())
                .isEqualTo(report.conversations() - report.missing().size());

        assertThat(deploy(experiment, LIGHT).changed()).isEqualTo(1);
        assertThat(verify(experiment).holds()).isTrue();
    }

    @Test
    void ofAnExperimentThatWasPutAwayNothingIsLeftButTheMemory() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        experiment.takeOut();

        assertThatThrownBy(() -> status(experiment))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("fake:p/lan is put away");
        assertThatThrownBy(() -> teardown(experiment, TeardownRequest.DEFAULT))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--discard-data");
        assertThat(teardown(experiment, DISCARDING).nodes()).isZero();
        assertThat(state().read()).isEmpty();
    }

    @Test
    void whereNothingIsDeployedThereIsNothingToAskFor() {
        FakeExperiment experiment = FakeExperiment.lan();
        assertThatThrownBy(() -> status(experiment)).isInstanceOf(RequestException.class);
        assertThatThrownBy(() -> verify(experiment))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("overtap deploy fake:p/lan");
        assertThatThrownBy(() -> teardown(experiment, DISCARDING)).isInstanceOf(RequestException.class);
    }

    @Test
    void withoutAStateFileOnlyLookingIsPossible() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        ExperimentAccess access = new ExperimentAccess(
                experiment.registry().locate("fake:p/lan").orElseThrow(), Map.of(), SettingMap::new);
        try (OverlayLifecycle overlay = OverlayLifecycle.withoutState(access, LifecycleListener.SILENT)) {
            PlannedOverlay planned = overlay.plan(LIGHT);
            assertThat(planned.satisfied()).isTrue();
            assertThatThrownBy(() -> overlay.deploy(overlay.prepare(planned)))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }
}
