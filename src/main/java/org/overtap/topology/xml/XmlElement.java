package org.overtap.topology.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.overtap.topology.TopologyException;

/**
 * An element of a document that was read whole.
 *
 * @param at where it begins, {@code source:line:column}
 * @param namespace its namespace; empty if it is in none
 * @param name its name without a prefix
 * @param attributes by name without a prefix
 * @param children the elements in it, in their order
 * @param text all text right in it
 */
public record XmlElement(
        String at,
        String namespace,
        String name,
        Map<String, String> attributes,
        List<XmlElement> children,
        String text) {
    /** The children of that name, whatever their namespace. */
    public Stream<XmlElement> children(String name) {
        return children.stream().filter(child -> child.name().equals(name));
    }

    /** The first child of that name. */
    public Optional<XmlElement> child(String name) {
        return children(name).findFirst();
    }

    /** The attribute, if it is there and not blank. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isBlank());
    }

    /** The attribute; an empty text if it is missing. */
    public String attributeOrEmpty(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** A complaint about it. */
    public TopologyException error(String complaint) {
        return new TopologyException(at + ": " + complaint);
    }
}
