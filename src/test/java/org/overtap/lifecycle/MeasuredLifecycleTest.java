package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.NamedRun;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Merged;
import org.overtap.lifecycle.flows.DatasetMaking;
import org.overtap.lifecycle.flows.DatasetRequest;
import org.overtap.lifecycle.flows.FlowStore;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.lifecycle.flows.MadeDataset;
import org.overtap.lifecycle.measured.RunEdge;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.TableForm;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;
import org.overtap.shell.CommandResult;
import org.overtap.testbed.FakeExperiment;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.overtap.verify.FakeCanaries;

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
            assertThat(gap.from().orElseThrow()).isBetween(now.minusSeconds(100), now.plusSeconds(100));
            assertThat(gap.to().orElseThrow()).isBetween(now.minusSeconds(100), now.plusSeconds(100));
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

    private void send(String from, String to, int count) {
        experiment.carries(new FakeCanaries.Sent(from, to, 4000, 5000, 100, count));
    }

    /** Of one flow each, with the segment, the run and the time. */
    private static List<String> rows(FlowStore store, FlowSelection selection) throws Exception {
        List<String> rows = new ArrayList<>();
        store.flows(selection)
                .scan(
                        EnumSet.of(Column.SRC, Column.DST, Column.PACKETS, Column.BYTES, Column.RUN, Column.SEGMENT),
                        new FlowRows() {
                            @Override
                            public void flow(FlowRow row) {
                                rows.add(row.text(Column.SRC) + " " + row.text(Column.DST) + " "
                                        + row.number(Column.PACKETS) + " " + row.number(Column.BYTES) + " "
                                        + row.text(Column.SEGMENT) + " " + row.text(Column.RUN));
                            }

                            @Override
                            public void crossing(FlowRow row) {
                                rows.add("crossing");
                            }
                        });
        rows.sort(null);
        return rows;
    }

    /** Three flows; both probes see the first, the second's clock is an hour ahead, and verify's packets count for none. */
    @Test
    void runningAndInADatasetFlowsAreTheSame() throws Exception {
        experiment.setClock("n2", 3_600_000);
        deploy();
        try (OverlayLifecycle overlay = overlay()) {
            assertThat(overlay.verify(5).holds()).isTrue();
        }
        send("10.0.1.1", "10.0.1.2", 3);
        // More than what the comparison of clocks may be off.
        Thread.sleep(300);
        mark("first", RunEdge.START);
        Thread.sleep(300);
        send("10.0.1.2", "10.0.1.3", 4);
        Thread.sleep(300);
        mark("first", RunEdge.STOP);
        Thread.sleep(300);
        send("10.0.1.3", "10.0.1.1", 5);

        List<String> expected = List.of(
                "10.0.1.1 10.0.1.2 3 384 lan0 unmarked",
                "10.0.1.2 10.0.1.3 4 512 lan0 first",
                "10.0.1.3 10.0.1.1 5 640 lan0 unmarked");
        Path set = folder.resolve("set");
        try (OverlayLifecycle overlay = overlay()) {
            FlowStore running = overlay.stored();
            assertThat(rows(running, FlowSelection.ALL)).isEqualTo(expected);
            FlowSelection first = new FlowSelection(Set.of(), Optional.of("first"));
            assertThat(rows(running, first)).isEqualTo(expected.subList(1, 2));
            MadeDataset made = new DatasetMaking(in(set, Optional.empty()), said::add).of(running, List.of());
            FlowTally tally = made.manifest().tally();
            assertThat(made.complete()).isTrue();
            assertThat(List.of(tally.flows(), tally.packets(), tally.bytes(), tally.duplicates()))
                    .containsExactly(3L, 12L, 1536L, 0L);
            assertThat(tally.others()).as("the second probe on the first flow").isEqualTo(1);
            assertThat(tally.tests()).isPositive();
            assertThat(tally.early()).isZero();
            assertThat(rows(FlowStores.in(set), FlowSelection.ALL)).isEqualTo(expected);
            assertThat(rows(FlowStores.in(set), first)).isEqualTo(expected.subList(1, 2));
            assertThat(rows(FlowStores.in(set), new FlowSelection(Set.of("lan0"), Optional.empty())))
                    .isEmpty();
            assertThat(made.manifest().probes())
                    .extracting(probe -> probe.account().version().orElse("none"))
                    .containsExactly("pmacctd 1.7-of-n1", "pmacctd 1.7-of-n2");
        }
    }

    private DatasetRequest in(Path out, Optional<Path> key) {
        return new DatasetRequest(out, Set.of(TableForm.values()), FlowSelection.ALL, key, "overtap x");
    }

    @Test
    void aDatasetCanBeMadeOfADatasetWithoutAnyRealNameInIt() throws Exception {
        deploy();
        send("10.0.1.1", "10.0.1.2", 3);
        Path set = folder.resolve("set");
        try (OverlayLifecycle overlay = overlay()) {
            new DatasetMaking(in(set, Optional.empty()), said::add).of(overlay.stored(), List.of());
        }
        Path shared = folder.resolve("shared");
        MadeDataset made = new DatasetMaking(in(shared, Optional.of(folder.resolve("key"))), said::add)
                .of(FlowStores.in(set), List.of());
        assertThat(made.manifest().anonymised()).isTrue();
        assertThat(made.manifest().tally().packets()).isEqualTo(3);
        assertThat(said).anyMatch(words -> words.contains("a key was made in"));
        try (Stream<Path> files = Files.walk(shared)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1) + file)
                        .doesNotContain("10.0.1.", "172.30.0.", "lan0", experiment.name(), "1.7-of-");
            }
        }
    }

    @Test
    void whatIsNeitherIsSaidAndSoIsAMistypedName() throws Exception {
        assertThatThrownBy(() -> FlowStores.in(folder))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("neither a dataset")
                .hasMessageContaining("overtap collect");
        deploy();
        try (OverlayLifecycle overlay = overlay()) {
            FlowStore running = overlay.stored();
            assertThatThrownBy(() -> running.flows(new FlowSelection(Set.of("lan9"), Optional.empty())))
                    .hasMessageContaining("no segment is called 'lan9'; there are: lan0");
            assertThatThrownBy(() -> running.flows(new FlowSelection(Set.of(), Optional.of("lost"))))
                    .hasMessageContaining("no run is called 'lost'; there are: unmarked");
        }
    }

    @Test
    void whereNothingCanBeReadThatIsTheError() throws Exception {
        deploy();
        experiment.setFate(call -> call.script().startsWith("nfdump")
                ? Optional.of(new CommandResult(1, "", "the disk is gone"))
                : Optional.empty());
        try (OverlayLifecycle overlay = overlay()) {
            FlowStore running = overlay.stored();
            assertThatThrownBy(() -> rows(running, FlowSelection.ALL))
                    .isInstanceOf(RecordException.class)
                    .hasMessageContaining("n3")
                    .hasMessageContaining("the disk is gone");
        }
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
