package org.overtap.record.dataset.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.overtap.record.dataset.file.TableFile;
import org.overtap.record.dataset.file.TableWriter;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * A table while it is written: rows wait by partition until they make a row group, or until all that wait take too much
 * memory. However many partitions there are, only some of their files are open: one that gets more rows after its file
 * was completed gets another file.
 */
final class ParquetTable implements TableWriter {
    /** A row group's size in memory. */
    private static final long GROUP_BYTES = 32L << 20;

    private static final int GROUP_ROWS = (int) (GROUP_BYTES / StagedRows.ROW_BYTES);

    /** What waiting rows may take. */
    private static final long MOST_STAGED_BYTES = 64L << 20;

    /** What their texts may. */
    private static final long MOST_TEXT_BYTES = 32L << 20;

    private static final int MOST_OPEN = 64;
    private static final long NO_HOUR = Long.MIN_VALUE;

    private final Path folder;
    private final MessageType schema = FlowSchema.all();
    private final List<TextTable> texts =
            Stream.generate(TextTable::new).limit(FlowSchema.TEXTS.size()).toList();
    private final RowGroupEncoder encoder = new RowGroupEncoder(schema, texts);
    private final Map<Key, Partition> partitions = new HashMap<>();
    /** By last use. */
    private final LinkedHashMap<Partition, PartFile> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

    private final List<TableFile> files = new ArrayList<>();
    private long staged;
    private Key lastKey = new Key(Optional.empty(), NO_HOUR, Optional.empty());
    private Partition last;
    private int untilTextsAreWeighed = GROUP_ROWS;

    /** Which rows share their files. */
    private record Key(Optional<String> run, long hour, Optional<String> probe) {
        boolean is(String otherRun, long otherHour, String otherProbe) {
            return hour == otherHour && otherRun.equals(run.orElse("")) && otherProbe.equals(probe.orElse(""));
        }
    }

    private static final class Partition {
        private final Path folder;
        private StagedRows rows;
        private int parts;

        Partition(Path folder) {
            this.folder = folder;
        }

        long memory() {
            return rows == null ? 0 : rows.memory();
        }
    }

    ParquetTable(Path folder) {
        this.folder = folder;
    }

    @Override
    public void write(FlowRow row) throws IOException {
        Partition partition = partition(row);
        if (partition.rows == null) {
            partition.rows = new StagedRows();
            staged += partition.memory();
        }
        long before = partition.memory();
        partition.rows.add(row, texts);
        staged += partition.memory() - before;
        if (partition.rows.rows() >= GROUP_ROWS) {
            flush(partition);
        } else if (staged > MOST_STAGED_BYTES) {
            flushLargest(MOST_STAGED_BYTES / 2);
        }
        untilTextsAreWeighed--;
        if (untilTextsAreWeighed == 0) {
            weighTexts();
        }
    }

    private Partition partition(FlowRow row) {
        String run = row.has(Column.RUN) ? row.text(Column.RUN) : "";
        String probe = row.has(Column.PROBE) ? row.text(Column.PROBE) : "";
        long hour = row.has(Column.FIRST) ? PartitionFolders.hour(row.number(Column.FIRST)) : NO_HOUR;
        if (last == null || !lastKey.is(run, hour, probe)) {
            lastKey = new Key(Optional.of(run), hour, Optional.of(probe));
            last = partitions.computeIfAbsent(lastKey, this::begin);
        }
        return last;
    }

    private Partition begin(Key key) {
        Optional<String> hour = Optional.of(key.hour).filter(h -> h != NO_HOUR).map(PartitionFolders::hourText);
        return new Partition(folder.resolve(PartitionFolders.name(Column.RUN.title(), key.run))
                .resolve(PartitionFolders.name("hour", hour))
                .resolve(PartitionFolders.name(Column.PROBE.title(), key.probe)));
    }

    /** Texts are only forgotten when no row waits that has their numbers. */
    private void weighTexts() throws IOException {
        long memory = texts.stream().mapToLong(TextTable::memory).sum();
        if (memory > MOST_TEXT_BYTES) {
            flushLargest(0);
            texts.forEach(TextTable::clear);
        }
        long left = Math.max(
                0, MOST_TEXT_BYTES - texts.stream().mapToLong(TextTable::memory).sum());
        untilTextsAreWeighed = (int) Math.max(1 << 10, left >> 12);
    }

    private void flushLargest(long mostLeft) throws IOException {
        List<Partition> waiting = partitions.values().stream()
                .filter(partition -> partition.rows != null)
                .sorted(Comparator.comparingLong(Partition::memory).reversed())
                .toList();
        for (Partition partition : waiting) {
            if (staged <= mostLeft) {
                return;
            }
            flush(partition);
        }
    }

    private void flush(Partition partition) throws IOException {
        StagedRows rows = partition.rows;
        staged -= partition.memory();
        partition.rows = null;
        file(partition).add(rows, encoder);
    }

    private PartFile file(Partition partition) throws IOException {
        PartFile file = open.get(partition);
        if (file == null) {
            if (open.size() >= MOST_OPEN) {
                Partition oldest = open.keySet().iterator().next();
                files.add(open.remove(oldest).finish());
            }
            Files.createDirectories(partition.folder);
            file = new PartFile(partition.folder.resolve("part-" + partition.parts + ".parquet"), schema);
            partition.parts++;
            open.put(partition, file);
        }
        return file;
    }

    /** A table without rows has a file without rows: what reads it finds its columns. */
    @Override
    public List<TableFile> finish() throws IOException {
        flushLargest(0);
        if (partitions.isEmpty()) {
            file(begin(new Key(Optional.empty(), NO_HOUR, Optional.empty())));
        }
        for (PartFile file : open.values()) {
            files.add(file.finish());
        }
        open.clear();
        return files;
    }

    @Override
    public void close() throws IOException {
        for (PartFile file : open.values()) {
            file.close();
        }
        open.clear();
    }
}
