package org.overtap.verify;

import org.overtap.topology.IpFamily;

/**
 * ICMP echoes that were sent to see whether a conversation, or flows between two hosts, are recorded.
 *
 * @param pair whom they went between
 * @param tos the type of service byte they carry
 * @param packetBytes IP bytes of one echo, and of one reply
 * @param sent how many echoes left
 * @param received how many replies came back
 */
public record Canary(CanaryPair pair, int tos, int packetBytes, int sent, int received) {
    /** The IP protocol of an echo over IPv4. */
    static final int ICMP = 1;

    /** The IP protocol of an echo over IPv6. */
    static final int ICMP6 = 58;

    /**
     * By what its packets are told from others between the same addresses: their ToS, or over IPv6, where not every
     * probe tells the traffic class, their size.
     */
    int mark() {
        return pair.family() == IpFamily.V4 ? tos : packetBytes;
    }

    /** An IP header and an ICMP one, of either family. */
    static int headerBytes(IpFamily family) {
        return family == IpFamily.V4 ? 20 + 8 : 40 + 8;
    }
}
