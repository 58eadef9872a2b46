package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.NamedRun;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Merged;
import org.overtap.lifecycle.measured.RunEdge;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.testbed.FakeExperiment;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** What is noted while an overlay measures, and what of it lies beside the flow files in the end. */
class MeasuredLifecycleTest {
    private static final PlanRequest LIGHT =
            PlanRequest.lightweight(PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());

    @TempDir
    Path folder;

    private final FakeExperiment experiment = FakeExperiment.lan();
    private final List<String> said = new ArrayList<>();

    private StateFile state() {
        return StateFile.at(folder.resolve("state.json"));
    }

    private OverlayLifecycle overlay() {
        ExperimentAccess access = new ExperimentAccess(
                experiment.registry().locate("fake:" + experiment.name()).orElseThrow(), Map.of(), SettingMap::new);
        LifecycleListener listener = new LifecycleListener() {
            @Override
            public void say(String words) {
                said.add(words);
            }

            @Override
            public void step(int number, int total, String title, String outcome, Duration took) {
                // What is said is enough.
            }
        };
        return new OverlayLifecycle(access, state(), listener, Consent.GIVEN, time -> {}, false);
    }

    private DeployedOverlay deploy() throws Exception {
        try (OverlayLifecycle overlay = overlay()) {
            return overlay.exclusively("deploy", () -> overlay.deploy(overlay.prepare(overlay.plan(LIGHT))));
        }
    }

    private void mark(String run, RunEdge edge) throws Exception {
        try (OverlayLifecycle overlay = overlay()) {
            overlay.mark(run, edge);
        }
    }

    private Measurement collected() throws Exception {
        try (OverlayLifecycle overlay = overlay()) {
            overlay.shared("collect", () -> overlay.collect(Optional.of(folder.resolve("flows"))));
        }
        return MeasurementFile.in(folder.resolve("flows")).orElseThrow();
    }

    @Test
    void allThatMustBeKnownLiesBesideTheFlowFiles() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        experiment.setClock("n2", 3_600_000);
        deploy();
        Instant after = Instant.now();
        try (OverlayLifecycle overlay = overlay()) {
            assertThat(overlay.verify(5).holds()).isTrue();
        }
        mark("first", RunEdge.START);
        mark("first", RunEdge.STOP);
        mark("second", RunEdge.START);

        Measurement measured = collected();

        assertThat(measured.experiment()).isEqualTo(experiment.name());
        assertThat(measured.deployment()).isEqualTo(state().read().orElseThrow().id());
        assertThat(measured.since().orElseThrow()).isBetween(before, after);
        assertThat(measured.plan()).isEqualTo(state().read().orElseThrow().plan());
        assertThat(measured.exporters())
                .allMatch(entry -> entry.folder().equals(Optional.of("n3")) && entry.standing())
                .extracting(entry -> entry.node() + " " + entry.iface() + " "
                        + entry.segment().orElse(""))
                .containsExactly("n1 eth1 lan0", "n2 eth1 lan0");
        assertThat(measured.tests()).hasSizeGreaterThan(1).allMatch(test -> test.packetBytes() > 0);
        assertThat(measured.marks())
                .extracting(Measurement.Mark::name, mark -> mark.stop().isPresent())
                .containsExactly(tuple("first", true), tuple("second", false));
        assertThat(measured.clocks())
                .filteredOn(clock -> clock.node().equals("n2"))
                .isNotEmpty()
                .allMatch(clock -> Math.abs(clock.millis() - 3_600_000) <= clock.errorMillis());
        assertThat(measured.clocks()).extracting(Measurement.ClockOffset::node).contains("n1", "n3");
        assertThat(measured.tool("pmacctd").orElseThrow().merges()).contains(Merged.MACS);
        assertThat(measured.tool("pmacctd").orElseThrow().versions())
                .extracting(Measurement.Installed::node, Measurement.Installed::version)
                .containsExactly(tuple("n1", "pmacctd 1.7-of-n1"), tuple("n2", "pmacctd 1.7-of-n2"));
        assertThat(measured.files()).singleElement().satisfies(files -> {
            assertThat(folder.resolve("flows").resolve(files.folder())).isDirectory();
            assertThat(files.pattern()).isEqualTo("*/nfcapd.2*");
            assertThat(files.reader()).isEqualTo("nfdump");
        });
        assertThat(said).anyMatch(words -> words.contains("clock of node n2 is 3600.0 s ahead"));
    }

    @Test
    void whenADaemonDidNotRunIsToldByTheClockOfThisMachine() throws Exception {
        experiment.setClock("n2", 3_600_000);
        deploy();
        experiment.kill("n2", "probe-1");
        assertThat(deploy().outages()).hasSize(1);
        Instant now = Instant.now();
        assertThat(collected().outages()).singleElement().satisfies(gap -> {
            assertThat(gap.node()).isEqualTo("n2");
            assertThat(gap.to().orElseThrow()).isBefore(now.minusSeconds(3000));
        });
    }

    @Test
    void aSecondDeployDoesNotMakeWhatWasStoredEarlier() throws Exception {
        deploy();
        Optional<Instant> first = state().read().orElseThrow().notes().since();
        assertThat(first).isPresent();
        experiment.kill("n1", "probe-1");
        deploy();
        assertThat(state().read().orElseThrow().notes().since()).isEqualTo(first);
    }

    @Test
    void aStateOfEarlierVersionsHasNoNotesAndTakesSome() throws Exception {
        deploy();
        ObjectNode earlier = JsonDocument.tree(Deployment.SCHEMA, state().read().orElseThrow());
        earlier.remove("notes");
        Files.writeString(state().path(), JsonDocument.text(earlier));

        deploy();
        mark("late", RunEdge.START);

        Measurement measured = collected();
        assertThat(measured.since()).as("nothing tells what is earlier").isEmpty();
        assertThat(measured.marks()).extracting(Measurement.Mark::name).containsExactly("late");
    }

    @Test
    void runsAreListedAndWhatCannotBeIsRefused() throws Exception {
        assertThatThrownBy(() -> mark("x", RunEdge.START)).isInstanceOf(RequestException.class);
        deploy();
        assertThatThrownBy(() -> mark("x", RunEdge.STOP))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("x");
        mark("x", RunEdge.START);
        mark("x", RunEdge.STOP);
        try (OverlayLifecycle overlay = overlay()) {
            assertThat(overlay.runs().runs()).extracting(NamedRun::name).containsExactly("x");
        }
    }
}
