package org.overtap.record;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.topology.IpAddress;

/**
 * What the packets of one record have in common. A field that the record does not tell is absent; it is never guessed
 * from others. Millions of these are made, compared and hashed in a run, so it is held in plain numbers; those who have
 * as many to look at read them by {@link #sourcePort} and the like.
 */
public final class FlowKey {
    /** The number of a field that is not told. */
    public static final int ABSENT = -1;

    private final IpAddress from;
    private final IpAddress to;
    private final int protocol;
    private final int fromPort;
    private final int toPort;
    private final int icmp;
    private final int tos;
    private final int vlan;
    private final String fromMac;
    private final String toMac;

    /** An ICMP message's type and code. */
    public record Icmp(int type, int code) {}

    /**
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
    public FlowKey(
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
        this(
                from,
                to,
                protocol,
                new Numbers(
                        fromPort.orElse(ABSENT),
                        toPort.orElse(ABSENT),
                        icmp.map(i -> i.type() << 8 | i.code()).orElse(ABSENT),
                        tos.orElse(ABSENT),
                        vlan.orElse(ABSENT)),
                fromMac.orElse(null),
                toMac.orElse(null));
    }

    /**
     * The fields that are numbers, each {@link #ABSENT} where it is not told.
     *
     * @param fromPort source port
     * @param toPort destination port
     * @param icmp type and code of an ICMP message: the type times 256, and the code
     * @param tos type of service byte
     * @param vlan VLAN id
     */
    public record Numbers(int fromPort, int toPort, int icmp, int tos, int vlan) {
        public Numbers {
            if (fromPort < ABSENT || toPort < ABSENT || icmp < ABSENT || tos < ABSENT || vlan < ABSENT) {
                throw new IllegalArgumentException("a flow's ports, ICMP type, ToS and VLAN are not less than 0");
            }
        }
    }

    /**
     * A key of numbers, each as it is above.
     *
     * @param fromMac null where it is not told
     * @param toMac likewise
     */
    public FlowKey(IpAddress from, IpAddress to, int protocol, Numbers numbers, String fromMac, String toMac) {
        if (from == null || to == null || protocol < 0 || protocol > 255) {
            throw new IllegalArgumentException("a flow needs two addresses and an IP protocol number");
        }
        this.from = from;
        this.to = to;
        this.protocol = protocol;
        this.fromPort = numbers.fromPort;
        this.toPort = numbers.toPort;
        this.icmp = numbers.icmp;
        this.tos = numbers.tos;
        this.vlan = numbers.vlan;
        this.fromMac = fromMac;
        this.toMac = toMac;
    }

    /** A key of which nothing else is told. */
    public static FlowKey of(IpAddress from, IpAddress to, int protocol) {
        return new FlowKey(from, to, protocol, new Numbers(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT), null, null);
    }

    /** This key with ports. */
    public FlowKey withPorts(int source, int destination) {
        return new FlowKey(from, to, protocol, new Numbers(source, destination, icmp, tos, vlan), fromMac, toMac);
    }

    /** This key with a type of service byte. */
    public FlowKey withTos(int value) {
        return new FlowKey(from, to, protocol, new Numbers(fromPort, toPort, icmp, value, vlan), fromMac, toMac);
    }

    public IpAddress from() {
        return from;
    }

    public IpAddress to() {
        return to;
    }

    public int protocol() {
        return protocol;
    }

    public OptionalInt fromPort() {
        return told(fromPort);
    }

    public OptionalInt toPort() {
        return told(toPort);
    }

    public Optional<Icmp> icmp() {
        return icmp == ABSENT ? Optional.empty() : Optional.of(new Icmp(icmp >> 8, icmp & 0xff));
    }

    public OptionalInt tos() {
        return told(tos);
    }

    public Optional<String> fromMac() {
        return Optional.ofNullable(fromMac);
    }

    public Optional<String> toMac() {
        return Optional.ofNullable(toMac);
    }

    public OptionalInt vlan() {
        return told(vlan);
    }

    /** The source port, or {@link #ABSENT}. */
    public int sourcePort() {
        return fromPort;
    }

    /** The destination port, or {@link #ABSENT}. */
    public int destinationPort() {
        return toPort;
    }

    /** Type times 256 and code of an ICMP message, or {@link #ABSENT}. */
    public int icmpNumber() {
        return icmp;
    }

    /** The type of service byte, or {@link #ABSENT}. */
    public int tosByte() {
        return tos;
    }

    /** The VLAN id, or {@link #ABSENT}. */
    public int vlanId() {
        return vlan;
    }

    private static OptionalInt told(int number) {
        return number == ABSENT ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof FlowKey key
                        && fromPort == key.fromPort
                        && toPort == key.toPort
                        && protocol == key.protocol
                        && icmp == key.icmp
                        && tos == key.tos
                        && vlan == key.vlan
                        && from.equals(key.from)
                        && to.equals(key.to)
                        && Objects.equals(fromMac, key.fromMac)
                        && Objects.equals(toMac, key.toMac);
    }

    @Override
    public int hashCode() {
        int hash = hash(from) * 31 + hash(to);
        hash = hash * 31 + fromPort;
        hash = hash * 31 + toPort;
        hash = hash * 31 + (protocol << 16 ^ icmp);
        hash = hash * 31 + (tos << 16 ^ vlan);
        hash = hash * 31 + (fromMac == null ? 0 : fromMac.hashCode());
        return hash * 31 + (toMac == null ? 0 : toMac.hashCode());
    }

    private static int hash(IpAddress address) {
        return Long.hashCode(address.high() * 31 + address.low());
    }

    @Override
    public String toString() {
        return from + told(":", fromPort) + " > " + to + told(":", toPort) + " protocol " + protocol
                + icmp().map(i -> " type " + i.type() + " code " + i.code()).orElse("")
                + told(" tos ", tos) + told(" vlan ", vlan)
                + fromMac().map(mac -> " from " + mac).orElse("")
                + toMac().map(mac -> " to " + mac).orElse("");
    }

    private static String told(String word, int number) {
        return number == ABSENT ? "" : word + number;
    }
}
