package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.deploy.journal.TestTraffic;
import org.overtap.deploy.journal.Worker;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.health.HealthWatch;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.shell.CommandResult;
import org.overtap.testbed.FakeExperiment;
import org.overtap.topology.IpAddress;

/** Deployments of which a state file does not tell: lost ones, and somebody else's. */
class ForeignDeploymentTest {
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
    private static final Worker ELSEWHERE =
            new Worker("deploy", 12, "34", "bob", "far", "another machine", Instant.ofEpochSecond(1_700_000_000));

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private StateFile state(String name) {
        return StateFile.at(folder.resolve(name));
    }

    private OverlayLifecycle on(FakeExperiment experiment, String name, boolean takeOver) {
        ExperimentAccess access = new ExperimentAccess(
                experiment.registry().locate("fake:" + experiment.name()).orElseThrow(), Map.of(), SettingMap::new);
        LifecycleListener listener = new LifecycleListener() {
            @Override
            public void say(String text) {
                said.add(text);
            }

            @Override
            public void step(int number, int total, String title, String outcome, java.time.Duration took) {
                // Not looked at.
            }
        };
        return new OverlayLifecycle(access, state(name), listener, Consent.GIVEN, time -> {}, takeOver);
    }

    private Deployment deploy(FakeExperiment experiment, String name, boolean takeOver, PlanRequest request)
            throws Exception {
        try (OverlayLifecycle overlay = on(experiment, name, takeOver)) {
            return overlay.exclusively("deploy", () -> overlay.deploy(overlay.prepare(overlay.plan(request))))
                    .deployment();
        }
    }

    private RemovedOverlay teardown(FakeExperiment experiment, String name, boolean takeOver, String id)
            throws Exception {
        TeardownRequest request =
                new TeardownRequest(true, Optional.empty(), false, ModifyModeRequest.NONE, Optional.ofNullable(id));
        try (OverlayLifecycle overlay = on(experiment, name, takeOver)) {
            return overlay.exclusively("teardown", () -> overlay.teardown(request));
        }
    }

    /** Its state file is lost. */
    private Deployment lost(FakeExperiment experiment, PlanRequest request) throws Exception {
        Deployment made = deploy(experiment, "lost", false, request);
        state("lost").delete(made);
        return made;
    }

    @Test
    void aSecondOverlayIsRefusedAndTheFirstIsNamed() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        Deployment first = deploy(experiment, "mine", false, LIGHT);
        assertThatThrownBy(() -> deploy(experiment, "yours", false, LIGHT))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining(
                        "deployment " + first.id() + " of " + Worker.here("").account())
                .hasMessageContaining("stands on p/lan (n1, n2, n3) since 20")
                .hasMessageContaining("overtap deploy --take-over")
                .hasMessageContaining("overtap teardown --deployment " + first.id());
        assertThat(state("yours").read()).isEmpty();
        assertThat(state("mine").read()).contains(first);
        assertThat(teardown(experiment, "mine", false, null).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void aDryRunOnlySaysSo() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        Deployment first = deploy(experiment, "mine", false, LIGHT);
        try (OverlayLifecycle overlay = on(experiment, "yours", false)) {
            assertThat(overlay.dryRun(LIGHT).satisfied()).isTrue();
        }
        assertThat(said).anyMatch(line -> line.startsWith("warning: deployment " + first.id()));
    }

    @Test
    void aLostDeploymentIsTakenOverFromItsNodesAndGoesOn() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        Deployment made = lost(experiment, LIGHT);
        assertThatThrownBy(() -> deploy(experiment, "lost", false, LIGHT)).hasMessageContaining(made.id());

        Deployment again = deploy(experiment, "lost", true, LIGHT);

        assertThat(again.id()).isEqualTo(made.id());
        assertThat(said).anyMatch(line -> line.contains("is taken over from what its nodes tell"));
        assertThat(state("lost").read().map(Deployment::id)).contains(made.id());
        assertThat(teardown(experiment, "lost", false, null).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void whatWasDoneSinceTheDeployIsKnownAgainToo() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        Deployment made = deploy(experiment, "lost", false, LIGHT);
        TestTraffic sent = TestTraffic.marked(Set.of(IpAddress.of("10.0.0.1")), 17, 0, 228);
        state("lost").amend(standing -> standing.testedBy(List.of(sent)));
        try (OverlayLifecycle overlay = on(experiment, "lost", false)) {
            overlay.shared("collect", () -> overlay.collect(Optional.of(folder.resolve("flows"))));
        }
        Deployment known = state("lost").read().orElseThrow();
        assertThat(known.collected().all()).isTrue();
        state("lost").delete(made);
        try (OverlayLifecycle overlay = on(experiment, "lost", false)) {
            overlay.shared("collect", () -> overlay.collect(Optional.of(folder.resolve("flows"))));
        }
        Deployment again = state("lost").read().orElseThrow();
        assertThat(again.journal().tests()).contains(sent);
        assertThat(again.collected()).isEqualTo(known.collected());
    }

    @Test
    void ofAnExperimentThatWasChangedTheOriginalIsInTheNodesCopy() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        String before = experiment.description();
        lost(experiment, HEAVY);
        assertThat(experiment.description()).isNotEqualTo(before);
        assertThatThrownBy(() -> deploy(experiment, "lost", false, LIGHT)).hasMessageContaining("--take-over");

        assertThat(teardown(experiment, "lost", false, null).ownDescription()).isTrue();

        assertThat(experiment.description()).isEqualTo(before);
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void whereOnlyTheDescriptionStillTellsItIsSaidAndTakenBack() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        String before = experiment.description();
        Deployment made = deploy(experiment, "lost", false, HEAVY);
        String with = experiment.description();
        teardown(experiment, "lost", false, null);
        experiment.become(with, made.modification().orElseThrow().mode());
        assertThatThrownBy(() -> deploy(experiment, "lost", false, LIGHT))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("the recipe of fake:p/pair has what overtap added")
                .hasMessageContaining("overtap teardown fake:p/pair");

        assertThat(teardown(experiment, "lost", false, null).ownDescription()).isTrue();

        assertThat(experiment.description()).isEqualTo(before);
        assertThat(state("lost").read()).isEmpty();
    }

    @Test
    void whatStaysInTheDescriptionIsSaidByEveryoneWhoComesBy() throws Exception {
        FakeExperiment experiment = FakeExperiment.pair();
        String before = experiment.description();
        Deployment made = deploy(experiment, "lost", false, HEAVY);
        String with = experiment.description();
        teardown(experiment, "lost", false, null);
        experiment.become(with, made.modification().orElseThrow().mode());
        try (OverlayLifecycle overlay = on(experiment, "lost", false)) {
            assertThatThrownBy(() -> overlay.status(new HealthWatch()))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("the recipe of fake:p/pair has what overtap added");
        }

        deploy(experiment, "lost", true, LIGHT);
        assertThat(teardown(experiment, "lost", false, null).ownDescription()).isFalse();
        assertThat(said).anyMatch(line -> line.contains("recipe of fake:p/pair still has what overtap added"));
        assertThat(teardown(experiment, "lost", false, null).ownDescription()).isTrue();

        assertThat(experiment.description()).isEqualTo(before);
    }

    @Test
    void ofTwoTheOneIsRemovedThatIsNamedAndTheOtherStays() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        Deployment mine = deploy(experiment, "mine", false, LIGHT);
        experiment.setFate(
                call -> call.script().equals("found") ? Optional.of(new CommandResult(0, "", "")) : Optional.empty());
        Deployment yours = deploy(experiment, "yours", false, LIGHT);
        experiment.setFate(call -> Optional.empty());

        assertThatThrownBy(() -> deploy(experiment, "mine", true, LIGHT))
                .hasMessageContaining(yours.id())
                .hasMessageNotContaining("take it over");
        assertThatThrownBy(() -> teardown(experiment, "third", false, null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--deployment ID");
        assertThatThrownBy(() -> teardown(experiment, "third", false, "nosuch"))
                .hasMessageContaining("no node tells of deployment nosuch");
        assertThat(teardown(experiment, "mine", false, yours.id()).id()).isEqualTo(yours.id());

        assertThat(state("mine").read()).contains(mine);
        assertThat(teardown(experiment, "mine", false, null).id()).isEqualTo(mine.id());
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void whoWorksOnAnotherMachineKeepsOthersOutUntilHeIsNotHeardOfAnyMore() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        experiment.isKeptBy("n3", ELSEWHERE.line(), 20);
        for (boolean takeOver : new boolean[] {false, true}) {
            assertThatThrownBy(() -> deploy(experiment, "mine", takeOver, LIGHT))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining("overtap deploy, pid 12 of bob on far, since 2023-11-1")
                    .hasMessageContaining("is at work on p/lan")
                    .hasMessageContaining("wait until it has ended");
        }
        assertThat(state("mine").read()).isEmpty();
        experiment.isKeptBy("n3", ELSEWHERE.line(), 720);
        assertThatThrownBy(() -> deploy(experiment, "mine", false, LIGHT))
                .hasMessageContaining("not heard of for 12 minutes")
                .hasMessageContaining("repeat with --take-over");
        deploy(experiment, "mine", true, LIGHT);
        assertThat(teardown(experiment, "mine", false, null).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    /** Two who begin at the same time may have chosen other nodes to store records on. */
    @Test
    void whoKeepsOthersOutOnAnotherNodeIsFoundToo() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        experiment.isKeptBy("n1", ELSEWHERE.line(), 20);
        assertThatThrownBy(() -> deploy(experiment, "mine", false, LIGHT)).hasMessageContaining("bob on far");
        assertThat(state("mine").read()).isEmpty();
        experiment.isKeptBy("n1", ELSEWHERE.line(), 720);
        deploy(experiment, "mine", true, LIGHT);
        assertThat(teardown(experiment, "mine", false, null).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void whoIsAtWorkOnAnotherMachineIsNotTornDown() throws Exception {
        FakeExperiment experiment = FakeExperiment.lan();
        Deployment mine = deploy(experiment, "mine", false, LIGHT);
        experiment.isKeptBy("n3", ELSEWHERE.line(), 20);
        assertThatThrownBy(() -> teardown(experiment, "mine", false, null)).hasMessageContaining("bob on far");
        assertThat(state("mine").read()).contains(mine);
        experiment.isKeptBy("n3", ELSEWHERE.line(), 720);
        assertThat(teardown(experiment, "mine", true, null).leftovers()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }
}
