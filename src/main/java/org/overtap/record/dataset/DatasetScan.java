package org.overtap.record.dataset;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.file.WholeFile;

/** One reading of a dataset's tables. What cannot be read is counted, and the rest is read. */
final class DatasetScan {
    private final Path folder;
    private final DatasetManifest manifest;
    private final Set<Column> columns;
    private final SharedTexts texts = new SharedTexts();
    private final List<ReadTally.Unread> unread = new ArrayList<>();
    private long packets;
    private long bytes;

    /**
     * A reading that has not begun.
     *
     * @param columns what will be asked of rows
     */
    DatasetScan(Path folder, DatasetManifest manifest, Set<Column> columns) {
        this.folder = folder;
        this.manifest = manifest;
        this.columns = EnumSet.of(Column.PACKETS, Column.BYTES);
        this.columns.addAll(columns);
    }

    private interface Taker {
        void take(FlowRow row) throws IOException;
    }

    /** Hands on all rows. */
    FlowTally run(FlowRows rows) throws RecordException, IOException {
        long flows = table(DatasetTable.FLOWS, row -> {
            packets = FlowTally.plus(packets, row.has(Column.PACKETS) ? row.number(Column.PACKETS) : 0);
            bytes = FlowTally.plus(bytes, row.has(Column.BYTES) ? row.number(Column.BYTES) : 0);
            rows.flow(row);
        });
        long crossings = table(DatasetTable.CROSSINGS, rows::crossing);
        FlowTally then = manifest.tally();
        List<ReadTally.Unread> all = new ArrayList<>(then.unread());
        all.addAll(unread);
        return new FlowTally(
                then.records(),
                then.counted(),
                then.others(),
                then.tests(),
                then.early(),
                then.foreign(),
                then.excluded(),
                then.duplicates(),
                all,
                flows,
                packets,
                bytes,
                crossings);
    }

    private long table(String name, Taker taker) throws RecordException, IOException {
        List<TableForm> there = Arrays.stream(TableForm.values())
                .filter(f -> f.has(folder, name))
                .toList();
        Optional<TableForm> form = there.stream()
                .filter(f -> there.size() == 1 || f.files().runsHere())
                .findFirst();
        if (form.isEmpty()) {
            throw new RecordException(folder + " has no table of " + name + ", neither in Parquet nor in CSV: it is not"
                    + " all of the dataset; get it again from where it comes");
        }
        int before = unread.size();
        List<Path> files =
                listed(form.get().files().place(name), form.get().files().files(folder, name));
        long count = 0;
        int failed = 0;
        try (FileQueue queue = new FileQueue(form.get().files(), files, columns, texts)) {
            for (FileQueue.Item item = queue.take(); !item.isEnd(); item = queue.take()) {
                if (item.failure().isPresent()) {
                    failed++;
                    note(
                            item.file(),
                            "a file of the dataset cannot be read: "
                                    + WholeFile.reason(item.failure().get()));
                } else {
                    count += batch(item.batch(), taker);
                }
            }
        }
        if (unread.size() > before && failed == files.size() && count == 0) {
            throw new RecordException("nothing of the table of " + name + " in " + folder + " can be read: "
                    + unread.get(unread.size() - 1).reason() + " ("
                    + unread.get(unread.size() - 1).example() + "); get the dataset again from where it comes");
        }
        return count;
    }

    private static long batch(RowBatch batch, Taker taker) throws IOException {
        for (int i = 0; i < batch.rows(); i++) {
            batch.select(i);
            taker.take(batch);
        }
        return batch.rows();
    }

    /**
     * Those that the dataset's document lists, if it lists any of the table: one that is not here would be rows less, and
     * one that somebody put there, as another copy of the same, rows more.
     */
    private List<Path> listed(String place, List<Path> there) {
        Set<String> listed = new TreeSet<>();
        manifest.files().stream()
                .map(DatasetManifest.FileEntry::path)
                .filter(path -> path.equals(place) || path.startsWith(place + "/"))
                .forEach(listed::add);
        List<Path> own = new ArrayList<>();
        boolean any = !listed.isEmpty();
        for (Path file : there) {
            String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
            if (any && !listed.contains(path)) {
                note(file, "a file that is none of the dataset's was left out");
            } else if (Files.isRegularFile(file)) {
                listed.remove(path);
                own.add(file);
            }
        }
        listed.forEach(path -> note(folder.resolve(path), "a file of the dataset is missing"));
        return own;
    }

    private void note(Path file, String reason) {
        for (int i = 0; i < unread.size(); i++) {
            ReadTally.Unread known = unread.get(i);
            if (known.reason().equals(reason)) {
                unread.set(i, new ReadTally.Unread(reason, known.count() + 1, known.example()));
                return;
            }
        }
        unread.add(new ReadTally.Unread(reason, 1, folder.relativize(file).toString()));
    }
}
