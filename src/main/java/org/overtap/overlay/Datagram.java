package org.overtap.overlay;

import org.overtap.instrument.Instrument;

/**
 * A full export datagram.
 *
 * @param headerBytes what stands before its records
 * @param recordBytes bytes of one record
 * @param records how many it holds
 */
public record Datagram(int headerBytes, int recordBytes, int records) {
    /** NetFlow version 5, the paper's. */
    public static final Datagram V5 = new Datagram(24, 48, 30);

    /** The v9 header, and that of one flow set. */
    private static final int V9_HEADER_BYTES = 20 + 4;

    private static final int IPV4_AND_UDP_BYTES = 20 + 8;

    public Datagram {
        if (headerBytes < 0 || recordBytes < 0 || records < 1) {
            throw new PlanException("a datagram of " + records + " records of " + recordBytes + " bytes makes no sense:"
                    + " recordsPerDatagram is at least 1 in a probe's descriptor");
        }
    }

    /** What that probe sends. */
    static Datagram of(Instrument probe) {
        return new Datagram(V9_HEADER_BYTES, probe.recordBytes(), Math.max(1, probe.recordsPerDatagram()));
    }

    public int payloadBytes() {
        return headerBytes + records * recordBytes;
    }

    /** The whole IPv4 packet. */
    public int packetBytes() {
        return payloadBytes() + IPV4_AND_UDP_BYTES;
    }

    /** Mbit/s that so many records a second take. */
    public double mbit(double recordsPerSecond) {
        return recordsPerSecond / records * packetBytes() * 8 / 1e6;
    }

    /** Records a second that so many Mbit/s carry. */
    public double recordsPerSecond(double mbit) {
        return mbit * 1e6 / 8 / packetBytes() * records;
    }
}
