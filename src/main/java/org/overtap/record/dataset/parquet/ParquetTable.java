package org.overtap.record.dataset.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** Rows in a row group, 32 MiB or less in memory. */
    private static final int GROUP_ROWS = Integer.highestOneBit((32 << 20) / StagedRows.ROW_BYTES);

    /** Where too much waits, this part of it is written. */
    private static final int ROOM = 8;

    private static final int ROWS_BETWEEN_WEIGHINGS = 1 << 9;
    private static final long NO_HOUR = Long.MIN_VALUE;

    private final Path folder;
    private final Limits limits;
    private final MessageType schema = FlowSchema.all();
    private final TextTable[] texts =
            Stream.generate(TextTable::new).limit(FlowSchema.TEXTS.size()).toArray(TextTable[]::new);
    private final RowGroupEncoder encoder;
    private final RowBlocks blocks = new RowBlocks();
    private final Map<Time, Map<String, Partition>> partitions = new HashMap<>();
    /** By last use. */
    private final LinkedHashMap<Partition, PartFile> open = new LinkedHashMap<>(16, 0.75f, true);

    private final List<TableFile> files = new ArrayList<>();
    private Time time = new Time("", NO_HOUR);
    private Map<String, Partition> ofTime = new HashMap<>();
    private int untilTextsAreWeighed = ROWS_BETWEEN_WEIGHINGS;

    /**
     * What a table may take.
     *
     * @param stagedBytes waiting rows
     * @param textBytes their texts
     * @param openFiles files that are not complete
     */
    record Limits(long stagedBytes, long textBytes, int openFiles) {
        static final Limits DEFAULT = new Limits(64L << 20, 32L << 20, 64);
    }

    /** Run and hour; an empty run is none. */
    private record Time(String run, long hour) {}

    private static final class Partition {
        private final Path folder;
        private StagedRows rows;
        private int parts;

        Partition(Path folder) {
            this.folder = folder;
        }

        int waiting() {
            return rows == null ? 0 : rows.rows();
        }
    }

    /** A table in that folder. */
    ParquetTable(Path folder, Limits limits) throws IOException {
        encoder = new RowGroupEncoder(schema, texts);
        this.folder = folder;
        this.limits = limits;
    }

    @Override
    public void write(FlowRow row) throws IOException {
        Partition partition = partition(row);
        if (partition.rows == null) {
            partition.rows = new StagedRows(blocks);
        }
        partition.rows.add(row, texts);
        if (partition.rows.rows() >= GROUP_ROWS) {
            flush(partition);
        } else if (blocks.all() > limits.stagedBytes) {
            makeRoom();
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
        if (hour != time.hour || !run.equals(time.run) || ofTime.isEmpty()) {
            time = new Time(run, hour);
            ofTime = partitions.computeIfAbsent(time, any -> new HashMap<>());
        }
        Partition partition = ofTime.get(probe);
        if (partition == null) {
            partition = begin(time, probe);
            ofTime.put(probe, partition);
        }
        return partition;
    }

    private Partition begin(Time at, String probe) {
        Optional<String> hour = Optional.of(at.hour).filter(h -> h != NO_HOUR).map(PartitionFolders::hourText);
        return new Partition(folder.resolve(PartitionFolders.name(Column.RUN.title(), Optional.of(at.run)))
                .resolve(PartitionFolders.name("hour", hour))
                .resolve(PartitionFolders.name(Column.PROBE.title(), Optional.of(probe))));
    }

    /** A little at a time: what reads records waits meanwhile, and what prints them soon does. */
    private void makeRoom() throws IOException {
        blocks.shrink(limits.stagedBytes);
        if (blocks.all() > limits.stagedBytes) {
            flushLargest(limits.stagedBytes - limits.stagedBytes / ROOM);
        }
    }

    /** Texts are only forgotten when no row waits that has their numbers. */
    private void weighTexts() throws IOException {
        if (textMemory() > limits.textBytes) {
            flushLargest(0);
            for (TextTable table : texts) {
                table.clear();
            }
        }
        untilTextsAreWeighed = ROWS_BETWEEN_WEIGHINGS;
    }

    private long textMemory() {
        return Arrays.stream(texts).mapToLong(TextTable::memory).sum();
    }

    private void flushLargest(long mostLeft) throws IOException {
        List<Partition> waiting = partitions.values().stream()
                .flatMap(its -> its.values().stream())
                .filter(partition -> partition.waiting() > 0)
                .sorted(Comparator.comparingInt(Partition::waiting).reversed())
                .toList();
        for (Partition partition : waiting) {
            if (blocks.used() <= mostLeft) {
                return;
            }
            flush(partition);
        }
    }

    private void flush(Partition partition) throws IOException {
        file(partition).add(partition.rows, encoder);
        partition.rows.free();
        partition.rows = null;
    }

    private PartFile file(Partition partition) throws IOException {
        PartFile file = open.get(partition);
        if (file == null) {
            if (open.size() >= limits.openFiles) {
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
            file(begin(time, ""));
        }
        for (PartFile file : open.values()) {
            files.add(file.finish());
        }
        open.clear();
        encoder.close();
        return files;
    }

    @Override
    public void close() throws IOException {
        for (PartFile file : open.values()) {
            file.close();
        }
        open.clear();
        encoder.close();
    }
}
