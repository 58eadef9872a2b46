package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.testbed.FakeExperiment;

/** The disk of the state file is full. */
class NoRoomTest {
    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final LifecycleListener listener = new LifecycleListener() {
        @Override
        public void step(int number, int total, String title, String outcome, Duration took) {
            // Not what is looked at.
        }

        @Override
        public void say(String text) {
            said.add(text);
        }
    };

    private OverlayLifecycle on(FakeExperiment experiment) {
        ExperimentAccess access = new ExperimentAccess(
                experiment.registry().locate("fake:" + experiment.name()).orElseThrow(),
                Map.of("mood", "good"),
                SettingMap::new);
        return new OverlayLifecycle(
                access, StateFile.at(folder.resolve("state.json")), listener, Consent.GIVEN, time -> {}, false);
    }

    private static PlanRequest request(Optional<TapOptions> taps) {
        return new PlanRequest(
                PlanOptions.DEFAULT,
                InstrumentCatalogue.builtIn(),
                false,
                Set.of(),
                taps,
                Optional.empty(),
                LoadRequest.NONE,
                ChangeRequest.DEFAULT);
    }

    private void deploy(FakeExperiment experiment, Optional<TapOptions> taps) throws Exception {
        try (OverlayLifecycle overlay = on(experiment)) {
            overlay.exclusively("deploy", () -> overlay.deploy(overlay.prepare(overlay.plan(request(taps)))));
        }
    }

    private RemovedOverlay teardown(FakeExperiment experiment) throws Exception {
        try (OverlayLifecycle overlay = on(experiment)) {
            TeardownRequest request = new TeardownRequest(
                    true,
                    Optional.of(folder.resolve("flows")),
                    false,
                    TeardownRequest.DEFAULT.mode(),
                    Optional.empty());
            return overlay.exclusively("teardown", () -> overlay.teardown(request));
        }
    }

    /** Nothing can be written where the draft of the state would be. */
    private void fill() throws IOException {
        Files.createDirectories(folder.resolve(".state.json.part/full"));
    }

    @Test
    void teardownNeedsNone() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, Optional.empty());
        fill();
        assertThat(teardown(experiment).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(folder.resolve("state.json")).doesNotExist();
    }

    @Test
    void addedMachinesAreGivenBackWithoutAny() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        deploy(experiment, Optional.of(TapOptions.heavyweight()));
        fill();
        RemovedOverlay removed = teardown(experiment);
        assertThat(removed.leftovers()).isZero();
        assertThat(removed.ownDescription()).isTrue();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(folder.resolve("state.json")).doesNotExist();
        assertThat(said)
                .filteredOn(line -> line.contains("cannot be written"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains(folder.resolve("state.json").toString()));
    }

    @Test
    void nothingIsDeployedThatCouldNotBeRemembered() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        fill();
        assertThatThrownBy(() -> deploy(experiment, Optional.empty()))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining(folder.resolve("state.json").toString());
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }
}
