package org.overtap.record.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.record.dataset.file.TableFile;
import org.overtap.record.dataset.file.TableWriter;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowTally;

/** One of a dataset's tables while it is written, in all its forms, with what is counted of it. */
final class DatasetTable implements Closeable {
    static final String FLOWS = "flows";
    static final String CROSSINGS = "crossings";

    private final String name;
    private final List<TableForm> forms;
    private final List<TableWriter> writers = new ArrayList<>();
    private final Map<String, Counts> probes = new HashMap<>();
    private final Counts all = new Counts();
    private String lastProbe;
    private Counts lastCounts;

    /** Rows, and what is in them. */
    static final class Counts {
        private long rows;
        private long packets;
        private long bytes;

        private void add(long morePackets, long moreBytes) {
            rows++;
            packets = FlowTally.plus(packets, morePackets);
            bytes = FlowTally.plus(bytes, moreBytes);
        }

        long rows() {
            return rows;
        }

        long packets() {
            return packets;
        }

        long bytes() {
            return bytes;
        }
    }

    DatasetTable(String name, Path dataset, Set<TableForm> forms) throws IOException {
        this.name = name;
        this.forms = List.copyOf(new TreeSet<>(forms));
        for (TableForm form : this.forms) {
            writers.add(form.files().writer(dataset, name));
        }
    }

    void write(FlowRow row) throws IOException {
        long packets = row.has(Column.PACKETS) ? row.number(Column.PACKETS) : 0;
        long bytes = row.has(Column.BYTES) ? row.number(Column.BYTES) : 0;
        all.add(packets, bytes);
        if (row.has(Column.PROBE)) {
            counts(row.text(Column.PROBE)).add(packets, bytes);
        }
        for (TableWriter writer : writers) {
            writer.write(row);
        }
    }

    /** Rows of one probe mostly follow each other, and tell it by the same object. */
    @SuppressWarnings("ReferenceEquality")
    private Counts counts(String probe) {
        if (probe != lastProbe) {
            lastCounts = probes.computeIfAbsent(probe, any -> new Counts());
            lastProbe = probe;
        }
        return lastCounts;
    }

    /** Completes its files. */
    List<TableFile> finish() throws IOException {
        List<TableFile> files = new ArrayList<>();
        for (TableWriter writer : writers) {
            files.addAll(writer.finish());
        }
        return files;
    }

    /** What each probe counted. */
    Map<String, Counts> probes() {
        return new TreeMap<>(probes);
    }

    String name() {
        return name;
    }

    DatasetManifest.TableEntry entry() {
        return new DatasetManifest.TableEntry(
                name, forms.stream().map(TableForm::title).toList(), all.rows, all.packets, all.bytes);
    }

    @Override
    public void close() throws IOException {
        for (TableWriter writer : writers) {
            writer.close();
        }
    }
}
