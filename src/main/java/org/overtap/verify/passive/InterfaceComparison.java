package org.overtap.verify.passive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What an interface counted in a time, and what was recorded of that.
 *
 * @param node the node
 * @param iface the interface
 * @param segment the segment of that
 * @param counted IP bytes by the interface's own counters: without 14 bytes of layer 2 a packet
 * @param countedPackets packets, likewise
 * @param recorded bytes by stored records
 * @param recordedPackets packets, likewise; with offloads it counts what was captured, not what was on the wire
 * @param offloads offloads that are on; absent where nothing tells
 * @param tolerance by what share of what was counted the bytes may differ
 * @param verdict what follows
 * @param why what keeps them from being compared; empty where they are
 */
public record InterfaceComparison(
        String node,
        @JsonProperty("interface") String iface,
        String segment,
        Optional<Long> counted,
        Optional<Long> countedPackets,
        Optional<Long> recorded,
        Optional<Long> recordedPackets,
        Optional<List<String>> offloads,
        double tolerance,
        Outcome verdict,
        String why) {
    /** What no IP flow has, as ARP, and what rounding takes: on a quiet interface that is more than any share. */
    public static final long LEAST_BYTES = 1500;

    /** What follows from a comparison. */
    public enum Outcome {
        @JsonProperty("within")
        WITHIN,
        @JsonProperty("differs")
        DIFFERS,
        /** Nothing passed, or so little that what no flow has may be all of it: nothing was judged. */
        @JsonProperty("quiet")
        QUIET,
        @JsonProperty("unknown")
        UNKNOWN
    }

    /** Whether it says of what passed whether it was recorded. */
    @JsonIgnore
    public boolean judged() {
        return verdict == Outcome.WITHIN || verdict == Outcome.DIFFERS;
    }

    /** By how much of what was counted the records tell more, or less where it is negative. */
    @JsonProperty("difference")
    public Optional<Double> difference() {
        return counted.filter(all -> all > 0).flatMap(all -> recorded.map(some -> (some - all) / (double) all));
    }

    /**
     * Whether they may be taken to be the same. Where records reach beyond the time, nobody knows how much of them passed
     * within: what they could make up for is unknown.
     *
     * @param sure bytes that were recorded of that time for certain
     * @param most as many as may have been, at most
     */
    static Outcome of(long counted, long recorded, long sure, long most, double tolerance) {
        double slack = Math.max(LEAST_BYTES, tolerance * counted);
        long difference = Math.abs(recorded - counted);
        if (difference <= slack) {
            boolean enough = counted > LEAST_BYTES || recorded > 0 && difference <= tolerance * counted;
            return enough ? Outcome.WITHIN : Outcome.QUIET;
        }
        return counted > most + slack || counted < sure - slack ? Outcome.DIFFERS : Outcome.UNKNOWN;
    }
}
