package org.overtap.testbed.emulab;

import java.util.Optional;

/** Turns a dotted netmask into a prefix length. */
final class Netmask {
    private Netmask() {}

    /** The length, if the text is a contiguous mask. */
    static Optional<Integer> prefix(String mask) {
        if (!mask.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        int bits = 0;
        for (String part : mask.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(part) & 0xff;
        }
        int length = Integer.bitCount(bits);
        int contiguous = length == 0 ? 0 : -1 << (32 - length);
        return bits == contiguous ? Optional.of(length) : Optional.empty();
    }

    /** {@code address/length}; the address alone where the mask makes no sense. */
    static String cidr(String address, String mask) {
        return prefix(mask).map(length -> address + "/" + length).orElse(address);
    }
}
