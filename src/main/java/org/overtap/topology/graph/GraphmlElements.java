package org.overtap.topology.graph;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.MemoryLimit;
import org.overtap.topology.xml.XmlPieces;

/** Takes the elements of one GraphML file in their order. Ends may be named before their nodes are declared. */
final class GraphmlElements implements XmlPieces.Taker {
    private static final Set<String> READ = Set.of("label", "cost", "host");
    private static final Set<String> NUMBERS = Set.of("int", "long", "float", "double");
    private static final int DEEPEST = 1000;
    private static final int LONGEST_TEXT = 1 << 16;
    /** What a node with attributes and an edge's place take beside the drawing, in bytes, as measured, rounded up. */
    private static final long BYTES_PER_NODE = 400;

    private static final long BYTES_PER_EDGE = 40;
    private static final int BETWEEN_CHECKS = 1 << 10;

    private final XMLStreamReader xml;
    private final String file;
    private final long mostBytes;
    private final NetworkGraphBuilder drawing = new NetworkGraphBuilder();
    /** The attributes' names by their keys' ids, and their default values. */
    private final Map<String, String> keys = new HashMap<>();

    private final Map<String, String> defaults = new HashMap<>();
    private final GraphmlRows rows = new GraphmlRows();
    private final BitSet declared = new BitSet();
    private final Deque<Open> nodes = new ArrayDeque<>();
    private List<Integer> members;
    private boolean inEdge;
    private StringBuilder text;
    private String key;
    private int depth;
    private long elements;
    private long told;

    /** A node whose end tag has not come yet. */
    private record Open(int number, Map<String, String> attributes) {}

    /**
     * @param mostBytes how much memory the drawing may take
     */
    GraphmlElements(XMLStreamReader xml, String file, long mostBytes) {
        this.xml = xml;
        this.file = file;
        this.mostBytes = mostBytes;
    }

    @Override
    public void start() {
        if (++depth > DEEPEST) {
            throw malformed("elements are nested more than " + DEEPEST + " deep");
        }
        if (++elements % BETWEEN_CHECKS == 0) {
            MemoryLimit.refuseMore(
                    file, drawing.bytesNeeded() + BYTES_PER_NODE * told + BYTES_PER_EDGE * rows.count(), mostBytes);
        }
        switch (xml.getLocalName()) {
            case "key" -> startKey();
            case "node" -> startNode();
            case "edge" -> startEdge();
            case "hyperedge" -> members = new ArrayList<>();
            case "endpoint" -> startEndpoint();
            case "data" -> startData();
            case "default" -> text = key == null ? null : new StringBuilder();
            default -> {}
        }
    }

    @Override
    public void end() {
        depth--;
        switch (xml.getLocalName()) {
            case "key" -> key = null;
            case "edge" -> inEdge = false;
            case "node" -> endNode(nodes.pop());
            case "hyperedge" -> endHyperedge();
            case "data" -> endData();
            case "default" -> endDefault();
            default -> {}
        }
    }

    @Override
    public void text(String part) {
        if (text != null) {
            text.append(part);
            if (text.length() > LONGEST_TEXT) {
                throw malformed("a " + key + " is longer than " + (LONGEST_TEXT >> 10) + " KiB");
            }
        }
    }

    NetworkGraph drawing(String name) {
        if (rows.count() == 0) {
            throw new TopologyException(file + ": has no edges: there is nothing to see");
        }
        for (int row = 0; row < rows.count(); row++) {
            int[] ends = rows.ends(row);
            for (int end : ends) {
                if (!declared.get(end)) {
                    throw new TopologyException(file + ":" + rows.position(row) + ": no node has the id "
                            + drawing.names().name(end));
                }
            }
            drawing.row(ends);
        }
        return drawing.build(name);
    }

    TopologyException malformed(String complaint) {
        return new TopologyException(position() + ": " + complaint);
    }

    private void startKey() {
        String attribute =
                Optional.ofNullable(xml.getAttributeValue(null, "attr.name")).orElse("");
        String domain = Optional.ofNullable(xml.getAttributeValue(null, "for")).orElse("all");
        key = null;
        if (READ.contains(attribute) && Set.of("node", "all").contains(domain) && isOfItsType(attribute)) {
            key = attribute;
            keys.put(required("id"), attribute);
        }
    }

    /** Maps have attributes of our names that mean something else: the name of a host, a price in words. */
    private boolean isOfItsType(String attribute) {
        String type = xml.getAttributeValue(null, "attr.type");
        boolean right = type == null
                || switch (attribute) {
                    case "host" -> type.equals("boolean");
                    case "cost" -> NUMBERS.contains(type);
                    default -> true;
                };
        if (!right) {
            drawing.find(new DiscoveryNote(
                    DiscoveryNote.Kind.WARNING,
                    "attribute " + attribute,
                    "is of type " + type + " and was not read: a "
                            + (attribute.equals("host") ? "host is told by a boolean" : "cost is a number")));
        }
        return right;
    }

    private void startNode() {
        String id = required("id");
        int number = drawing.names().add(id);
        if (declared.get(number)) {
            throw malformed("two nodes have the id " + id + ": give each an id of its own");
        }
        declared.set(number);
        nodes.push(new Open(number, new HashMap<>(defaults)));
    }

    private void startEdge() {
        addRow(List.of(node("source"), node("target")));
        inEdge = true;
    }

    private void startEndpoint() {
        if (members != null) {
            members.add(node("node"));
        }
    }

    /** Data of edges and of the graph itself are passed over. */
    private void startData() {
        boolean ofNode = !nodes.isEmpty() && members == null && !inEdge;
        key = ofNode ? keys.get(required("key")) : null;
        text = key == null ? null : new StringBuilder();
    }

    private void endData() {
        if (text != null) {
            nodes.peek().attributes().put(key, text.toString().strip());
        }
        text = null;
        key = null;
    }

    private void endDefault() {
        if (text != null) {
            defaults.put(key, text.toString().strip());
        }
        text = null;
    }

    private void endNode(Open node) {
        Map<String, String> said = node.attributes();
        if (!said.isEmpty()) {
            told++;
            drawing.attributes(
                    node.number(),
                    new NetworkGraph.Attributes(
                            Optional.ofNullable(said.get("label")),
                            Optional.ofNullable(said.get("cost")).map(this::cost),
                            Optional.ofNullable(said.get("host")).map(this::yes)));
        }
    }

    private void endHyperedge() {
        if (members.size() < 2) {
            throw malformed("a hyperedge joins fewer than two nodes");
        }
        addRow(members);
        members = null;
    }

    private BigDecimal cost(String value) {
        BigDecimal cost;
        try {
            cost = new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw malformed("cost '" + value + "' is not a number");
        }
        if (cost.signum() < 0) {
            throw malformed("cost " + value + " is negative");
        }
        return cost;
    }

    private boolean yes(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw malformed("host '" + value + "' is neither true nor false");
        };
    }

    private void addRow(List<Integer> ends) {
        rows.add(ends, xml.getLocation().getLineNumber(), xml.getLocation().getColumnNumber());
    }

    /** The number of the node that the attribute names; whether it is declared is asked at the end. */
    private int node(String attribute) {
        return drawing.names().add(required(attribute));
    }

    private String required(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null || value.isBlank()) {
            throw malformed("a " + xml.getLocalName() + " needs " + attribute + "=\"...\"");
        }
        return value;
    }

    private String position() {
        return file + ":" + xml.getLocation().getLineNumber() + ":"
                + xml.getLocation().getColumnNumber();
    }
}
