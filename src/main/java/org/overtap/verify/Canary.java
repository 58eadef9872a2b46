package org.overtap.verify;

import java.util.List;
import java.util.Optional;
import org.overtap.instrument.PacketField;
import org.overtap.topology.IpFamily;

/**
 * UDP datagrams that were sent to see whether a conversation, or flows from one host to another, are recorded.
 *
 * @param pair whom they went between
 * @param ports by which ports they are told from all others between the same addresses
 * @param packetBytes IP bytes of each of them
 * @param forth what became of those from the pair's first end to its second
 * @param back what became of those from the second to the first, if any were to go
 * @param failure why not all of it could be tried, naming the node; empty if it could. Nothing can be said then of
 *     what the records do not show
 */
public record Canary(
        CanaryPair pair, PortPair ports, int packetBytes, Passage forth, Passage back, Optional<String> failure) {
    /** By these it is recognised: the records of what drops one of them prove nothing. */
    public static final List<PacketField> FIELDS = List.of(
            PacketField.ADDRESSES, PacketField.PORTS, PacketField.PROTOCOL, PacketField.PACKETS, PacketField.BYTES);

    static final int UDP = 17;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int UDP_HEADER = 8;

    /** One that could be tried. */
    public Canary(CanaryPair pair, PortPair ports, int packetBytes, Passage forth, Passage back) {
        this(pair, ports, packetBytes, forth, back, Optional.empty());
    }

    /** IP bytes of a datagram of so many payload bytes in that family. */
    static int packetBytes(IpFamily family, int payload) {
        return payload + UDP_HEADER + (family == IpFamily.V6 ? IPV6_HEADER : IPV4_HEADER);
    }
}
