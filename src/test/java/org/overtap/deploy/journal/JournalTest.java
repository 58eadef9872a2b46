package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.deploy.Deployer;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Revision;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** What a deployment knows in each of its phases, and that its file knows the same. */
class JournalTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();
    private static final Topology TOPOLOGY = Samples.lan(3);
    private static final OverlayPlan PLAN = Planner.lightweight(TOPOLOGY, PlanOptions.DEFAULT, INSTRUMENTS);
    private static final Modification CHANGE = new Modification(
            Revision.of("own"), Revision.of("changed"), 3, Optional.of(TOPOLOGY), new ModifyMode(true, false, true));

    @TempDir
    Path folder;

    private static Deployment fresh() {
        return Deployment.planned("0123abc", Map.of("profile", "x"), TOPOLOGY, PLAN, INSTRUMENTS);
    }

    private static Deployment in(String phase) {
        return switch (phase) {
            case "planned" -> fresh();
            case "changing" -> fresh().changing(CHANGE);
            case "changed" -> fresh().changing(CHANGE).changed();
            case "deploying" -> fresh().deploying();
            case "running" -> fresh().deploying().running();
            case "running, changed" ->
                fresh().changing(CHANGE).changed().deploying().running();
            case "collected" -> fresh().deploying().running().afterCollect(Path.of("/flows"));
            default -> fresh().deploying().running().restoring(CHANGE);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "planned",
                "changing",
                "changed",
                "deploying",
                "running",
                "running, changed",
                "collected",
                "restoring"
            })
    void everyPhaseIsReadAsItWasWritten(String phase) throws Exception {
        StateFile file = StateFile.at(folder.resolve("state.json"));
        file.write(in(phase));
        assertThat(file.read()).contains(in(phase));
    }

    @Test
    void whatIsIntendedIsWrittenWithAllThatEndsIt() {
        JournalEntry probe = fresh().deploying().journal().on("n1").get(0);
        assertThat(probe.mark()).isEqualTo(JournalEntry.Mark.INTENDED);
        assertThat(probe.folder()).isEqualTo("/var/tmp/overtap-0123abc-n1/probe-1");
        assertThat(probe.daemon().runs().programs()).contains("pmacctd");
        assertThat(fresh().journal().isEmpty()).isTrue();
    }

    @Test
    void whatRunsWithTheSameWordsKeepsItsMarkAndAChangedOneIsToReplaceWhatRuns() {
        Deployment begun = fresh().deploying();
        Deployment running = begun.journal().entries().stream()
                .reduce(begun, (d, e) -> d.marked(e, JournalEntry.Mark.APPLIED), (a, b) -> b)
                .running();
        assertThat(running.deploying().journal()).isEqualTo(running.journal());

        OverlayPlan slower =
                Planner.lightweight(TOPOLOGY, PlanOptions.DEFAULT.withTiming(new PlanTiming(30, 60, 10)), INSTRUMENTS);
        Journal changed =
                running.replan(TOPOLOGY, slower, INSTRUMENTS).deploying().journal();
        JournalEntry probe = changed.on("n1").get(0);
        assertThat(probe.mark()).isEqualTo(JournalEntry.Mark.INTENDED);
        assertThat(probe.replaces()).contains(running.journal().on("n1").get(0).daemon());
        assertThat(probe.marked(JournalEntry.Mark.APPLIED).replaces()).isEmpty();
        JournalEntry collector = changed.entries().get(0);
        assertThat(collector.mark()).isEqualTo(JournalEntry.Mark.APPLIED);
    }

    @Test
    void whatIsNoLongerPlannedStaysInTheJournalUntilItsFolderIsGone() {
        Deployment running = fresh().deploying().running();
        OverlayPlan other = Planner.lightweight(TOPOLOGY, PlanOptions.DEFAULT.excluding(Set.of("n1")), INSTRUMENTS);
        Deployment changed = running.replan(TOPOLOGY, other, INSTRUMENTS);
        assertThat(Deployer.ends(changed)).extracting(JournalEntry::node).contains("n1");
        JournalEntry old = running.journal().on("n1").get(0);
        Journal after =
                changed.deploying().marked(old, JournalEntry.Mark.STOPPED).journal();
        assertThat(after.nodes()).contains("n1");
        assertThat(after.standing()).extracting(JournalEntry::node).doesNotContain("n1");
    }

    @Test
    void twoNodesNeverHaveOneFolder() {
        Deployment deployment = fresh();
        assertThat(deployment.folder("n/1")).isNotEqualTo(deployment.folder("n%2f1"));
        assertThat(deployment.folder("../n")).doesNotContain("/../");
        assertThat(deployment.folder("fd00::1%eth0")).matches("/var/tmp/overtap-0123abc-[A-Za-z0-9.%_-]+");
    }

    @Test
    void anEntryOutsideOfItsFolderIsRefused() {
        JournalEntry good = fresh().deploying().journal().on("n1").get(0);
        assertThatThrownBy(() -> JournalEntry.intended(good.daemon(), "tmp/x")).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> new Journal.NodeFolder("n1", "/var/tmp")).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> new Journal.NodeFolder("n1", "/var/tmp/overtap-x/.."))
                .isInstanceOf(TopologyException.class);
    }

    @Test
    void aPhaseThatChangesTheExperimentMustTellHow() {
        assertThatThrownBy(() -> new Phase.Restoring(null)).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> new Phase.ChangingExperiment(null)).isInstanceOf(TopologyException.class);
    }
}
