package org.overtap.overlay.flows;

import java.util.List;
import java.util.Map;

/**
 * What the user asks of flow coverage.
 *
 * @param hosts names of the hosts that flows run between; empty for the experiment's end hosts; {@code all} alone for
 *     every node
 * @param traffic for pairs of hosts how much flows from the first to the second; empty where all count the same
 */
public record FlowOptions(List<String> hosts, Map<Pair, Long> traffic) {
    public static final FlowOptions DEFAULT = new FlowOptions(List.of(), Map.of());

    /** An ordered pair of hosts. */
    public record Pair(String from, String to) {}

    public FlowOptions {
        hosts = List.copyOf(hosts);
        traffic = Map.copyOf(traffic);
    }
}
