package org.overtap.flow;

import org.overtap.topology.Conversation;

/**
 * ICMP echoes that were sent to see whether a conversation is recorded.
 *
 * @param conversation whose they are; a sent, b answered
 * @param from a's address on the segment
 * @param to b's address on the segment
 * @param tos the type of service byte they carry
 * @param packetBytes IP bytes of one echo, and of one reply
 * @param sent how many echoes left
 * @param received how many replies came back
 */
public record Canary(
        Conversation conversation, String from, String to, int tos, int packetBytes, int sent, int received) {}
