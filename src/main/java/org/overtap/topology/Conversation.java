package org.overtap.topology;

/**
 * An unordered pair of interfaces on one segment: the unit of coverage.
 *
 * @param segment the segment's name
 * @param a one interface
 * @param b the other
 */
public record Conversation(String segment, Endpoint a, Endpoint b) {
    @Override
    public String toString() {
        return a.node() + " <-> " + b.node() + " on " + segment;
    }
}
