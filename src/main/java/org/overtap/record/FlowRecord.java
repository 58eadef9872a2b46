package org.overtap.record;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one probe told of one flow, or of a part of it, in one direction. What is not known is absent.
 *
 * @param key what its packets have in common
 * @param exporter who told
 * @param place where it was taken
 * @param first when its first packet passed, by the exporter's clock
 * @param last when its last packet passed
 * @param packets packets counted
 * @param bytes bytes counted, from the IP header on
 * @param flags all TCP flags that were seen, or-ed (RFC 9293: FIN is 1)
 * @param sampling one packet in so many was counted; absent where nobody said that packets were left out
 */
public record FlowRecord(
        FlowKey key,
        Exporter exporter,
        Place place,
        Optional<Instant> first,
        Optional<Instant> last,
        long packets,
        long bytes,
        OptionalInt flags,
        OptionalLong sampling) {
    public FlowRecord {
        if (key == null || exporter == null || place == null || packets < 0 || bytes < 0) {
            throw new IllegalArgumentException("a flow record needs a key, an exporter, a place and counts");
        }
    }

    /** A record of which nothing but its counts is known. */
    public static FlowRecord counted(Exporter exporter, FlowKey key, long packets, long bytes) {
        return new FlowRecord(
                key,
                exporter,
                Place.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                packets,
                bytes,
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    /**
     * This record, told by that exporter: where a probe stores its records itself, they need not say whose they are.
     */
    public FlowRecord toldBy(Exporter other) {
        return new FlowRecord(key, other, place, first, last, packets, bytes, flags, sampling);
    }

    /** This record, taken there. */
    public FlowRecord at(Place where) {
        return new FlowRecord(key, exporter, where, first, last, packets, bytes, flags, sampling);
    }
}
