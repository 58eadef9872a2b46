package org.overtap.record.once;

import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** How far packets of an address go (RFC 1122 3.2.1.3, RFC 5771, RFC 4291 2.7, RFC 7346). */
final class Scope {
    private static final long LIMITED_BROADCAST = 0xffff_ffffL;
    private static final int LINK_LOCAL_GROUPS = 0xe0_0000;
    private static final int LINK_LOCAL_SCOPE = 2;

    private Scope() {}

    /** Whether it names more than one receiver, by the address alone. */
    static boolean group(IpAddress to) {
        return to.family() == IpFamily.V4
                ? to.low() >>> 28 == 0xe || to.low() == LIMITED_BROADCAST
                : to.high() >>> 56 == 0xff;
    }

    /** Whether no router hands such packets on, so that they are a flow of their own on each segment. */
    static boolean link(IpAddress from, IpAddress to) {
        return from.isLinkLocal() || to.isLinkLocal() || unspecified(from) || linkGroup(to);
    }

    /** Whether it is a group that is not known beyond a link. */
    static boolean linkGroup(IpAddress to) {
        return to.family() == IpFamily.V4
                ? to.low() >>> 8 == LINK_LOCAL_GROUPS || to.low() == LIMITED_BROADCAST
                : to.high() >>> 56 == 0xff && (to.high() >>> 48 & 0xf) <= LINK_LOCAL_SCOPE;
    }

    private static boolean unspecified(IpAddress address) {
        return address.high() == 0 && address.low() == 0;
    }

    /** The broadcast address of the network of an IPv4 address; null where there is none. */
    static IpAddress broadcast(IpAddress in, int length) {
        return in.family() == IpFamily.V4 && length < 31
                ? new IpAddress(IpFamily.V4, 0, in.low() | 0xffff_ffffL >>> length)
                : null;
    }

    /** Whether a MAC address names a group: the first bit on the wire is set (IEEE 802.3). */
    static boolean group(String mac) {
        return Character.digit(mac.charAt(1), 16) % 2 == 1;
    }
}
