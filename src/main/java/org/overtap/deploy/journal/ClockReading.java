package org.overtap.deploy.journal;

import java.time.Instant;
import java.util.Locale;
import org.overtap.topology.TopologyException;

/**
 * How a node's clock differed from that of the machine that asked.
 *
 * @param node the node
 * @param millis how far it was ahead, in ms; less than 0 where it was behind
 * @param errorMillis how far off that may be
 * @param at when it was asked, by the clock of the machine that asked
 */
public record ClockReading(String node, long millis, long errorMillis, Instant at) {
    /** What is less than this is no matter to flows, in ms. */
    private static final long NOTABLE = 1000;

    public ClockReading {
        if (node == null || at == null || errorMillis < 0) {
            throw new TopologyException("a clock that was compared needs its node and when that was");
        }
    }

    /** Whether the clock was certainly off by more than a second. */
    public boolean off() {
        return Math.abs(millis) > Math.max(NOTABLE, errorMillis);
    }

    /** Whether the clock went on in between as far as both tell. */
    boolean agrees(ClockReading other) {
        return Math.abs(millis - other.millis) <= errorMillis + other.errorMillis + NOTABLE / 2;
    }

    /** How it differs, for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "the clock of node %s is %.1f s %s this machine's",
                node,
                Math.abs(millis) / 1000.0,
                millis < 0 ? "behind" : "ahead of");
    }
}
