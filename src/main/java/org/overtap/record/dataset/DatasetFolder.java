package org.overtap.record.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.RecordException;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** A dataset that somebody has: its rows and documents are read with nothing but a Java machine. */
public final class DatasetFolder implements FlowSource {
    private final Path folder;
    private final DatasetManifest manifest;

    private DatasetFolder(Path folder, DatasetManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Whether the folder has a dataset, of whatever version; or one whose document is damaged, which then says so. */
    public static boolean is(Path folder) {
        Path document = folder.resolve(DatasetManifest.NAME);
        try {
            if (!Files.isRegularFile(document)) {
                return false;
            }
            String text = JsonDocument.readText(document);
            String schema = JsonDocument.schema(text);
            return schema.startsWith(DatasetManifest.FAMILY)
                    || schema.isEmpty() && text.contains(DatasetManifest.FAMILY);
        } catch (TopologyException e) {
            return true;
        }
    }

    /**
     * Opens the dataset in a folder.
     *
     * @throws RecordException if there is none, or one that this version does not know: with what to do
     */
    public static DatasetFolder open(Path folder) throws RecordException {
        Path document = folder.resolve(DatasetManifest.NAME);
        try {
            String text = JsonDocument.readText(document);
            requireKnown(folder, JsonDocument.schema(text));
            return new DatasetFolder(
                    folder,
                    JsonDocument.parse(text, document.toString(), DatasetManifest.SCHEMA, DatasetManifest.class));
        } catch (TopologyException e) {
            throw new RecordException(folder + " has no dataset that can be read: " + e.getMessage(), e);
        }
    }

    private static void requireKnown(Path folder, String schema) throws RecordException {
        String number =
                schema.startsWith(DatasetManifest.FAMILY) ? schema.substring(DatasetManifest.FAMILY.length()) : "";
        if (number.matches("\\d{1,9}") && Integer.parseInt(number) > DatasetManifest.NUMBER) {
            throw new RecordException(folder + " has a dataset of a newer version (" + schema + ", this one reads "
                    + DatasetManifest.SCHEMA + "): read it with the overtap that made it, or a later one; its README"
                    + " says how other programs open it");
        }
    }

    /** What it is and has. */
    public DatasetManifest manifest() {
        return manifest;
    }

    /**
     * What must be known of the measurement.
     *
     * @throws RecordException if that cannot be read
     */
    public Measurement measurement() throws RecordException {
        try {
            return MeasurementFile.in(folder)
                    .orElseThrow(() -> new RecordException(folder + " has no " + MeasurementFile.NAME
                            + ": it is not all of the dataset; get it again from where it comes"));
        } catch (TopologyException e) {
            throw new RecordException(e.getMessage(), e);
        }
    }

    /**
     * Compares every file with the sum that was taken when it was written.
     *
     * @return what differs or is missing, a sentence each; empty if all is as it was
     */
    public List<String> check() throws IOException {
        return new DatasetCheck(folder, manifest).findings();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Rows of {@code flows} come before those of {@code crossings}. The tally is the one of the time when the dataset
     * was made, but for what this reading itself counted: rows, packets, bytes, and files that could not be read.
     */
    @Override
    public FlowTally scan(Set<Column> columns, FlowRows rows) throws RecordException, IOException {
        return new DatasetScan(folder, manifest, columns).run(rows);
    }
}
