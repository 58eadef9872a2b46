package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * The addresses of one family that share their first bits.
 *
 * @param base the first of them; bits after {@code length} are cleared
 * @param length how many bits they share
 */
public record IpPrefix(IpAddress base, int length) {
    public IpPrefix {
        Preconditions.that(
                length >= 0 && length <= base.family().bits(),
                base + "/" + length + " is no prefix: " + base.family() + " has "
                        + base.family().bits() + " bits");
        base = base.masked(length);
    }

    /** Every address of the family: what a default route goes to. */
    public static IpPrefix all(IpFamily family) {
        return new IpPrefix(new IpAddress(family, 0, 0), 0);
    }

    /**
     * Reads {@code 10.1.2.0/24} or {@code fd00:1::/64}; an address alone is a prefix of all its bits.
     *
     * @return empty if the text is no prefix
     */
    public static Optional<IpPrefix> parse(String text) {
        return InterfaceAddress.parse(text).map(InterfaceAddress::prefix);
    }

    /**
     * As {@link #parse}.
     *
     * @throws TopologyException if the text is no prefix
     */
    @JsonCreator
    public static IpPrefix of(String text) {
        return parse(text).orElseThrow(() -> new TopologyException(text + " is no IP prefix"));
    }

    /** Whether the address is one of them; none of the other family is. */
    public boolean contains(IpAddress address) {
        return address.family() == base.family() && address.masked(length).equals(base);
    }

    @Override
    @JsonValue
    public String toString() {
        return base + "/" + length;
    }
}
