package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One interface of one node.
 *
 * @param node the node's name
 * @param iface the interface's name on it
 */
public record Endpoint(
        String node, @JsonProperty("interface") String iface) implements Comparable<Endpoint> {
    public Endpoint {
        Preconditions.notBlank(node, "an endpoint needs a node");
        Preconditions.notBlank(iface, "an endpoint needs an interface");
    }

    @Override
    public int compareTo(Endpoint other) {
        int byNode = node.compareTo(other.node);
        return byNode != 0 ? byNode : iface.compareTo(other.iface);
    }

    @Override
    public String toString() {
        return node + ":" + iface;
    }
}
