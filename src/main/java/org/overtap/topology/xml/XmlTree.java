package org.overtap.topology.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.InputFile;

/** Reads a document as a tree. Whoever calls it bounds the bytes; depth and the number of elements are bounded here. */
public final class XmlTree implements XmlPieces.Taker {
    private static final int LARGEST_PIECE = 1 << 20;
    private static final int DEEPEST = 100;
    private static final int MOST_ELEMENTS = 500_000;

    private final XMLStreamReader xml;
    private final String source;
    private final Deque<Open> open = new ArrayDeque<>();
    private XmlElement root;
    private int elements;

    private record Open(
            String at,
            String namespace,
            String name,
            Map<String, String> attributes,
            List<XmlElement> children,
            StringBuilder text) {}

    private XmlTree(XMLStreamReader xml, String source) {
        this.xml = xml;
        this.source = source;
    }

    /**
     * The root element.
     *
     * @param source what it is, for messages
     * @throws TopologyException as {@code source:line:column: reason} if it is malformed
     */
    public static XmlElement parse(String source, byte[] bytes) {
        try {
            return XmlPieces.read(
                            new ByteArrayInputStream(bytes), source, LARGEST_PIECE, xml -> new XmlTree(xml, source))
                    .root;
        } catch (IOException e) {
            throw new TopologyException(source + ": " + InputFile.reason(e), e);
        }
    }

    @Override
    public void start() {
        if (open.size() >= DEEPEST) {
            throw XmlPieces.malformed(xml, source, "elements are nested more than " + DEEPEST + " deep");
        }
        if (++elements > MOST_ELEMENTS) {
            throw XmlPieces.malformed(xml, source, "there are more than " + MOST_ELEMENTS + " elements");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.putIfAbsent(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        String namespace = xml.getNamespaceURI();
        open.push(new Open(
                source + ":" + xml.getLocation().getLineNumber() + ":"
                        + xml.getLocation().getColumnNumber(),
                namespace == null ? "" : namespace,
                xml.getLocalName(),
                attributes,
                new ArrayList<>(),
                new StringBuilder()));
    }

    @Override
    public void end() {
        Open done = open.pop();
        XmlElement element = new XmlElement(
                done.at(),
                done.namespace(),
                done.name(),
                done.attributes(),
                List.copyOf(done.children()),
                done.text().toString().strip());
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children().add(element);
        }
    }

    @Override
    public void text(String part) {
        if (!open.isEmpty()) {
            open.peek().text().append(part);
        }
    }
}
