package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * An address that an interface has, with the length of the prefix that is on its link.
 *
 * @param ip the address
 * @param length the prefix's length; all bits where the link has no other address, or none is known
 */
public record InterfaceAddress(IpAddress ip, int length) {
    private static final int MAPPED_BITS = 96;

    public InterfaceAddress {
        Preconditions.that(
                length >= 0 && length <= ip.family().bits(),
                ip + "/" + length + ": an " + ip.family() + " prefix has at most "
                        + ip.family().bits() + " bits");
    }

    /** The address alone. */
    public static InterfaceAddress alone(IpAddress ip) {
        return new InterfaceAddress(ip, ip.family().bits());
    }

    /**
     * Reads {@code 10.1.2.7/24}, {@code fd00:1::7/64}, or an address alone.
     *
     * @return empty if the text is none of these
     */
    public static Optional<InterfaceAddress> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(InterfaceAddress::alone);
        }
        String bits = text.substring(slash + 1);
        String before = text.substring(0, slash);
        if (!bits.matches("0|[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        return IpAddress.parse(before).flatMap(ip -> {
            boolean mapped = ip.family() == IpFamily.V4 && before.indexOf(':') >= 0;
            int length = Integer.parseInt(bits) - (mapped ? MAPPED_BITS : 0);
            return length < 0 || length > ip.family().bits()
                    ? Optional.empty()
                    : Optional.of(new InterfaceAddress(ip, length));
        });
    }

    /**
     * As {@link #parse}.
     *
     * @throws TopologyException if the text is no address
     */
    @JsonCreator
    public static InterfaceAddress of(String text) {
        return parse(text)
                .orElseThrow(
                        () -> new TopologyException(text + " is no IP address, alone or with its prefix's length"));
    }

    /** The prefix that is on the link. */
    public IpPrefix prefix() {
        return new IpPrefix(ip, length);
    }

    /** {@code 10.1.2.7/24}; the address alone where its prefix has all bits. */
    @Override
    @JsonValue
    public String toString() {
        return length == ip.family().bits() ? ip.toString() : ip + "/" + length;
    }
}
