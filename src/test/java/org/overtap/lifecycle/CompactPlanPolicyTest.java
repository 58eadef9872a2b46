package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.SizingOptions;
import org.overtap.topology.graph.GraphFormats;
import org.overtap.topology.graph.NetworkGraph;

/** Instruments of large drawings are chosen as those of small ones are. */
class CompactPlanPolicyTest {
    @TempDir
    private Path folder;

    private NetworkGraph drawing;

    @BeforeEach
    void draw() throws IOException {
        drawing = GraphFormats.read(Files.writeString(folder.resolve("net.edges"), "a b\nc d\n"));
    }

    /** As they are, with a first probe that keeps up with little. */
    private InstrumentCatalogue instruments() {
        try (InputStream in = InstrumentCatalogue.class.getResourceAsStream("/instruments/pmacctd.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("\ncapacity: 100000\n");
            return InstrumentCatalogue.builtIn()
                    .with(Files.writeString(
                            folder.resolve("pmacctd.yaml"),
                            text.replace("\ncapacity: 100000\n", "\ncapacity: 1000\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PlanRequest request(OptionalLong packets, Optional<String> wire) {
        return PlanRequest.lightweight(
                PlanOptions.DEFAULT
                        .withSizing(new SizingOptions(500, OptionalLong.empty(), 100, packets))
                        .withWishes(new InstrumentWishes(Map.of(), wire, Optional.empty(), false, true, true)),
                instruments());
    }

    @ParameterizedTest
    @CsvSource({"0,", "900,", "5000,", "900000000,", "0, sflow", "5000, v5", "150000, pcap"})
    void forWhatIsExpectedAndAskedTheSameIsTaken(long packets, String wire) {
        PlanRequest request =
                request(packets == 0 ? OptionalLong.empty() : OptionalLong.of(packets), Optional.ofNullable(wire));
        OverlayPlan usual = PlanPolicy.onPaper(drawing.topology(), request).plan();
        CompactPlan large = PlanPolicy.compact(drawing, request);
        assertThat(usual.probes())
                .isNotEmpty()
                .allMatch(probe -> probe.instrument().equals(large.instrument()))
                .allMatch(probe -> probe.wire().equals(large.wire()));
        assertThat(large.collector().map(OverlayPlan.Collector::instrument))
                .isEqualTo(usual.collectors().stream()
                        .map(OverlayPlan.Collector::instrument)
                        .findFirst());
        assertThat(large.head().notes().stream().anyMatch(note -> note.contains("may lose packets")))
                .isEqualTo(usual.notes().stream().anyMatch(note -> note.contains("may lose packets")));
    }

    @Test
    void whyItIsTakenIsSaid() {
        CompactPlan large = PlanPolicy.compact(drawing, request(OptionalLong.of(5000), Optional.empty()));
        assertThat(large.instrument()).isEqualTo("pmacctd-print");
        assertThat(large.head().notes())
                .anyMatch(note -> note.startsWith("pmacctd-print is taken: pmacctd was seen to keep up with"));
        assertThat(PlanPolicy.compact(drawing, request(OptionalLong.of(900_000_000), Optional.empty()))
                        .head()
                        .notes())
                .anyMatch(note -> note.startsWith("probes may lose packets: "));
    }
}
