package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.dataset.DatasetSamples.Row;

/** A dataset is there whole, with what explains it and with right sums, or nothing of it is. */
class DatasetWriterTest {
    @TempDir
    Path temporary;

    private Path target;

    @BeforeEach
    void nameIt() {
        target = temporary.resolve("deep").resolve("dataset");
    }

    private List<Path> beside() throws IOException {
        try (Stream<Path> files = Files.list(target.getParent())) {
            return files.toList();
        }
    }

    private static Row row() {
        return DatasetSamples.flow("n1.eth1", "10.0.0.1", "10.0.0.2", 3, 4242);
    }

    private static InputStream failing() {
        return new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                left--;
                if (left <= 0) {
                    throw new IOException("No space left on device");
                }
                return 'x';
            }
        };
    }

    @Test
    void whateverFailsNothingIsLeftAndTheMessageSaysWhatToDo() throws Exception {
        DatasetWriter writer = new DatasetWriter(target, EnumSet.allOf(TableForm.class));
        writer.flow(row());
        assertThat(target).doesNotExist();

        assertThatThrownBy(() -> writer.capture("a.pcap", failing()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write the dataset to " + target.toAbsolutePath()
                        + " (No space left on device): nothing of it is there now; free some space or give another"
                        + " folder, and repeat");
        assertThat(beside()).isEmpty();
        writer.close();
    }

    @Test
    void whatIsNotFinishedIsNotThere() throws Exception {
        try (DatasetWriter writer = new DatasetWriter(target, EnumSet.allOf(TableForm.class))) {
            writer.flow(row());
            assertThat(beside())
                    .hasSize(1)
                    .allMatch(hidden -> hidden.getFileName().toString().startsWith("."));
        }
        assertThat(beside()).isEmpty();
    }

    @Test
    void aFolderWithSomethingInItIsNotTouched() throws Exception {
        Files.createDirectories(target);
        Files.writeString(target.resolve("mine"), "x");

        assertThatThrownBy(() -> new DatasetWriter(target, Set.of(TableForm.CSV)))
                .hasMessageContaining("has something in it: give a folder that is not there yet");
        assertThat(beside()).containsExactly(target);
        assertThat(target.resolve("mine")).hasContent("x");
    }

    @Test
    void aFileIsNoFolderForIt() throws Exception {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "x");

        assertThatThrownBy(() -> new DatasetWriter(target, Set.of(TableForm.CSV)))
                .hasMessageContaining("is there and is no folder");
        assertThat(target).hasContent("x");
    }

    @Test
    void aFolderThatIsFilledMeanwhileIsNotTouched() throws Exception {
        try (DatasetWriter writer = new DatasetWriter(target, Set.of(TableForm.CSV))) {
            Files.createDirectories(target);
            Files.writeString(target.resolve("mine"), "x");
            assertThatThrownBy(() -> writer.finish(DatasetSamples.facts())).isInstanceOf(IOException.class);
        }
        assertThat(beside()).containsExactly(target);
        assertThat(target.resolve("mine")).hasContent("x");
    }

    @Test
    void anEmptyFolderBecomesIt() throws Exception {
        Files.createDirectories(target);
        DatasetSamples.write(target, Set.of(TableForm.CSV), List.of(row()), List.of());

        assertThat(DatasetFolder.is(target)).isTrue();
        assertThat(beside()).containsExactly(target);
    }

    @Test
    void sumsAreThoseThatSha256sumFinds() throws Exception {
        try (DatasetWriter writer = new DatasetWriter(target, EnumSet.allOf(TableForm.class))) {
            for (Row row : DatasetSamples.random(3, 200)) {
                writer.flow(row);
            }
            writer.capture("a b.pcap", new ByteArrayInputStream(new byte[] {1, 2, 3}));
            writer.capture("a b.pcap", new ByteArrayInputStream(new byte[] {4}));
            writer.finish(DatasetSamples.facts());
        }
        Process check = new ProcessBuilder("sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS")
                .directory(target.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
        assertThat(check.waitFor()).isZero();
        long files;
        try (Stream<Path> all = Files.walk(target)) {
            files = all.filter(Files::isRegularFile).count();
        }
        assertThat(Files.readAllLines(target.resolve("SHA256SUMS"))).hasSize((int) files - 1);
        assertThat(target.resolve("pcap/2-a b.pcap")).exists();
        assertThat(DatasetFolder.open(target).check()).isEmpty();
    }

    @Test
    void theManifestTellsWhatWasCountedAndLost() throws Exception {
        Row crossing = DatasetSamples.flow("n2.eth1", "10.0.0.1", "10.0.0.2", 3, 4242);
        DatasetManifest written =
                DatasetSamples.write(target, EnumSet.allOf(TableForm.class), List.of(row(), row()), List.of(crossing));

        JsonNode manifest =
                new ObjectMapper().readTree(target.resolve("dataset.json").toFile());
        assertThat(manifest.path("schema").asText()).isEqualTo("overtap/dataset/1");
        assertThat(manifest.path("timeZone").asText()).isEqualTo("UTC");
        assertThat(manifest.at("/tables/0/name").asText()).isEqualTo("flows");
        assertThat(manifest.at("/tables/0/rows").asLong()).isEqualTo(2);
        assertThat(manifest.at("/tables/0/bytes").asLong()).isEqualTo(8484);
        assertThat(manifest.at("/tables/1/packets").asLong()).isEqualTo(3);
        assertThat(manifest.at("/tally/duplicates").asLong()).isEqualTo(2);
        assertThat(manifest.at("/probes/0/probe").asText()).isEqualTo("n1.eth1");
        assertThat(manifest.at("/probes/0/flows").asLong()).isEqualTo(2);
        assertThat(manifest.at("/probes/0/dropped").asLong()).isEqualTo(7);
        assertThat(manifest.at("/probes/0/version").asText()).isEqualTo("1.7.7");
        assertThat(manifest.at("/probes/0").has("lost")).isFalse();
        assertThat(manifest.at("/collectors/0/node").asText()).isEqualTo("n3");
        assertThat(manifest.at("/collectors/0/instrument").asText()).isEqualTo("nfcapd");
        assertThat(manifest.at("/collectors/0/droppedByKernel").asLong()).isEqualTo(17);
        assertThat(manifest.at("/collectors/1/droppedByKernel").isNull()).isTrue();
        assertThat(manifest.at("/probes/1/crossings").asLong()).isEqualTo(1);
        assertThat(manifest.at("/columns/2/name").asText()).isEqualTo("first");
        assertThat(manifest.at("/columns/2/unit").asText()).startsWith("microseconds since 1970");
        assertThat(manifest.at("/outages/0/why").asText()).isEqualTo("it died");
        assertThat(manifest.at("/clocks/0/millis").asLong()).isEqualTo(12);
        assertThat(manifest.at("/runs/0/name").asText()).isEqualTo("first");
        assertThat(DatasetFolder.open(target).manifest()).isEqualTo(written);
        assertThat(DatasetFolder.open(target).measurement()).isEqualTo(DatasetSamples.measurement());
    }

    @Test
    void theReadmeTellsOfThisDataset() throws Exception {
        DatasetSamples.write(target, EnumSet.allOf(TableForm.class), List.of(row()), List.of());

        assertThat(target.resolve("README.md"))
                .content()
                .contains(
                        "| `flows` | 1 | 3 | 4242 |",
                        "- `n1.eth1`: 7 packets dropped",
                        "- `n1.eth1`: 2 jumps in the sequence numbers",
                        "`nfcapd` on `n3`: 17 datagrams dropped by the kernel at its socket",
                        "`probe-1` on `n1` did not run from 2026-01-31T12:00:00Z: `it died`",
                        "- `first`: from 2026-01-31T12:00:00Z to 2026-01-31T12:00:09Z",
                        "a sum over one segment is over both tables",
                        "| `bytes` | number | bytes, from the IP header on |");
    }
}
