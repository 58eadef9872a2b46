package org.overtap.topology.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.InputFile;

/** Reads XML piece by piece. A document type, and with it every entity, is refused, and so is XML 1.1. */
public final class XmlPieces {
    /** What the parser says of a document that is not whole. */
    private static final String CUT_OFF = "must start and end within the same entity";

    private XmlPieces() {}

    /** Takes the pieces of a document in their order. */
    public interface Taker {
        /** An element begins; the reader stands there. */
        void start();

        /** An element ends; the reader stands there. */
        void end();

        /** Text, which may come in parts. */
        void text(String part);
    }

    /**
     * Reads a document to its end.
     *
     * @param source what it is, for messages
     * @param largestPiece of one element with its attributes, or one comment, in bytes; text may be longer
     * @param taker makes whoever takes the pieces, given the reader
     * @throws TopologyException as {@code source:line:column: reason} if it is malformed
     * @throws IOException if the bytes cannot be read
     */
    public static <T extends Taker> T read(
            InputStream bytes, String source, int largestPiece, Function<XMLStreamReader, T> taker) throws IOException {
        PieceLimit in = new PieceLimit(XmlBytes.checked(bytes), largestPiece);
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            T pieces = taker.apply(xml);
            if ("1.1".equals(xml.getVersion())) {
                throw malformed(xml, source, "XML 1.1 is not read: its control characters have no place in names");
            }
            while (xml.hasNext()) {
                in.nextPiece();
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> pieces.start();
                    case XMLStreamConstants.END_ELEMENT -> pieces.end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> pieces.text(xml.getText());
                    case XMLStreamConstants.DTD -> throw malformed(xml, source, "a document type is not allowed");
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw malformed(xml, source, "entities are not allowed");
                    default -> {}
                }
            }
            return pieces;
        } catch (XMLStreamException e) {
            throw in.failure()
                    .map(failure -> new TopologyException(
                            source + position(failure, e) + ": " + InputFile.reason(failure), failure))
                    .orElseGet(() -> new TopologyException(source + position(e) + ": " + reason(e), e));
        }
    }

    /** A complaint about where the reader stands. */
    public static TopologyException malformed(XMLStreamReader xml, String source, String complaint) {
        return new TopologyException(source + ":" + xml.getLocation().getLineNumber() + ":"
                + xml.getLocation().getColumnNumber() + ": " + complaint);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Depth is counted by takers, on any Java alike: later ones have a limit of their own that is far lower.
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
        return text.contains(CUT_OFF) ? "it ends before its elements do: it is cut off" : plain(text);
    }

    private static String plain(String text) {
        return text.replaceFirst("(?s)^ParseError at .*?\\nMessage: ", "")
                .strip()
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
