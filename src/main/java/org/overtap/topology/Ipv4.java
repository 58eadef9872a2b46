package org.overtap.topology;

import java.util.Optional;
import java.util.OptionalLong;

/** IPv4 addresses as numbers. */
final class Ipv4 {
    private Ipv4() {}

    /** The addresses that share their first {@code length} bits with {@code base}. */
    record Prefix(long base, int length) {
        boolean contains(long address) {
            return mask(address, length) == base;
        }
    }

    /** {@code 10.1.2.0/24}; a bare address is a prefix of 32 bits. */
    static Optional<Prefix> prefix(String text) {
        int slash = text.indexOf('/');
        OptionalLong base = parse(slash < 0 ? text : text.substring(0, slash));
        String bits = slash < 0 ? "32" : text.substring(slash + 1);
        if (base.isEmpty() || !bits.matches("[0-9]|[12][0-9]|3[0-2]")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(bits);
        return Optional.of(new Prefix(mask(base.getAsLong(), length), length));
    }

    /** An address without a prefix length. */
    static Optional<Long> address(String text) {
        OptionalLong parsed = parse(text);
        return parsed.isPresent() ? Optional.of(parsed.getAsLong()) : Optional.empty();
    }

    static long mask(long address, int length) {
        return length == 0 ? 0 : address >>> (32 - length) << (32 - length);
    }

    private static OptionalLong parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return OptionalLong.empty();
        }
        long address = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return OptionalLong.empty();
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return OptionalLong.of(address);
    }
}
