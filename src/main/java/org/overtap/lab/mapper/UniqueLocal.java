package org.overtap.lab.mapper;

/**
 * The IPv6 addresses of a lab with both families: unique local ones (RFC 4193) that are made of the IPv4 addresses, so
 * that both tell the same host. 10.1.2.7 in 10.1.2.0/24 becomes fd00:a01:200::7 in fd00:a01:200::/64.
 */
public final class UniqueLocal {
    private UniqueLocal() {}

    /** The counterpart of an interface's address, with its prefix length. */
    public static String of(String ip, String mask) {
        return address(ip, mask) + "/64";
    }

    /** The counterpart of an address, by its network's mask. */
    public static String address(String ip, String mask) {
        long host = Subnet.number(ip) & ~Subnet.number(mask) & 0xffff_ffffL;
        String tail = host > 0xffff ? Long.toHexString(host >> 16) + ":" : "";
        return groups(Subnet.number(ip) & Subnet.number(mask)) + "::" + tail + Long.toHexString(host & 0xffff);
    }

    /** The counterpart of a network that is written as 10.1.2.0/24. */
    public static String network(String cidr) {
        return groups(Subnet.number(cidr.replaceFirst("/.*", ""))) + "::/64";
    }

    /** Whether an address is on an interface's network. */
    public static boolean shared(String ip, String mask, String other) {
        return (Subnet.number(ip) & Subnet.number(mask)) == (Subnet.number(other) & Subnet.number(mask));
    }

    private static String groups(long network) {
        return "fd00:" + Long.toHexString(network >> 16) + ":" + Long.toHexString(network & 0xffff);
    }
}
