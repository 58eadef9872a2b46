package org.overtap.lifecycle.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.RecordException;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.table.Column;
import org.overtap.topology.TopologyException;

/** What is looked at where only a folder is left. */
class NetworkViewsTest {
    private static final MadeFlows FLOWS = MadeFlows.random(3, 500);

    @TempDir
    Path home;

    private Path dataset;

    @BeforeEach
    void write() throws Exception {
        dataset = home.resolve("ds");
        MadeDatasets.write(dataset, FLOWS);
    }

    private static long bytes(NetworkView view) {
        return view.volume().orElseThrow().segments().values().stream()
                .mapToLong(SegmentVolume.Passed::totalBytes)
                .sum();
    }

    private static long written() {
        return java.util.stream.Stream.concat(FLOWS.flows().stream(), FLOWS.crossings().stream())
                .collect(Collectors.summingLong(row -> row.number(Column.BYTES)));
    }

    @Test
    void aDatasetTellsNodesPlanVolumeAndWhatWentWrong() throws Exception {
        assertThat(NetworkViews.measuredIn(dataset)).isTrue();
        NetworkView view = NetworkViews.in(dataset);
        assertThat(view.title()).isEqualTo("p/made");
        assertThat(view.kind()).isEqualTo("dataset");
        assertThat(view.topology().orElseThrow().nodes()).hasSize(12);
        assertThat(view.plan().orElseThrow().probes()).isNotEmpty();
        assertThat(bytes(view)).isEqualTo(written());
        assertThat(view.health())
                .as("of the other probes nothing is known but a name in rows")
                .singleElement()
                .satisfies(health -> {
                    assertThat(health.state()).isEqualTo("ended");
                    assertThat(health.segment()).isEqualTo("lan1");
                    assertThat(health.counters()).containsEntry("stored", 9L).containsEntry("gaps", 2L);
                });
        assertThat(view.notes())
                .containsExactly(
                        "outage: collector on n3, from 2026-11-28T12:00:00Z, to 2026-11-28T12:01:00Z: nfcapd had died");
    }

    @Test
    void aDatasetThatLostItsTopologyTellsItsSegments() throws Exception {
        Files.delete(dataset.resolve("measurement.json"));
        NetworkView view = NetworkViews.in(dataset);
        assertThat(view.title()).isEqualTo("p/made");
        assertThat(view.topology()).isEmpty();
        assertThat(view.plan()).isEmpty();
        assertThat(bytes(view)).isEqualTo(written());
        assertThat(view.health()).isNotEmpty();
        assertThat(view.notes().get(0)).startsWith("the nodes of the experiment are not known: ");
    }

    @Test
    void oneWhoseTopologyMakesNoSenseDoesToo() throws Exception {
        Files.writeString(
                dataset.resolve("measurement.json"),
                "{\"schema\":\"overtap/measurement/1\",\"experiment\":\"p/made\",\"deployment\":\"x\"}");
        NetworkView view = NetworkViews.in(dataset);
        assertThat(view.topology()).isEmpty();
        assertThat(bytes(view)).isEqualTo(written());
    }

    @Test
    void aDatasetOfANewerVersionIsRefused() throws Exception {
        Path document = dataset.resolve("dataset.json");
        Files.writeString(document, Files.readString(document).replace("overtap/dataset/1", "overtap/dataset/2"));
        assertThatThrownBy(() -> NetworkViews.in(dataset))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("a dataset of a newer version");
    }

    @Test
    void aFolderWithNothingMeasuredIsSaidToHaveNone() throws Exception {
        Path empty = Files.createDirectory(home.resolve("empty"));
        assertThat(NetworkViews.measuredIn(empty)).isFalse();
        assertThatThrownBy(() -> NetworkViews.in(empty)).isInstanceOf(TopologyException.class);
    }
}
