package org.overtap.testbed.geni.rspec;

import java.util.OptionalInt;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** Netmasks, {@code 255.255.255.0} or the number of its bits. */
final class Netmasks {
    private static final int IPV4_BITS = 32;

    private Netmasks() {}

    /** The prefix's length; empty if it is none of that family. */
    static OptionalInt length(String mask, IpFamily family) {
        if (mask.matches("\\d{1,3}")) {
            int length = Integer.parseInt(mask);
            return length <= family.bits() ? OptionalInt.of(length) : OptionalInt.empty();
        }
        if (family != IpFamily.V4 || IpAddress.parse(mask).isEmpty() || !mask.matches("[\\d.]+")) {
            return OptionalInt.empty();
        }
        int bits = 0;
        for (String part : mask.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(part);
        }
        int length = Integer.bitCount(bits);
        boolean contiguous = length == 0 || bits == -1 << IPV4_BITS - length;
        return contiguous ? OptionalInt.of(length) : OptionalInt.empty();
    }
}
