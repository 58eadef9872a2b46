package org.overtap.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** The document {@code measurement.json}, which lies beside flow files and in datasets. */
public final class MeasurementFile {
    public static final String NAME = "measurement.json";

    private MeasurementFile() {}

    /**
     * The measurement whose files lie in that folder; empty if no document there tells of one.
     *
     * @throws TopologyException if it cannot be read
     */
    public static Optional<Measurement> in(Path folder) {
        Path file = folder.resolve(NAME);
        return Files.isRegularFile(file)
                ? Optional.of(JsonDocument.parse(
                        JsonDocument.readText(file), file.toString(), Measurement.SCHEMA, Measurement.class))
                : Optional.empty();
    }

    /** The document. */
    public static ObjectNode document(Measurement measurement) {
        return JsonDocument.tree(Measurement.SCHEMA, measurement);
    }
}
