package org.overtap.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * What nodes are called on a map whose names are but numbers.
 *
 * @param byName the labels that say something beside the name
 */
public record NodeLabels(Map<String, String> byName) {
    /** Where nodes have names alone. */
    public static final NodeLabels NONE = new NodeLabels(Map.of());

    public NodeLabels {
        byName = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The labels of that topology's nodes. */
    public static NodeLabels of(Topology topology) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Node node : topology.nodes()) {
            node.label()
                    .map(String::strip)
                    .filter(label -> !label.isEmpty() && !label.equals(node.name()))
                    .ifPresent(label -> labels.put(node.name(), label));
        }
        return new NodeLabels(labels);
    }

    /** The node's name, its label behind it. */
    public String named(String node) {
        return byName.containsKey(node) ? node + " (" + byName.get(node) + ")" : node;
    }
}
