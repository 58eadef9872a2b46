package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.DatasetSamples.Kept;
import org.overtap.record.dataset.DatasetSamples.Row;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowTally;

/** What somebody has of a dataset may be damaged, incomplete or newer: that is said, and the rest is read. */
class DatasetFolderTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void nameIt() {
        folder = temporary.resolve("dataset");
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(DatasetSamples.flow("n" + i % 3 + ".eth1", "10.0.0." + i, "10.0.1.1", 1, 100 + i));
        }
        return rows;
    }

    private Path file(String probe) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("flows"))) {
            return files.filter(file -> file.toString().contains("probe=" + probe + "/part-0"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private FlowTally scan(Kept kept) throws Exception {
        return DatasetFolder.open(folder).scan(DatasetSamples.all(), kept);
    }

    @Test
    void aTruncatedFileIsCountedAndTheOthersAreRead() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.PARQUET), rows(), List.of());
        byte[] whole = Files.readAllBytes(file("n1.eth1"));
        Files.write(file("n1.eth1"), java.util.Arrays.copyOf(whole, whole.length / 2));

        Kept kept = new Kept(DatasetSamples.all());
        FlowTally tally = scan(kept);

        assertThat(tally.flows()).isEqualTo(200);
        assertThat(tally.packets()).isEqualTo(200);
        assertThat(kept.flows).hasSize(200);
        assertThat(tally.unread()).last().satisfies(unread -> {
            assertThat(unread.count()).isEqualTo(1);
            assertThat(unread.reason()).startsWith("a file of the dataset cannot be read: ");
            assertThat(unread.example()).endsWith("probe=n1.eth1/part-0.parquet");
        });
        assertThat(DatasetFolder.open(folder).check())
                .singleElement()
                .asString()
                .contains("probe=n1.eth1/part-0.parquet has " + whole.length / 2 + " bytes instead of " + whole.length);
    }

    @Test
    void whateverByteIsDamagedReadingEndsInNumbers() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.PARQUET), rows(), List.of());
        Path file = file("n2.eth1");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        int noticed = 0;
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            FlowTally tally = scan(new Kept(Set.of()));
            assertThat(tally.flows()).isGreaterThanOrEqualTo(200);
            noticed += tally.flows() == 300 ? 0 : 1;
        }
        assertThat(noticed).isGreaterThan(40);
        assertThat(DatasetFolder.open(folder).check()).hasSize(1);
    }

    @Test
    void anotherProgramsFileIsNotTakenForRows() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.PARQUET), rows(), List.of());
        Path first = file("n0.eth1");
        Files.delete(first);
        try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 1::BIGINT AS bytes) TO '" + first + "'");
        }
        FlowTally tally = scan(new Kept(DatasetSamples.all()));

        assertThat(tally.flows()).isEqualTo(200);
        assertThat(tally.unread()).last().satisfies(unread -> assertThat(unread.reason())
                .isEqualTo("a file of the dataset cannot be read: it is another program's file"));
    }

    @Test
    void aFileThatIsMissingIsMissed() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.PARQUET), rows(), List.of());
        Files.delete(file("n1.eth1"));
        FlowTally tally = scan(new Kept(DatasetSamples.all()));
        assertThat(tally.flows()).isEqualTo(200);
        assertThat(tally.unread()).last().satisfies(unread -> {
            assertThat(unread.reason()).isEqualTo("a file of the dataset is missing");
            assertThat(unread.example()).endsWith("probe=n1.eth1/part-0.parquet");
        });
    }

    /** As programs make them that bring folders from one machine to another. */
    @Test
    void anotherCopyOfAFileIsNotCounted() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.PARQUET), rows(), List.of());
        Path copy = file("n1.eth1").resolveSibling("part-0 (1).parquet");
        Files.copy(file("n1.eth1"), copy);
        FlowTally tally = scan(new Kept(DatasetSamples.all()));
        assertThat(tally.flows()).isEqualTo(300);
        assertThat(tally.unread()).last().satisfies(unread -> {
            assertThat(unread.reason()).isEqualTo("a file that is none of the dataset's was left out");
            assertThat(unread.example()).endsWith("part-0 (1).parquet");
        });
    }

    @Test
    void whereNothingCanBeReadThatIsAnError() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.PARQUET), rows(), List.of());
        for (String probe : List.of("n0.eth1", "n1.eth1", "n2.eth1")) {
            Files.writeString(file(probe), "no Parquet");
        }
        assertThatThrownBy(() -> scan(new Kept(DatasetSamples.all())))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("nothing of the table of flows in")
                .hasMessageContaining("get the dataset again");
    }

    @Test
    void aTableThatIsNotThereIsMissed() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.CSV), rows(), List.of());
        Files.delete(folder.resolve("csv/flows.csv"));

        assertThatThrownBy(() -> scan(new Kept(DatasetSamples.all())))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("has no table of flows, neither in Parquet nor in CSV");
        assertThat(DatasetFolder.open(folder).check()).containsExactly("csv/flows.csv is missing");
    }

    @Test
    void aTruncatedTextIsCounted() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.CSV), rows(), List.of());
        Path file = folder.resolve("csv/flows.csv");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 30));

        assertThatThrownBy(() -> scan(new Kept(DatasetSamples.all())))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("it ends in the middle of a line");
    }

    @Test
    void aNewerDatasetIsRefusedAndSaysWhatReadsIt() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.CSV), rows(), List.of());
        Path manifest = folder.resolve("dataset.json");
        Files.writeString(manifest, Files.readString(manifest).replace("overtap/dataset/1", "overtap/dataset/2"));

        assertThat(DatasetFolder.is(folder)).isTrue();
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("has a dataset of a newer version (overtap/dataset/2, this one reads"
                        + " overtap/dataset/1): read it with the overtap that made it");
    }

    /** Else it would be taken for a folder in which nothing was collected. */
    @Test
    void aDamagedDocumentIsSaidToBeOne() throws Exception {
        Path document = folder.resolve("damaged");
        Files.createDirectories(document);
        Files.writeString(
                document.resolve("dataset.json"), "{\"schema\":\"overtap/dataset/1\",\"tally\":{\"records\":Inf");
        assertThat(DatasetFolder.is(document)).isTrue();
        assertThatThrownBy(() -> DatasetFolder.open(document))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("has no dataset that can be read")
                .hasMessageContaining("dataset.json:1:");
    }

    @Test
    void aDocumentWithoutWhatItNeedsIsRefused() throws Exception {
        DatasetSamples.write(folder, Set.of(TableForm.CSV), rows(), List.of());
        Path document = folder.resolve("dataset.json");
        String whole = Files.readString(document);
        Files.writeString(document, whole.replaceFirst("\"tally\"\\s*:", "\"tally\" : null, \"other\" :"));
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("a dataset's document needs");
    }

    @Test
    void otherFoldersAreNoDatasets() throws Exception {
        assertThat(DatasetFolder.is(temporary)).isFalse();
        Files.writeString(temporary.resolve("dataset.json"), "{\"schema\":\"huggingface/1\"}");
        assertThat(DatasetFolder.is(temporary)).isFalse();
        assertThatThrownBy(() -> DatasetFolder.open(temporary)).isInstanceOf(RecordException.class);
    }

    @ParameterizedTest
    @EnumSource(TableForm.class)
    void whatTheTakerThrowsEndsTheReading(TableForm form) throws Exception {
        DatasetSamples.write(folder, Set.of(form), rows(), List.of());

        assertThatThrownBy(() -> DatasetFolder.open(folder)
                        .scan(EnumSet.of(Column.SRC), new org.overtap.record.table.FlowRows() {
                            @Override
                            public void flow(org.overtap.record.table.FlowRow row) throws IOException {
                                throw new IOException("enough");
                            }

                            @Override
                            public void crossing(org.overtap.record.table.FlowRow row) {
                                throw new AssertionError("flows come first");
                            }
                        }))
                .hasMessage("enough");
    }
}
