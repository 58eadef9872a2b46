package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.health.HealthWatch;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.testbed.FakeExperiment;
import org.overtap.verify.VerifyReport;
import org.overtap.verify.evidence.Finding;

/** Nodes that left the experiment while something of a deployment was on them. */
class GoneNodesTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();
    private static final PlanRequest LIGHT = PlanRequest.lightweight(PlanOptions.DEFAULT, INSTRUMENTS);
    private static final PlanRequest HEAVY = new PlanRequest(
            PlanOptions.DEFAULT,
            INSTRUMENTS,
            false,
            Set.of(),
            Optional.of(TapOptions.heavyweight()),
            Optional.empty(),
            LoadRequest.NONE,
            ChangeRequest.DEFAULT);

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private StateFile state(String name) {
        return StateFile.at(folder.resolve(name));
    }

    private OverlayLifecycle on(FakeExperiment experiment, String name) {
        ExperimentAccess access = new ExperimentAccess(
                experiment.registry().locate("fake:" + experiment.name()).orElseThrow(), Map.of(), SettingMap::new);
        LifecycleListener listener = new LifecycleListener() {
            @Override
            public void say(String text) {
                said.add(text);
            }

            @Override
            public void step(int number, int total, String title, String outcome, Duration took) {
                // Not looked at.
            }
        };
        return new OverlayLifecycle(access, state(name), listener, Consent.GIVEN, time -> {}, true);
    }

    private DeployedOverlay deploy(FakeExperiment experiment, PlanRequest request) throws Exception {
        try (OverlayLifecycle overlay = on(experiment, "mine")) {
            return overlay.exclusively("deploy", () -> overlay.deploy(overlay.prepare(overlay.plan(request))));
        }
    }

    private RemovedOverlay teardown(FakeExperiment experiment, String name, boolean discarding) throws Exception {
        TeardownRequest request = new TeardownRequest(
                discarding, Optional.of(folder.resolve("flows-" + name)), false, ModifyModeRequest.NONE);
        try (OverlayLifecycle overlay = on(experiment, name)) {
            return overlay.exclusively("teardown", () -> overlay.teardown(request));
        }
    }

    private void collect(FakeExperiment experiment) throws Exception {
        try (OverlayLifecycle overlay = on(experiment, "mine")) {
            overlay.collect(Optional.of(folder.resolve("flows-mine")));
        }
    }

    private List<Status.Line> status(FakeExperiment experiment) throws Exception {
        try (OverlayLifecycle overlay = on(experiment, "mine")) {
            return overlay.status(new HealthWatch()).daemons();
        }
    }

    private VerifyReport verify(FakeExperiment experiment) throws Exception {
        try (OverlayLifecycle overlay = on(experiment, "mine")) {
            return overlay.verify(5);
        }
    }

    private long saidGone() {
        return said.stream().filter(line -> line.contains(" is gone: ")).count();
    }

    /** Another user took it over from what its nodes tell, and removed it with the machines that were added for it. */
    private FakeExperiment removedByAnother() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        deploy(experiment, HEAVY);
        teardown(experiment, "yours", true);
        said.clear();
        return experiment;
    }

    @Test
    void whatAnotherTookAwayWithItsMachinesIsForgotten() throws Exception {
        FakeExperiment experiment = removedByAnother();
        int asked = experiment.asked().size();

        RemovedOverlay removed = teardown(experiment, "mine", true);

        assertThat(removed.leftovers()).isZero();
        assertThat(removed.nodes()).isZero();
        assertThat(removed.ownDescription()).isTrue();
        assertThat(said)
                .containsOnlyOnce(
                        "node box7 is gone: p/pair does not have it any more, and what was on it is gone with" + " it");
        assertThat(experiment.asked()).as("it has its own description already").hasSize(asked);
        assertThat(state("mine").read()).isEmpty();
    }

    @Test
    void flowFilesThatWentWithTheirNodeAreGivenUpByTheUserOnly() throws Exception {
        FakeExperiment experiment = removedByAnother();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> teardown(experiment, "mine", false))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining("nothing was there: node box7 is gone")
                    .hasMessageContaining("--discard-data");
        }
        assertThat(teardown(experiment, "mine", true).leftovers()).isZero();
        assertThat(state("mine").read()).isEmpty();
    }

    @Test
    void whereAllWasCollectedNothingNeedBeGivenUp() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        collect(experiment);
        experiment.leave("n3");
        assertThat(teardown(experiment, "mine", false).leftovers()).isZero();
        assertThat(saidGone()).isEqualTo(1);
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(state("mine").read()).isEmpty();
    }

    @Test
    void aProbesNodeThatIsGoneKeepsNobodyFromSavingTheRest() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        experiment.leave("n1");

        RemovedOverlay removed = teardown(experiment, "mine", false);

        assertThat(removed.leftovers()).isZero();
        assertThat(removed.nodes()).isEqualTo(2);
        assertThat(saidGone()).isEqualTo(1);
        assertThat(said).anyMatch(line -> line.startsWith("flow files were downloaded to"));
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(state("mine").read()).isEmpty();
    }

    @Test
    void aCollectorsNodeThatIsGoneKeepsNobodyFromClearingTheRest() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        experiment.leave("n3");
        assertThatThrownBy(() -> teardown(experiment, "mine", false)).hasMessageContaining("node n3 is gone");
        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(state("mine").read()).isPresent();
        teardown(experiment, "mine", true);
        assertThat(state("mine").read()).isEmpty();
    }

    @Test
    void aNodeThatIsThereAndCannotBeReachedStaysAnError() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        experiment.cutOff("n1");
        assertThat(status(experiment)).extracting(Status.Line::state).contains("unreachable");
        assertThatThrownBy(() -> teardown(experiment, "mine", true))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("node n1 cannot be reached")
                .hasMessageContaining("teardown is incomplete");
        assertThat(saidGone()).isZero();
        assertThat(state("mine").read()).isPresent();
    }

    @Test
    void whereTheTestbedCannotBeAskedNothingIsConcluded() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        experiment.leave("n1");
        experiment.fallSilent();
        assertThat(status(experiment)).extracting(Status.Line::state).contains("unreachable");
        assertThatThrownBy(() -> teardown(experiment, "mine", true)).hasMessageContaining("cannot be reached");
        assertThat(state("mine").read()).isPresent();
    }

    @Test
    void statusCollectAndVerifyCallItGone() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        deploy(experiment, LIGHT);
        experiment.leave("n3");

        assertThat(status(experiment))
                .filteredOn(line -> line.node().equals("n3"))
                .allSatisfy(line -> {
                    assertThat(line.state()).isEqualTo("gone");
                    assertThat(line.note()).startsWith("node n3 is gone: p/lan");
                });
        assertThatThrownBy(() -> collect(experiment))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("nothing was there: node n3 is gone");
        VerifyReport report = verify(experiment);
        assertThat(report.holds()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.node().equals(Optional.of("n3")))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.GONE);
    }

    @Test
    void aDeployGoesOnWithoutIt() throws Exception {
        FakeExperiment experiment = removedByAnother();
        assertThat(deploy(experiment, LIGHT).changed()).isPositive();
        assertThat(said).anyMatch(line -> line.startsWith("warning: node box7 is no longer in fake:p/pair"));
        assertThat(status(experiment)).allMatch(Status.Line::alive);
        assertThat(teardown(experiment, "mine", true).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }
}
