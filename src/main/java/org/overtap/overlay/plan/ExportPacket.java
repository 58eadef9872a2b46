package org.overtap.overlay.plan;

import org.overtap.instrument.WireFormat;

/**
 * A full export datagram.
 *
 * @param headerBytes what stands before its records
 * @param recordBytes bytes of one record
 * @param records how many it holds
 */
public record ExportPacket(int headerBytes, int recordBytes, int records) {
    private static final int IPV4_AND_UDP_BYTES = 20 + 8;

    public ExportPacket {
        if (headerBytes < 0 || recordBytes < 0 || records < 1) {
            throw new PlanException("a datagram of " + records + " records of " + recordBytes + " bytes makes no sense:"
                    + " a full one has at least 1");
        }
    }

    /** A full one of records in that form. */
    public static ExportPacket of(WireFormat wire) {
        return new ExportPacket(wire.headerBytes(), wire.recordBytes(), wire.recordsPerPacket());
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
