package org.overtap.testbed.hosts.inventory;

import org.overtap.topology.TopologyException;

/**
 * A place in a list of hosts, for messages.
 *
 * @param file the file, or what stands for it
 * @param line from 1; 0 where there are no lines
 * @param column from 1
 */
public record Mark(String file, int line, int column) {
    /** An error there. */
    public TopologyException error(String text) {
        return new TopologyException(this + ": " + text);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return line < 1 ? file : file + ":" + line + ":" + column;
    }
}
