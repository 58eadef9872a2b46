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
                ? Text.v4(text).map(low -> new IpAddress(IpFamily.V4, 0, low))
                : Text.v6(text).map(halves -> new IpAddress(IpFamily.V6, halves[0], halves[1]));
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
        return family == IpFamily.V4 ? Text.v4(low) : Text.v6(high, low);
    }

    /** How addresses are read and written (RFC 4291 2.2, RFC 5952). */
    private static final class Text {
        private static final int GROUPS = 8;

        private Text() {}

        static Optional<Long> v4(String text) {
            long address = 0;
            int start = 0;
            for (int part = 0; part < 4; part++) {
                int dot = part == 3 ? text.length() : text.indexOf('.', start);
                int number = dot < 0 ? -1 : octet(text, start, dot);
                if (number < 0) {
                    return Optional.empty();
                }
                address = address << 8 | number;
                start = dot + 1;
            }
            return Optional.of(address);
        }

        /** A number up to 255 without leading zeros; -1 if it is none. */
        private static int octet(String text, int from, int to) {
            boolean canonical = to - from == 1 || to - from <= 3 && to > from && text.charAt(from) != '0';
            int number = canonical ? 0 : -1;
            for (int i = from; i < to && number >= 0; i++) {
                int digit = text.charAt(i) - '0';
                number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
            }
            return number > 255 ? -1 : number;
        }

        /** The two halves, 64 bits each. */
        static Optional<long[]> v6(String text) {
            int gap = text.indexOf("::");
            if (gap < 0) {
                return groups(text, true).filter(all -> all.length == GROUPS).map(Text::halves);
            }
            Optional<int[]> before = groups(text.substring(0, gap), false);
            Optional<int[]> after = groups(text.substring(gap + 2), true);
            if (before.isEmpty() || after.isEmpty() || before.get().length + after.get().length >= GROUPS) {
                return Optional.empty();
            }
            int[] all = new int[GROUPS];
            System.arraycopy(before.get(), 0, all, 0, before.get().length);
            System.arraycopy(after.get(), 0, all, GROUPS - after.get().length, after.get().length);
            return Optional.of(halves(all));
        }

        /** Groups of 16 bits between single colons; at the very end of an address two of them may be dotted decimal. */
        private static Optional<int[]> groups(String text, boolean atEnd) {
            if (text.isEmpty()) {
                return Optional.of(new int[0]);
            }
            String[] words = text.split(":", -1);
            String last = words[words.length - 1];
            Optional<Long> dotted = atEnd && last.indexOf('.') >= 0 ? v4(last) : Optional.empty();
            int plain = dotted.isPresent() ? words.length - 1 : words.length;
            int[] groups = new int[dotted.isPresent() ? plain + 2 : plain];
            for (int i = 0; i < plain; i++) {
                if (!words[i].matches("[0-9A-Fa-f]{1,4}")) {
                    return Optional.empty();
                }
                groups[i] = Integer.parseInt(words[i], 16);
            }
            if (dotted.isPresent()) {
                groups[plain] = (int) (dotted.get() >>> 16);
                groups[plain + 1] = (int) (dotted.get() & 0xffff);
            }
            return Optional.of(groups);
        }

        private static long[] halves(int[] groups) {
            long[] halves = new long[2];
            for (int i = 0; i < GROUPS; i++) {
                halves[i / 4] = halves[i / 4] << 16 | groups[i];
            }
            return halves;
        }

        static String v4(long low) {
            return (low >>> 24) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff);
        }

        /** Lower case, no leading zeros, the first of the longest runs of two or more zero groups as {@code ::}. */
        static String v6(long high, long low) {
            int[] groups = new int[GROUPS];
            for (int i = 0; i < GROUPS; i++) {
                groups[i] = (int) ((i < 4 ? high : low) >>> 48 - i % 4 * 16 & 0xffff);
            }
            int start = 0;
            int length = 1;
            for (int i = 0; i < GROUPS; i++) {
                int end = i;
                while (end < GROUPS && groups[end] == 0) {
                    end++;
                }
                if (end - i > length) {
                    start = i;
                    length = end - i;
                }
            }
            return length < 2
                    ? joined(groups, 0, GROUPS)
                    : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
        }

        private static String joined(int[] groups, int from, int to) {
            StringBuilder text = new StringBuilder();
            for (int i = from; i < to; i++) {
                text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
            }
            return text.toString();
        }
    }
}
