package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.record.dataset.DatasetSamples.Kept;
import org.overtap.record.dataset.DatasetSamples.Row;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowTally;

/** What is written into a dataset is read from it again, in whatever form. */
class DatasetRoundTripTest {
    private static final int ROWS = 400;

    @TempDir
    Path temporary;

    static Stream<Arguments> formsAndSeeds() {
        return Seeds.upTo(4).boxed().flatMap(seed -> Stream.of(TableForm.values())
                .map(form -> Arguments.of(form, seed)));
    }

    @ParameterizedTest
    @MethodSource("formsAndSeeds")
    void anyRowsComeBack(TableForm form, long seed) throws Exception {
        List<Row> flows = DatasetSamples.random(seed, ROWS);
        List<Row> crossings = DatasetSamples.random(seed + 1000, ROWS / 10);
        Path folder = temporary.resolve("dataset");
        DatasetManifest manifest = DatasetSamples.write(folder, Set.of(form), flows, crossings);

        Kept read = new Kept(DatasetSamples.all());
        FlowTally tally = DatasetFolder.open(folder).scan(DatasetSamples.all(), read);

        Kept written = DatasetSamples.kept(flows, crossings, DatasetSamples.all());
        assertThat(read.flows).isEqualTo(written.flows);
        assertThat(read.crossings).isEqualTo(written.crossings);
        assertThat(tally.flows()).isEqualTo(ROWS).isEqualTo(manifest.rows("flows"));
        assertThat(tally.crossings()).isEqualTo(ROWS / 10).isEqualTo(manifest.rows("crossings"));
        BigInteger packets = flows.stream()
                .filter(row -> row.has(Column.PACKETS))
                .map(row -> BigInteger.valueOf(row.number(Column.PACKETS)))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(BigInteger.valueOf(tally.packets()))
                .as("no sum is beyond what a number can tell")
                .isEqualTo(packets.min(BigInteger.valueOf(Long.MAX_VALUE)));
        assertThat(tally.unread()).isEqualTo(DatasetSamples.facts().tally().unread());
    }

    @ParameterizedTest
    @MethodSource("formsAndSeeds")
    void onlyWhatIsAskedForIsRead(TableForm form, long seed) throws Exception {
        List<Row> flows = DatasetSamples.random(seed, ROWS / 10);
        Path folder = temporary.resolve("dataset");
        DatasetSamples.write(folder, Set.of(form), flows, List.of());
        Set<Column> asked = EnumSet.of(Column.SRC, Column.BYTES, Column.PROBE);

        Kept read = new Kept(asked);
        DatasetFolder.open(folder).scan(asked, read);

        assertThat(read.flows).isEqualTo(DatasetSamples.kept(flows, List.of(), asked).flows);
        assertThat(read.crossings).isEmpty();
    }

    @Test
    void theTextFormIsReadWhereTheOtherIsGone() throws Exception {
        List<Row> flows = DatasetSamples.random(7, 100);
        Path folder = temporary.resolve("dataset");
        DatasetSamples.write(folder, EnumSet.allOf(TableForm.class), flows, List.of());
        for (String table : List.of("flows", "crossings")) {
            try (Stream<Path> files = Files.walk(folder.resolve(table))) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        Kept read = new Kept(DatasetSamples.all());
        DatasetFolder.open(folder).scan(DatasetSamples.all(), read);

        assertThat(read.flows).isEqualTo(DatasetSamples.kept(flows, List.of(), DatasetSamples.all()).flows);
    }

    @Test
    void theSameTextIsTheSameObjectWithinABatch() throws Exception {
        Path folder = temporary.resolve("dataset");
        DatasetSamples.write(
                folder,
                Set.of(TableForm.PARQUET),
                List.of(
                        DatasetSamples.flow("n1.eth1", new String("10.0.0.1"), "10.0.0.2", 1, 100),
                        DatasetSamples.flow("n1.eth1", new String("10.0.0.1"), "10.0.0.3", 2, 200)),
                List.of());
        java.util.Set<String> objects = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());

        DatasetFolder.open(folder).scan(Set.of(Column.SRC), new org.overtap.record.table.FlowRows() {
            @Override
            public void flow(org.overtap.record.table.FlowRow row) {
                objects.add(row.text(Column.SRC));
            }

            @Override
            public void crossing(org.overtap.record.table.FlowRow row) {
                throw new AssertionError("no crossing was written");
            }
        });
        assertThat(objects).containsExactly("10.0.0.1");
    }
}
