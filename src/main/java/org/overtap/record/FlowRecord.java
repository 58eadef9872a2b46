package org.overtap.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one probe told of one flow, or of a part of it, in one direction. What is not known is absent. Like its key it is
 * held in plain numbers; times are kept to the microsecond.
 */
public final class FlowRecord {
    /** The number of a time, of flags or of a sampling rate that is not told. */
    public static final long ABSENT = -1;

    private final FlowKey key;
    private final Exporter exporter;
    private final Place place;
    private final long first;
    private final long last;
    private final long packets;
    private final long bytes;
    private final long sampling;
    private final int flags;

    /**
     * @param key what its packets have in common
     * @param exporter who told
     * @param place where it was taken
     * @param first when its first packet passed, by the exporter's clock, not before 1970
     * @param last when its last packet passed
     * @param packets packets counted
     * @param bytes bytes counted, from the IP header on
     * @param flags all TCP flags that were seen, or-ed (RFC 9293: FIN is 1)
     * @param sampling one packet in so many was counted; absent where nobody said that packets were left out
     */
    public FlowRecord(
            FlowKey key,
            Exporter exporter,
            Place place,
            Optional<Instant> first,
            Optional<Instant> last,
            long packets,
            long bytes,
            OptionalInt flags,
            OptionalLong sampling) {
        this(
                key,
                exporter,
                place,
                new Numbers(micros(first), micros(last), packets, bytes, flags.orElse(-1), sampling.orElse(ABSENT)));
    }

    /**
     * What is counted, in numbers; {@link #ABSENT} where it is not told.
     *
     * @param first when its first packet passed, in microseconds since 1970
     * @param last when its last packet passed, likewise
     * @param packets packets counted
     * @param bytes bytes counted
     * @param flags TCP flags
     * @param sampling one packet in so many was counted
     */
    public record Numbers(long first, long last, long packets, long bytes, int flags, long sampling) {
        public Numbers {
            if (first < ABSENT || last < ABSENT || flags < ABSENT || sampling < ABSENT) {
                throw new IllegalArgumentException("a flow's times, flags and sampling are not less than 0");
            }
        }
    }

    /** A record of numbers, each as it is above. */
    public FlowRecord(FlowKey key, Exporter exporter, Place place, Numbers numbers) {
        if (key == null || exporter == null || place == null || numbers.packets < 0 || numbers.bytes < 0) {
            throw new IllegalArgumentException("a flow record needs a key, an exporter, a place and counts");
        }
        this.key = key;
        this.exporter = exporter;
        this.place = place;
        this.first = numbers.first;
        this.last = numbers.last;
        this.packets = numbers.packets;
        this.bytes = numbers.bytes;
        this.flags = numbers.flags;
        this.sampling = numbers.sampling;
    }

    /** A record of which nothing but its counts is known. */
    public static FlowRecord counted(Exporter exporter, FlowKey key, long packets, long bytes) {
        return new FlowRecord(
                key, exporter, Place.UNKNOWN, new Numbers(ABSENT, ABSENT, packets, bytes, (int) ABSENT, ABSENT));
    }

    private static long micros(Optional<Instant> time) {
        return time.map(t -> ChronoUnit.MICROS.between(Instant.EPOCH, t)).orElse(ABSENT);
    }

    private static Optional<Instant> instant(long micros) {
        return micros == ABSENT ? Optional.empty() : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private Numbers numbers() {
        return new Numbers(first, last, packets, bytes, flags, sampling);
    }

    /**
     * This record, told by that exporter: where a probe stores its records itself, they need not say whose they are.
     */
    public FlowRecord toldBy(Exporter other) {
        return new FlowRecord(key, other, place, numbers());
    }

    /** This record, without so many bytes of each packet that are none of IP's. */
    public FlowRecord withoutLayer2(int bytesAPacket) {
        return bytesAPacket == 0
                ? this
                : new FlowRecord(
                        key,
                        exporter,
                        place,
                        new Numbers(
                                first, last, packets, Math.max(0, bytes - packets * bytesAPacket), flags, sampling));
    }

    /** This record, taken there. */
    public FlowRecord at(Place where) {
        return new FlowRecord(key, exporter, where, numbers());
    }

    public FlowKey key() {
        return key;
    }

    public Exporter exporter() {
        return exporter;
    }

    public Place place() {
        return place;
    }

    public Optional<Instant> first() {
        return instant(first);
    }

    public Optional<Instant> last() {
        return instant(last);
    }

    public long packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    public OptionalInt flags() {
        return flags == ABSENT ? OptionalInt.empty() : OptionalInt.of(flags);
    }

    public OptionalLong sampling() {
        return sampling == ABSENT ? OptionalLong.empty() : OptionalLong.of(sampling);
    }

    /** When its first packet passed, in microseconds since 1970, or {@link #ABSENT}. */
    public long firstMicros() {
        return first;
    }

    /** When its last packet passed, in microseconds since 1970, or {@link #ABSENT}. */
    public long lastMicros() {
        return last;
    }

    /** The TCP flags, or {@link #ABSENT}. */
    public int flagBits() {
        return flags;
    }

    /** The sampling, or {@link #ABSENT}. */
    public long samplingRate() {
        return sampling;
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof FlowRecord flow
                        && first == flow.first
                        && last == flow.last
                        && packets == flow.packets
                        && bytes == flow.bytes
                        && flags == flow.flags
                        && sampling == flow.sampling
                        && key.equals(flow.key)
                        && exporter.equals(flow.exporter)
                        && place.equals(flow.place);
    }

    @Override
    public int hashCode() {
        return ((key.hashCode() * 31 + Long.hashCode(first)) * 31 + Long.hashCode(packets)) * 31 + Long.hashCode(bytes);
    }

    @Override
    public String toString() {
        return key + ": " + packets + " packets, " + bytes + " bytes, " + first().orElse(null) + " to "
                + last().orElse(null) + ", flags " + flags + ", sampling " + sampling + ", by " + exporter + " "
                + exporter.format().orElse("") + ", " + place;
    }
}
