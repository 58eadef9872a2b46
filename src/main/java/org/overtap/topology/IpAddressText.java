package org.overtap.topology;

import java.util.Optional;

/** How addresses are read and written (RFC 4291 2.2, RFC 5952). */
final class IpAddressText {
    private static final int GROUPS = 8;

    private IpAddressText() {}

    static Optional<Long> v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long address = 0;
        for (String part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return Optional.of(address);
    }

    /** The two halves, 64 bits each. */
    static Optional<long[]> v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(all -> all.length == GROUPS).map(IpAddressText::halves);
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
