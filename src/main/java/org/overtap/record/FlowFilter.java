package org.overtap.record;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.topology.IpAddress;

/**
 * Which records are meant. A part that is empty or absent excludes none; a record fits if all others hold. It is a
 * plain value, so that a reader may hand what its tool understands of it to the tool.
 *
 * @param addresses both of the record's addresses are among these
 * @param protocols IP protocol numbers
 * @param ports both of the record's ports are among these
 * @param tos type of service bytes
 * @param packetBytes every packet has so many IP bytes: the record's bytes are so many times its packets
 * @param since the flow had not ended before; a record without times fits
 * @param until the flow had begun by then, likewise
 */
public record FlowFilter(
        Set<IpAddress> addresses,
        Set<Integer> protocols,
        Set<Integer> ports,
        Set<Integer> tos,
        OptionalInt packetBytes,
        Optional<Instant> since,
        Optional<Instant> until)
        implements Predicate<FlowRecord> {
    /** Every record. */
    public static final FlowFilter ALL = new FlowFilter(
            Set.of(), Set.of(), Set.of(), Set.of(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    public FlowFilter {
        addresses = sorted(addresses);
        protocols = sorted(protocols);
        ports = sorted(ports);
        tos = sorted(tos);
        packetBytes = packetBytes == null ? OptionalInt.empty() : packetBytes;
        since = since == null ? Optional.empty() : since;
        until = until == null ? Optional.empty() : until;
    }

    private static <T extends Comparable<T>> Set<T> sorted(Set<T> set) {
        return set == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(set));
    }

    /** This filter for these protocols only. */
    public FlowFilter withProtocols(Set<Integer> numbers) {
        return new FlowFilter(addresses, numbers, ports, tos, packetBytes, since, until);
    }

    /** This filter for these type of service bytes only. */
    public FlowFilter withTos(Set<Integer> values) {
        return new FlowFilter(addresses, protocols, ports, values, packetBytes, since, until);
    }

    /** This filter for flows among these ports only. */
    public FlowFilter withPorts(Set<Integer> among) {
        return new FlowFilter(addresses, protocols, among, tos, packetBytes, since, until);
    }

    /** This filter for flows among these addresses only. */
    public FlowFilter withAddresses(Set<IpAddress> among) {
        return new FlowFilter(among, protocols, ports, tos, packetBytes, since, until);
    }

    /** This filter for packets of just that many IP bytes. */
    public FlowFilter withPacketBytes(int bytes) {
        return new FlowFilter(addresses, protocols, ports, tos, OptionalInt.of(bytes), since, until);
    }

    @Override
    public boolean test(FlowRecord flow) {
        FlowKey key = flow.key();
        return (protocols.isEmpty() || protocols.contains(key.protocol()))
                && (tos.isEmpty() || among(tos, key.tos()))
                && (addresses.isEmpty() || (addresses.contains(key.from()) && addresses.contains(key.to())))
                && (ports.isEmpty() || (among(ports, key.fromPort()) && among(ports, key.toPort())))
                && (packetBytes.isEmpty() || flow.bytes() == flow.packets() * packetBytes.getAsInt())
                && !(since.isPresent()
                        && flow.last().filter(t -> t.isBefore(since.get())).isPresent())
                && !(until.isPresent()
                        && flow.first().filter(t -> t.isAfter(until.get())).isPresent());
    }

    private static boolean among(Set<Integer> set, OptionalInt value) {
        return value.isPresent() && set.contains(value.getAsInt());
    }
}
