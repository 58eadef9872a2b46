package org.overtap.record;

import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.topology.IpAddress;

/**
 * What the packets of one record have in common. A field that the record does not tell is absent; it is never guessed
 * from others.
 *
 * @param from source address
 * @param to destination address
 * @param protocol IP protocol number
 * @param fromPort source port of a protocol that has ports
 * @param toPort destination port, likewise
 * @param icmp type and code of an ICMP or ICMPv6 packet
 * @param tos type of service byte, or IPv6 traffic class
 * @param fromMac the MAC address that sent it on the segment, twelve lower-case hex digits with colons
 * @param toMac the MAC address that it was sent to there
 * @param vlan VLAN id
 */
public record FlowKey(
        IpAddress from,
        IpAddress to,
        int protocol,
        OptionalInt fromPort,
        OptionalInt toPort,
        Optional<Icmp> icmp,
        OptionalInt tos,
        Optional<String> fromMac,
        Optional<String> toMac,
        OptionalInt vlan) {

    /** An ICMP message's type and code. */
    public record Icmp(int type, int code) {}

    public FlowKey {
        if (from == null || to == null || protocol < 0 || protocol > 255) {
            throw new IllegalArgumentException("a flow needs two addresses and an IP protocol number");
        }
    }

    /** A key of which nothing else is told. */
    public static FlowKey of(IpAddress from, IpAddress to, int protocol) {
        return new FlowKey(
                from,
                to,
                protocol,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /** This key with ports. */
    public FlowKey withPorts(int source, int destination) {
        return new FlowKey(
                from,
                to,
                protocol,
                OptionalInt.of(source),
                OptionalInt.of(destination),
                icmp,
                tos,
                fromMac,
                toMac,
                vlan);
    }

    /** This key with a type of service byte. */
    public FlowKey withTos(int value) {
        return new FlowKey(from, to, protocol, fromPort, toPort, icmp, OptionalInt.of(value), fromMac, toMac, vlan);
    }
}
