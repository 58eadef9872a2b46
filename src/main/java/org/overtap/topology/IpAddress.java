package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * An IP address of either family. Equal addresses are equal values however they were written; IPv4 sorts before IPv6,
 * then by number.
 *
 * <p>An IPv4-mapped address ({@code ::ffff:10.0.0.1}, RFC 4291 2.5.5.2) names an IPv4 host, and is that IPv4 address
 * here: a socket for both families tells of one host in the one form, a socket for IPv4 in the other. A zone
 * ({@code fe80::1%eth0}) is no part of an address: it names an interface of whoever wrote it, and is refused.
 *
 * @param family its family
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits; for IPv4 all 32, unsigned
 */
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {
    private static final long V4_MASK = 0xffff_ffffL;

    public IpAddress {
        if (family == IpFamily.V6 && high == 0 && low >>> 32 == 0xffff) {
            family = IpFamily.V4;
            low = low & V4_MASK;
        }
        Preconditions.that(
                family == IpFamily.V6 || high == 0 && low >>> 32 == 0, "an IPv4 address has 32 bits, this has more");
    }

    /**
     * Reads the text form: four decimal numbers without leading zeros (a leading zero means octal to some readers), or
     * RFC 4291 2.2. Never asks a name server.
     *
     * @return empty if the text is no address, or has a zone or a prefix length
     */
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0
                ? IpAddressText.v4(text).map(low -> new IpAddress(IpFamily.V4, 0, low))
                : IpAddressText.v6(text).map(halves -> new IpAddress(IpFamily.V6, halves[0], halves[1]));
    }

    /**
     * As {@link #parse}.
     *
     * @throws TopologyException if the text is no address
     */
    @JsonCreator
    public static IpAddress of(String text) {
        return parse(text)
                .orElseThrow(() -> new TopologyException(
                        text + " is no IP address" + (text.indexOf('%') < 0 ? "" : ": leave its zone out")));
    }

    /** Whether it means something on one link only (169.254.0.0/16, fe80::/10). */
    public boolean isLinkLocal() {
        return family == IpFamily.V4 ? low >>> 16 == 0xa9fe : high >>> 54 == 0xfe80 >>> 6;
    }

    /** Whether it is the host's own (127.0.0.0/8, ::1). */
    public boolean isLoopback() {
        return family == IpFamily.V4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /**
     * The form in which an address stands before a port: {@code 10.0.0.1:9995}, {@code [fd00::1]:9995} (RFC 3986
     * 3.2.2). A host that is no address stands as it is.
     */
    public static String withPort(String host, int port) {
        boolean v6 = parse(host).map(a -> a.family == IpFamily.V6).orElse(false);
        return (v6 ? "[" + host + "]" : host) + ":" + port;
    }

    /** The address with every bit after the first {@code length} cleared. */
    IpAddress masked(int length) {
        if (family == IpFamily.V4) {
            return new IpAddress(family, 0, low & upperBits(length + 32));
        }
        return new IpAddress(family, high & upperBits(length), low & upperBits(length - 64));
    }

    /** 64 bits of which the first so many are set. */
    private static long upperBits(int length) {
        return length <= 0 ? 0 : length >= 64 ? -1 : -1L << (64 - length);
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        int byHigh = byFamily != 0 ? byFamily : Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical text: dotted decimal, or RFC 5952. */
    @Override
    @JsonValue
    public String toString() {
        return family == IpFamily.V4 ? IpAddressText.v4(low) : IpAddressText.v6(high, low);
    }
}
