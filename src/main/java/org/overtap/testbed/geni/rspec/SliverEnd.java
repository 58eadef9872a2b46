package org.overtap.testbed.geni.rspec;

/**
 * Where a link ends.
 *
 * @param node the node
 * @param port its interface there
 */
public record SliverEnd(SliverNode node, SliverPort port) {
    @Override
    public String toString() {
        return node.name() + ":" + port.shortName();
    }
}
