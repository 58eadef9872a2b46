package org.overtap.record.anonymise;

import java.util.List;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.IpPrefix;

/**
 * Addresses that must still be known for what they are: no host's, but everybody's.
 *
 * <p>A map that keeps prefixes and leaves one prefix where it is cannot move what shares bits with it freely: an address
 * outside keeps the bits that it shares with it, and the next one. So only those are kept of which no unicast address in
 * use shares more than its first 8 bits (IPv4) or 10 (IPv6): not 169.254.0.0/16, not a subnet's broadcast address, whose
 * bits a router's address with many ones would share.
 *
 * @param high the first 64 bits of the prefix, or of IPv4 32, beginning with the highest
 * @param low the next 64
 * @param length how many bits belong to it
 * @param bits how many bits of an address in it stay; as many as the prefix has at least
 */
record KeptPrefix(long high, long low, int length, int bits) {
    /** For IPv4: none, the host's own, multicast, of that what stays on the link (RFC 5771) as it is, and broadcast. */
    static final List<KeptPrefix> V4 = List.of(
            of("0.0.0.0/32", 32),
            of("127.0.0.0/8", 8),
            of("224.0.0.0/4", 4),
            of("224.0.0.0/24", 32),
            of("255.255.255.255/32", 32));

    /**
     * For IPv6: none, the host's own, that of IPv4, on the link only, multicast with flags and scope, of that the
     * well-known groups of link and site (RFC 2375, mDNS, NTP, DHCP, LLMNR) as they are, and solicited nodes, of which
     * the rest is a host's.
     */
    static final List<KeptPrefix> V6 = List.of(
            of("::/128", 128),
            of("::1/128", 128),
            new KeptPrefix(0, 0xffff_0000_0000L, 96, 96),
            of("fe80::/64", 64),
            of("ff00::/8", 16),
            of("ff01::/119", 128),
            of("ff02::/119", 128),
            of("ff05::/119", 128),
            of("ff02::1:0/119", 128),
            of("ff02::1:ff00:0/104", 104));

    private static KeptPrefix of(String text, int bits) {
        IpPrefix prefix = IpPrefix.of(text);
        IpAddress base = prefix.base();
        return base.family() == IpFamily.V4
                ? new KeptPrefix(base.low() << 32, 0, prefix.length(), bits)
                : new KeptPrefix(base.high(), base.low(), prefix.length(), bits);
    }

    /** How many of an address's first bits stay because of it; given as the prefix is. */
    int keptOf(long addressHigh, long addressLow) {
        int first = Long.numberOfLeadingZeros(addressHigh ^ high);
        int all = first < Long.SIZE ? first : first + Long.numberOfLeadingZeros(addressLow ^ low);
        return all < length ? all + 1 : bits;
    }
}
