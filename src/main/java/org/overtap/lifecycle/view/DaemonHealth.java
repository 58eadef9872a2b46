package org.overtap.lifecycle.view;

import java.util.Map;

/**
 * What a probe or a collector says of itself.
 *
 * @param node where it runs
 * @param role probe or collector
 * @param iface the interface that a probe watches; empty for a collector
 * @param segment the segment of that interface; empty for a collector
 * @param state alive; ended, where it did its work and is not to run any more; or the word for what is wrong with it
 * @param counters what it counted, by the counter's name; what it does not tell is not there
 */
public record DaemonHealth(
        String node, String role, String iface, String segment, String state, Map<String, Long> counters) {
    public static final String PROBE = "probe";
    public static final String COLLECTOR = "collector";
    public static final String ALIVE = "alive";
    public static final String ENDED = "ended";

    public DaemonHealth {
        counters = Map.copyOf(counters);
    }
}
