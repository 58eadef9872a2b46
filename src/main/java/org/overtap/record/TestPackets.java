package org.overtap.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalInt;
import java.util.Set;
import org.overtap.topology.IpAddress;

/**
 * Packets that were sent only to see whether the overlay records them.
 *
 * @param addresses both addresses of such a packet are among these
 * @param protocol their IP protocol
 * @param ports both ports are among these; empty where the protocol has none
 * @param tos their type of service byte, where that tells them from others
 * @param packetBytes IP bytes of each of them
 */
public record TestPackets(
        Set<IpAddress> addresses,
        int protocol,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Integer> ports,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalInt tos,
        int packetBytes) {
    public TestPackets {
        addresses = Set.copyOf(addresses);
        ports = ports == null ? Set.of() : Set.copyOf(ports);
        tos = tos == null ? OptionalInt.empty() : tos;
    }
}
