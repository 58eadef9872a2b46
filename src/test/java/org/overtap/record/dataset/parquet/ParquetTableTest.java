package org.overtap.record.dataset.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.dataset.file.RowBatches;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.dataset.file.TableFile;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** A table takes bounded memory and few open files however many partitions its rows are of. */
class ParquetTableTest {
    private static final int PARTITIONS = 300;
    private static final int ROWS = 5_000;
    private static final long STAGED = 1 << 19;
    private static final long TEXTS = 1 << 18;

    @TempDir
    Path folder;

    private record Row(String probe, String src, long bytes) implements FlowRow {
        @Override
        public boolean has(Column column) {
            return column == Column.PROBE || column == Column.SRC || column == Column.BYTES;
        }

        @Override
        public String text(Column column) {
            return column == Column.PROBE ? probe : src;
        }

        @Override
        public long number(Column column) {
            return bytes;
        }
    }

    private static long openFiles() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void manyPartitionsTakeNoMoreMemoryThanFew() throws Exception {
        Random random = new Random(1);
        Map<String, Long> written = new HashMap<>();
        Set<String> used = new HashSet<>();
        long openBefore = openFiles();
        List<TableFile> files;
        try (ParquetTable table =
                new ParquetTable(folder.resolve("flows"), new ParquetTable.Limits(STAGED, TEXTS, 8))) {
            for (int i = 0; i < ROWS; i++) {
                Row row = new Row(
                        "n" + random.nextInt(PARTITIONS) + ".eth1",
                        "fd00::" + Integer.toHexString(random.nextInt(1 << 20)),
                        random.nextInt(1 << 20));
                written.merge(row.probe() + " " + row.src(), row.bytes(), Long::sum);
                used.add(row.probe());
                table.write(row);
                if (i == STAGED / StagedRows.ROW_BYTES) {
                    assertThat(folder.resolve("flows"))
                            .as("more would not fit, so some were written")
                            .isNotEmptyDirectory();
                }
                if (i % 500 == 0) {
                    assertThat(openFiles()).isLessThan(openBefore + 20);
                }
            }
            files = table.finish();
        }
        assertThat(files).hasSizeGreaterThan(PARTITIONS);
        assertThat(files.stream().mapToLong(TableFile::rows).sum()).isEqualTo(ROWS);
        assertThat(files.stream().map(file -> file.path().getParent()).distinct())
                .hasSize(used.size());
        assertThat(read(files)).isEqualTo(written);
    }

    private static Map<String, Long> read(List<TableFile> files) throws Exception {
        Map<String, Long> read = new HashMap<>();
        SharedTexts texts = new SharedTexts();
        Set<Column> columns = Set.of(Column.PROBE, Column.SRC, Column.BYTES);
        for (TableFile file : files) {
            try (RowBatches batches = ParquetBatches.open(file.path(), columns, texts)) {
                for (Optional<RowBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
                    RowBatch batch = next.get();
                    for (int i = 0; i < batch.rows(); i++) {
                        batch.select(i);
                        read.merge(
                                batch.text(Column.PROBE) + " " + batch.text(Column.SRC),
                                batch.number(Column.BYTES),
                                Long::sum);
                    }
                }
            }
        }
        return read;
    }
}
