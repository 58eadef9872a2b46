package org.overtap.verify.evidence;

/**
 * A planned probe.
 *
 * @param node the node that it runs on
 * @param iface the interface that it listens on
 * @param sourceId the number that its records carry
 */
public record ProbeId(String node, String iface, int sourceId) {
    @Override
    public String toString() {
        return node + " " + iface;
    }
}
