package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Merged;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** What must be known of a measurement is read as it was written, and a stranger's document leads nowhere else. */
class MeasurementFileTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.250Z");

    @TempDir
    Path folder;

    private static Measurement measurement() {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
        ExporterEntry entry = ExporterEntry.at(
                topology,
                "n1",
                "eth1",
                new ExporterEntry.Told(
                        "172.30.0.1", 1, "pmacctd", Optional.of("v9"), Optional.of("n3"), Optional.of("n3"), true));
        return new Measurement(
                        topology.experiment(),
                        "0123abc",
                        topology,
                        plan,
                        List.of(entry),
                        Optional.of(NOON),
                        List.of(new TestPackets(
                                Set.of(IpAddress.of("10.0.1.1")), 17, Set.of(40000, 40001), OptionalInt.empty(), 61)),
                        List.of(new Measurement.Gap("n1", "probe-1", Optional.of(NOON), Optional.empty(), "it died")),
                        List.of(new Measurement.Mark("first", NOON, Optional.of(NOON.plusSeconds(9)))),
                        List.of(new Measurement.ClockOffset("n1", 3_600_012, 4, NOON)))
                .with(List.of(new Measurement.Tool(
                        "pmacctd",
                        Instrument.Kind.PROBE,
                        List.of(Merged.MACS),
                        List.of(new Measurement.Installed("n1", "pmacctd 1.7.7")))))
                .beside(List.of(new Measurement.FlowFolder(
                        "n3", "nfcapd", "n3/flows", "*/nfcapd.2*", "nfdump", OptionalInt.empty())));
    }

    private void write(String text) throws Exception {
        Files.writeString(folder.resolve(MeasurementFile.NAME), text);
    }

    @Test
    void itIsReadAsItWasWritten() throws Exception {
        assertThat(MeasurementFile.in(folder)).isEmpty();
        write(JsonDocument.text(MeasurementFile.document(measurement())));
        assertThat(MeasurementFile.in(folder)).contains(measurement());
        assertThat(folder.resolve(MeasurementFile.NAME))
                .content()
                .contains("\"since\" : \"2026-01-31T12:00:00.250Z\"".replace(" :", ":"));
    }

    @Test
    void whatIsMissingIsUnknownAndWhatALaterVersionAddsIsPassedOver() throws Exception {
        var document = MeasurementFile.document(measurement());
        document.remove(List.of("since", "tests", "outages", "marks", "clocks", "tools", "files"));
        write(JsonDocument.text(document.put("later", 1)));
        Measurement read = MeasurementFile.in(folder).orElseThrow();
        assertThat(read.since()).isEmpty();
        assertThat(read.tools()).isEmpty();
        assertThat(read.exporters()).isEqualTo(measurement().exporters());
    }

    @Test
    void aTimeThatIsNoneIsToldWithItsPlace() throws Exception {
        write(JsonDocument.text(MeasurementFile.document(measurement()).put("since", "noon")));
        assertThatThrownBy(() -> MeasurementFile.in(folder))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(MeasurementFile.NAME + ":")
                .hasMessageContaining("2026-01-31T12:00:00Z");
    }

    @Test
    void noDocumentLeadsOutOfItsFolder() {
        for (String elsewhere : List.of("/etc", "../other", "n3/../../other")) {
            assertThatThrownBy(() ->
                            new Measurement.FlowFolder("n3", "nfcapd", elsewhere, "*", "nfdump", OptionalInt.empty()))
                    .isInstanceOf(TopologyException.class)
                    .hasMessageContaining(elsewhere);
        }
    }
}
