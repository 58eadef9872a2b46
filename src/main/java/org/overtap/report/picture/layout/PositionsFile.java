package org.overtap.report.picture.layout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** The file in which a picture's page saves where things were moved to, {@code "schema":"overtap/positions/1"}. */
public final class PositionsFile {
    public static final String SCHEMA = "overtap/positions/1";

    private PositionsFile() {}

    /** The document, as the page saves it. */
    public static ObjectNode document(Positions positions) {
        return JsonDocument.tree(SCHEMA, positions);
    }

    /**
     * Reads the file. Names in it may be of nodes that are not there any more.
     *
     * @throws TopologyException if it is missing, no such document, or has a place that is none
     */
    public static Positions read(Path file) {
        return JsonDocument.parse(JsonDocument.readText(file), file.toString(), SCHEMA, Positions.class);
    }
}
