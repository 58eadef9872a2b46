package org.overtap.topology.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** The file form of a topology, {@code "schema":"overtap/topology/1"}. */
public final class TopologyFile {
    public static final String SCHEMA = "overtap/topology/1";

    private TopologyFile() {}

    /** The topology as a JSON document. */
    public static ObjectNode document(Topology topology) {
        return JsonDocument.tree(SCHEMA, topology);
    }

    /**
     * Reads a saved topology.
     *
     * @throws TopologyException if it is malformed or contradicts itself
     */
    public static Topology read(Path file) {
        return JsonDocument.read(file, SCHEMA, Topology.class);
    }
}
