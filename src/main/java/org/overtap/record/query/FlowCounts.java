package org.overtap.record.query;

import java.util.OptionalLong;
import org.overtap.record.table.FlowTally;

/**
 * What some flows sum up to.
 *
 * @param flows how many
 * @param packets their packets
 * @param bytes their IP bytes
 * @param first when the first of their packets passed, in microseconds since 1970; absent where none has a time
 * @param last when the last of them did
 */
public record FlowCounts(long flows, long packets, long bytes, OptionalLong first, OptionalLong last) {
    public static final FlowCounts NONE = new FlowCounts(0, 0, 0, OptionalLong.empty(), OptionalLong.empty());

    private static final double MICROS = 1e6;

    /** Seconds from the first packet to the last; 0 where no time is known. */
    public double seconds() {
        return first.isPresent() && last.isPresent() ? (last.getAsLong() - first.getAsLong()) / MICROS : 0;
    }

    /** Bits a second over that time, as nfdump has it: a whole number, and 0 for what took no time. */
    public long bitsPerSecond() {
        return seconds() > 0 ? (long) (8.0 * bytes / seconds()) : 0;
    }

    /** Packets a second, likewise. */
    public long packetsPerSecond() {
        return seconds() > 0 ? (long) (packets / seconds()) : 0;
    }

    /** Bytes in each packet, cut off. */
    public long bytesPerPacket() {
        return packets > 0 ? bytes / packets : 0;
    }

    /** The sums of both. */
    public FlowCounts and(FlowCounts other) {
        return new FlowCounts(
                FlowTally.plus(flows, other.flows),
                FlowTally.plus(packets, other.packets),
                FlowTally.plus(bytes, other.bytes),
                first.isEmpty() || other.first.isPresent() && other.first.getAsLong() < first.getAsLong()
                        ? other.first
                        : first,
                last.isEmpty() || other.last.isPresent() && other.last.getAsLong() > last.getAsLong()
                        ? other.last
                        : last);
    }
}
