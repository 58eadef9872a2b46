package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.shell.CommandResult;
import org.overtap.shell.LocalShell;
import org.overtap.testbed.FakeExperiment;

/** How many records did not arrive, and how much the kernel dropped before a collector, is told where something tells it. */
class LostRecordsTest {
    private static final String NONE = "n1 ?, n2 ?";

    @TempDir
    Path folder;

    private final FakeExperiment experiment = FakeExperiment.lan();
    private final List<FakeExperiment.Call> asked = new ArrayList<>();

    private OverlayLifecycle overlay() {
        ExperimentAccess access = new ExperimentAccess(
                experiment.registry().locate("fake:" + experiment.name()).orElseThrow(), Map.of(), SettingMap::new);
        LifecycleListener listener = new LifecycleListener() {
            @Override
            public void say(String words) {
                // What is told is in the document.
            }

            @Override
            public void step(int number, int total, String title, String outcome, Duration took) {
                // Likewise.
            }
        };
        StateFile state = StateFile.at(folder.resolve("state.json"));
        return new OverlayLifecycle(access, state, listener, Consent.GIVEN, time -> {}, false);
    }

    private void deploy(String collector, String wire) throws Exception {
        PlanOptions options = PlanOptions.DEFAULT
                .with("pmacctd", collector)
                .withWishes(new InstrumentWishes(Map.of(), Optional.of(wire), Optional.empty(), false, false, false));
        try (OverlayLifecycle overlay = overlay()) {
            PlanRequest light = PlanRequest.lightweight(options, InstrumentCatalogue.builtIn());
            overlay.exclusively("deploy", () -> overlay.deploy(overlay.prepare(overlay.plan(light))));
        }
    }

    /** What the collector's log tells, as the script prints it. */
    private void collectorTells(String words) {
        experiment.setFate(call -> {
            if (!call.script().equals("lost")) {
                return Optional.empty();
            }
            asked.add(call);
            return Optional.of(new CommandResult(0, words, ""));
        });
    }

    private String collected() throws Exception {
        try (OverlayLifecycle overlay = overlay()) {
            overlay.shared("collect", () -> overlay.collect(Optional.of(folder.resolve("flows"))));
        }
        List<String> lost = new ArrayList<>();
        for (ExporterEntry entry :
                MeasurementFile.in(folder.resolve("flows")).orElseThrow().exporters()) {
            OptionalLong its = entry.counted().map(ExporterEntry.Counted::lost).orElse(OptionalLong.empty());
            lost.add(entry.node() + " " + (its.isPresent() ? its.getAsLong() : "?"));
        }
        return String.join(", ", lost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "12 0/0 0 # n1 12, n2 0",
                "12 1/3 0 # n1 ?, n2 3",
                "again # n1 ?, n2 ?",
                "12 0 # n1 ?, n2 ?",
                "-1 0/x # n1 ?, n2 ?",
            })
    void itIsTakenFromTheCollectorsLog(String words, String told) throws Exception {
        deploy("nfacctd", "ipfix");
        collectorTells(words.replace('/', '\n') + "\n");
        assertThat(collected()).isEqualTo(told);
        assertThat(asked.get(0).args())
                .contains("collector", "flows")
                .filteredOn(word -> word.startsWith("expecting"))
                .hasSize(2)
                .allMatch(pattern -> pattern.endsWith(":1"));
    }

    @ParameterizedTest
    @CsvSource({"nfacctd, v9", "nfcapd, v9", "nfcapd, ipfix"})
    void whereNothingTellsItNobodyIsAsked(String collector, String wire) throws Exception {
        deploy(collector, wire);
        collectorTells("1 0\n1 0\n");
        assertThat(collected()).isEqualTo(NONE);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatWasLostWhileTheCollectorDidNotRunIsNotKnown() throws Exception {
        deploy("nfacctd", "ipfix");
        collectorTells("0 0\n0 0\n");
        experiment.kill("n3", "collector");
        deploy("nfacctd", "ipfix");
        assertThat(collected()).isEqualTo(NONE);
    }

    private List<Measurement.Collector> dropping(String words) throws Exception {
        experiment.setFate(call -> call.script().equals("status")
                        && call.args().get(2).equals("collector")
                ? Optional.of(new CommandResult(0, "alive\n== command\n" + words + "\n== command\nignored 0\n", ""))
                : Optional.empty());
        collected();
        return MeasurementFile.in(folder.resolve("flows")).orElseThrow().collectors();
    }

    @Test
    void whatTheKernelDroppedAtASocketIsOfItsCollector() throws Exception {
        deploy("nfcapd", "v9");
        assertThat(dropping("dropped 17"))
                .containsExactly(new Measurement.Collector("n3", "nfcapd", OptionalLong.of(17)));
        assertThat(dropping("dropped 19"))
                .containsExactly(new Measurement.Collector("n3", "nfcapd", OptionalLong.of(19)));
        assertThat(dropping("dropped 0"))
                .as("it began anew, and what it dropped before that is not all")
                .containsExactly(new Measurement.Collector("n3", "nfcapd", OptionalLong.empty()));
    }

    @Test
    void whereNothingTellsWhatTheKernelDroppedItIsNotKnown() throws Exception {
        deploy("nfcapd", "v9");
        assertThat(dropping("awk: not found"))
                .containsExactly(new Measurement.Collector("n3", "nfcapd", OptionalLong.empty()));
    }

    @Test
    void whatACollectorDroppedThatWentOutIsNotKnown() throws Exception {
        deploy("nfcapd", "v9");
        assertThat(dropping("dropped 3"))
                .extracting(Measurement.Collector::droppedByKernel)
                .containsExactly(OptionalLong.of(3));
        experiment.setFate(call -> Optional.empty());
        experiment.kill("n3", "collector");
        deploy("nfcapd", "v9");
        assertThat(dropping("dropped 4"))
                .extracting(Measurement.Collector::droppedByKernel)
                .containsExactly(OptionalLong.empty());
    }

    private String script(String log) throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        Path collector = Files.createDirectories(root.resolve("collector"));
        Files.writeString(root.resolve("deployment"), "abc\n");
        Files.writeString(collector.resolve("log"), log);
        Files.writeString(collector.resolve("pid"), "1 1\n");
        List<String> words = new ArrayList<>(List.of(root.toString(), "abc", "collector", "flows"));
        for (int engine : List.of(1, 2)) {
            words.add(InstrumentCatalogue.builtIn()
                    .get("nfacctd", Instrument.Kind.COLLECTOR)
                    .arrival()
                    .orElseThrow()
                    .lost("ipfix", "10.0.0.1", engine)
                    .orElseThrow());
        }
        return new LocalShell("here")
                .run(Scripts.named("lost", words.toArray(String[]::new)))
                .out();
    }

    private static String line(String expected, String came, String agent) {
        return "INFO ( default/core ): expecting flow '" + expected + "' but received '" + came
                + "' collector=0.0.0.0:9995 agent=" + agent + "\n";
    }

    @Test
    void numbersAreAddedUpForEachExporter() throws Exception {
        String log = line("10", "17", "10.0.0.1:1")
                + line("4294967290", "4", "10.0.0.1:1")
                + line("5", "6", "10.0.0.1:12")
                + line("5", "6", "10.0.0.11:1")
                + line("5", "6", "1010.0.1:1")
                + line("20", "0", "10.0.0.1:2")
                + "INFO ( default/core ): waiting for NetFlow/IPFIX data on 0.0.0.0:9995\n";
        assertThat(script(log)).isEqualTo("17 0\n0 1\n");
        assertThat(script("")).isEqualTo("0 0\n0 0\n");
    }

    @Test
    void aLogOfACollectorThatWasStartedAgainTellsNothing() throws Exception {
        script("");
        Path flows = Files.createDirectories(folder.resolve("root/collector/flows"));
        Files.writeString(flows.resolve("1.json"), "{}\n");
        Files.setLastModifiedTime(flows.resolve("1.json"), FileTime.fromMillis(System.currentTimeMillis() - 60_000));
        assertThat(script("")).isEqualTo("again\n");
    }
}
