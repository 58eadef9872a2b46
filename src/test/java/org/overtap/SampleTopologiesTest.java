package org.overtap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

/** Each sample is manual, demo and golden file in one. {@code -Drecord} writes the plans anew. */
class SampleTopologiesTest {
    static Stream<Path> samples() {
        return SampleFolders.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsPlannedAsItsCommittedPlanSays(Path sample) throws Exception {
        String planned = JsonDocument.text(PlanFile.document(plan(sample)));
        Path committed = sample.resolve("plan.json");
        if (System.getProperty("record") != null) {
            Files.writeString(committed, planned);
        }
        assertThat(planned).isEqualTo(Files.readString(committed));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsSeenWhollyAndItsPlanIsProven(Path sample) {
        OverlayPlan plan = plan(sample);
        assertThat(plan.coverage().uncovered()).isEmpty();
        assertThat(plan.bound().proven()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleSaysWhyItExists(Path sample) throws Exception {
        assertThat(Files.readAllLines(sample.resolve("README.md"))).hasSizeGreaterThan(2);
    }

    @Test
    void everySampleCanBeRunInALabButThoseThatNoLabCanMake() {
        List<Path> runnable = SampleFolders.withScript().toList();
        assertThat(SampleFolders.all().filter(sample -> !runnable.contains(sample)))
                .containsExactly(
                        Path.of("sample-topologies/containerlab"),
                        Path.of("sample-topologies/exporting-switch"),
                        Path.of("sample-topologies/manifest"),
                        Path.of("sample-topologies/mininet"),
                        Path.of("sample-topologies/namespaces"),
                        Path.of("sample-topologies/open-vswitch"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSamplesTopologyIsInTheFormThatTheCommandWrites(Path sample) throws Exception {
        Path file = sample.resolve("topology.json");
        String again = JsonDocument.text(TopologyFile.document(TopologyFile.read(file)));
        assertThat(again).isEqualTo(Files.readString(file));
    }

    @Test
    void thePapersFigureThreeTakesTwoProbes() {
        OverlayPlan plan = plan(Path.of("sample-topologies/three-node-lan"));
        assertThat(plan.probes()).hasSize(2);
        assertThat(plan.bound().lowerBound()).isEqualTo(2);
    }

    private static OverlayPlan plan(Path sample) {
        Topology topology = TopologyFile.read(sample.resolve("topology.json"));
        return Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    }
}
