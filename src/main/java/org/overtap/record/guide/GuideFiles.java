package org.overtap.record.guide;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.instrument.Output;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.record.ExporterTable;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.RecordException;
import org.overtap.record.RecordReader;
import org.overtap.record.reader.RecordReaders;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.WholeFile;

/** The documents beside flow files, each written whole or not at all, for its owner alone to read. */
public final class GuideFiles {
    private static final String EXPORTERS = "exporters.json";

    private final Path folder;
    private final RecordReaders readers;
    private final List<FolderGuide.StoredHere> stored = new ArrayList<>();

    /**
     * Documents for that folder.
     *
     * @param readers what knows the tools that read what is stored
     */
    public GuideFiles(Path folder, RecordReaders readers) {
        this.folder = folder;
        this.readers = readers;
    }

    /**
     * The deployment that a folder's documents tell of, if it has any.
     *
     * @throws TopologyException if they cannot be read
     */
    public static Optional<String> deployment(Path folder) {
        Path file = folder.resolve(EXPORTERS);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode document =
                JsonDocument.parse(JsonDocument.readText(file), file.toString(), ExporterTable.SCHEMA, JsonNode.class);
        return Optional.of(document.path("deployment").asText());
    }

    /** Files of one daemon that are in the folder: where below it, who stored them, and what they are. */
    public void add(String below, String node, String instrument, Output output) {
        stored.add(new FolderGuide.StoredHere(below, node, instrument, output, reader(output)));
    }

    private Optional<RecordReader> reader(Output output) {
        try {
            return Optional.of(readers.get(output.reader()));
        } catch (RecordException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes them.
     *
     * @return what was written
     */
    public List<Path> write(Measurement measurement) throws IOException {
        ExporterTable exporters =
                new ExporterTable(measurement.experiment(), measurement.deployment(), measurement.exporters());
        OwnerTable owners = OwnerTable.of(measurement.topology(), measurement.plan(), exporters);
        Path measured = folder.resolve(MeasurementFile.NAME);
        Path planFile = folder.resolve("plan.json");
        Path exportersFile = folder.resolve(EXPORTERS);
        Path ownersFile = folder.resolve("owners.json");
        Path readMe = folder.resolve("README.txt");
        JsonDocument.writePrivate(planFile, PlanFile.document(measurement.plan()));
        JsonDocument.writePrivate(ownersFile, JsonDocument.tree(OwnerTable.SCHEMA, owners));
        JsonDocument.writePrivate(exportersFile, JsonDocument.tree(ExporterTable.SCHEMA, exporters));
        JsonDocument.writePrivate(measured, MeasurementFile.document(measurement));
        String text = FolderGuide.text(exporters, owners, stored);
        WholeFile.writePrivate(readMe, out -> out.write(text));
        return List.of(readMe, planFile, exportersFile, ownersFile, measured);
    }
}
