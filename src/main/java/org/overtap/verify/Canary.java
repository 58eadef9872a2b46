package org.overtap.verify;

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
    /** The IP protocol of an echo: ICMP. */
    static final int PROTOCOL = 1;
}
