package org.overtap.record.reader;

/** What readers need to know of IP protocols (IANA, "Protocol Numbers"). */
final class IpProtocols {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int DCCP = 33;
    static final int ICMP6 = 58;
    static final int SCTP = 132;
    static final int UDP_LITE = 136;

    private IpProtocols() {}

    /** Whether it begins with two ports of 16 bits. */
    static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == DCCP || protocol == SCTP || protocol == UDP_LITE;
    }

    /** Whether it begins with a type and a code. */
    static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMP6;
    }
}
