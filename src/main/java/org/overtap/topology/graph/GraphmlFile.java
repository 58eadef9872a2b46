package org.overtap.topology.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.InputFile;
import org.overtap.topology.file.MemoryLimit;
import org.overtap.topology.xml.XmlPieces;

/**
 * GraphML, as the Internet Topology Zoo and most graph tools write it. A node's {@code id} is its name; of its
 * attributes {@code label}, {@code cost} and {@code host} are read. Directions and edge attributes are not; a
 * hyperedge is a switched LAN. A document type, and with it every entity, is refused.
 */
public final class GraphmlFile {
    /** Of one element with its attributes, or one comment; text may be longer, for it comes in parts. */
    private static final int LARGEST_PIECE = 4 << 20;

    private GraphmlFile() {}

    /**
     * Reads the file.
     *
     * @throws TopologyException as {@code file:line:column: reason} if it is malformed or draws no network
     */
    public static NetworkGraph read(Path file, EdgeColumns columns) {
        if (columns.meant()) {
            throw new TopologyException(file + ": has no columns: --columns is about edge lists");
        }
        long limit = MemoryLimit.bytes();
        try {
            InputFile.requireRegular(file);
            MemoryLimit.refuseLarger(file, limit);
            try (InputStream in = Files.newInputStream(file)) {
                return XmlPieces.read(
                                in,
                                file.toString(),
                                LARGEST_PIECE,
                                xml -> new GraphmlElements(xml, file.toString(), limit))
                        .drawing(GraphFormats.baseName(file));
            }
        } catch (IOException e) {
            throw new TopologyException(file + ": cannot be read (" + InputFile.reason(e) + ")", e);
        }
    }
}
