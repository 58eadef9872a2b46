package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;

/**
 * Packets that were sent over the experiment only to see whether the overlay records them. It is remembered with the
 * deployment, so that they can be left out of the data.
 *
 * @param addresses the addresses that they went between
 * @param protocol their IP protocol
 * @param tos their type of service byte, or traffic class, where that told them from others
 * @param ports the ports that they went between, where they had some
 * @param packetBytes IP bytes of each of them
 * @param at when they were about to be sent, by the clock of the machine that asked for it, as ISO 8601 writes it
 */
public record TestTraffic(
        Set<IpAddress> addresses,
        int protocol,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalInt tos,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Integer> ports,
        int packetBytes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> at) {
    private static final int UDP = 17;

    public TestTraffic {
        if (addresses == null || addresses.isEmpty() || packetBytes < 1) {
            throw new TopologyException("test traffic needs addresses and the size of its packets");
        }
        addresses = Collections.unmodifiableSet(new TreeSet<>(addresses));
        tos = tos == null ? OptionalInt.empty() : tos;
        ports = ports == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(ports));
        at = at == null ? Optional.empty() : at;
    }

    /** UDP datagrams between those ports. */
    public static TestTraffic udp(Set<IpAddress> addresses, Set<Integer> ports, int packetBytes, Instant at) {
        return new TestTraffic(addresses, UDP, OptionalInt.empty(), ports, packetBytes, Optional.of(at.toString()));
    }

    /** Packets that a type of service byte marks, as earlier versions sent them. */
    public static TestTraffic marked(Set<IpAddress> addresses, int protocol, int tos, int packetBytes) {
        return new TestTraffic(addresses, protocol, OptionalInt.of(tos), Set.of(), packetBytes, Optional.empty());
    }
}
