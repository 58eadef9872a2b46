package org.overtap.topology.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.InputFile;
import org.overtap.topology.file.MemoryLimit;

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
            try (InputStream in = XmlBytes.checked(Files.newInputStream(file))) {
                return read(new PieceLimit(in, LARGEST_PIECE), file.toString(), GraphFormats.baseName(file), limit);
            }
        } catch (IOException e) {
            throw new TopologyException(file + ": cannot be read (" + InputFile.reason(e) + ")", e);
        }
    }

    private static NetworkGraph read(PieceLimit in, String file, String name, long limit) {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            GraphmlElements elements = new GraphmlElements(xml, file, limit);
            if ("1.1".equals(xml.getVersion())) {
                throw elements.malformed("XML 1.1 is not read: its control characters have no place in names");
            }
            while (xml.hasNext()) {
                in.nextPiece();
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> elements.start();
                    case XMLStreamConstants.END_ELEMENT -> elements.end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> elements.text(xml.getText());
                    case XMLStreamConstants.DTD -> throw elements.malformed("a document type is not allowed");
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw elements.malformed("entities are not allowed");
                    default -> {}
                }
            }
            return elements.drawing(name);
        } catch (XMLStreamException e) {
            throw in.failure()
                    .map(failure -> new TopologyException(
                            file + position(failure, e) + ": " + InputFile.reason(failure), failure))
                    .orElseGet(() -> new TopologyException(file + position(e) + ": " + reason(e), e));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Depth is counted here, on any Java alike: later ones have a limit of their own that is far lower.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    private static String position(IOException failure, XMLStreamException e) {
        return failure instanceof XmlBytes.Misplaced misplaced ? ":" + misplaced.position() : position(e);
    }

    private static String position(XMLStreamException e) {
        return e.getLocation() == null
                ? ""
                : ":" + e.getLocation().getLineNumber() + ":" + e.getLocation().getColumnNumber();
    }

    /** The parser puts the position in front of its message, on a line of its own. */
    private static String reason(XMLStreamException e) {
        String text = e.getMessage() == null ? "malformed XML" : e.getMessage();
        return text.replaceFirst("(?s)^ParseError at .*?\\nMessage: ", "")
                .strip()
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
