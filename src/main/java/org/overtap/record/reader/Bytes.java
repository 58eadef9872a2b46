package org.overtap.record.reader;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time: most of what a program prints in columns is blanks. */
final class Bytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = ONES << 7;
    private static final long BLANKS = ONES * ' ';

    private Bytes() {}

    /** Where the byte is first met; {@code to} if it is not there. */
    static int find(byte[] bytes, int from, int to, byte wanted) {
        long pattern = ONES * wanted;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            // A byte that equals the wanted one becomes 0, and only the lowest mark needs to be right (Warren, Hacker's
            // Delight, 6-1).
            long differing = eight(bytes, at) ^ pattern;
            long marks = differing - ONES & ~differing & TOPS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The first that is no blank; {@code to} if all are. */
    static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            long differing = eight(bytes, at) ^ BLANKS;
            if (differing != 0) {
                return at + (Long.numberOfTrailingZeros(differing) >>> 3);
            }
            at += 8;
        }
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    static int hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = (hash ^ eight(bytes, at)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        hash = (hash ^ rest) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (hash >>> 32);
    }

    private static long eight(byte[] bytes, int at) {
        return (long) EIGHT.get(bytes, at);
    }
}
