package org.overtap.verify;

import org.overtap.topology.IpFamily;

/**
 * ICMP echoes that were sent to see whether a conversation, or flows between two hosts, are recorded.
 *
 * @param pair whom they went between
 * @param tos the type of service byte, or traffic class, that they carry
 * @param packetBytes IP bytes of one echo, and of one reply
 * @param sent how many echoes left
 * @param received how many replies came back
 */
public record Canary(CanaryPair pair, int tos, int packetBytes, int sent, int received) {
    static final int ICMP = 1;
    static final int ICMP6 = 58;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int ECHO_HEADER = 8;

    /**
     * By what its packets are told from others between the same addresses: their ToS, or over IPv6, where not every
     * probe tells the traffic class, their size.
     */
    int mark() {
        return pair.family() == IpFamily.V4 ? tos : packetBytes;
    }

    /** The IP protocol of echoes in that family. */
    static int protocol(IpFamily family) {
        return family == IpFamily.V6 ? ICMP6 : ICMP;
    }

    /** IP bytes of an echo of so many payload bytes in that family. */
    static int packetBytes(IpFamily family, int payload) {
        return payload + ECHO_HEADER + (family == IpFamily.V6 ? IPV6_HEADER : IPV4_HEADER);
    }
}
