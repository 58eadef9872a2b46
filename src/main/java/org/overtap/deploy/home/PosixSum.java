package org.overtap.deploy.home;

/**
 * The sum that POSIX {@code cksum} prints: a CRC of polynomial 0x04C11DB7, most significant bit first, over the bytes
 * and then over their number. Every node has that program, and it costs a node a tenth of what a cryptographic sum
 * does. Eight bytes are taken at a time (slicing-by-8: Kounavis and Berry, "A systematic approach to building high
 * performance software-based CRC generators", 2005).
 */
final class PosixSum {
    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int SLICES = 8;
    private static final int[][] TABLES = tables();

    private int crc;
    private long length;

    private static int[][] tables() {
        int[][] tables = new int[SLICES][256];
        for (int value = 0; value < 256; value++) {
            int crc = value << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
            }
            tables[0][value] = crc;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int value = 0; value < 256; value++) {
                int before = tables[slice - 1][value];
                tables[slice][value] = before << 8 ^ tables[0][before >>> 24];
            }
        }
        return tables;
    }

    /** Takes in more bytes. */
    void update(byte[] bytes, int from, int count) {
        int at = from;
        int end = from + count;
        int sum = crc;
        for (; at + SLICES <= end; at += SLICES) {
            int head = sum ^ (word(bytes, at));
            int tail = word(bytes, at + 4);
            sum = TABLES[7][head >>> 24]
                    ^ TABLES[6][head >>> 16 & 0xff]
                    ^ TABLES[5][head >>> 8 & 0xff]
                    ^ TABLES[4][head & 0xff]
                    ^ TABLES[3][tail >>> 24]
                    ^ TABLES[2][tail >>> 16 & 0xff]
                    ^ TABLES[1][tail >>> 8 & 0xff]
                    ^ TABLES[0][tail & 0xff];
        }
        for (; at < end; at++) {
            sum = next(sum, bytes[at]);
        }
        crc = sum;
        length += count;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    private static int next(int sum, int value) {
        return sum << 8 ^ TABLES[0][sum >>> 24 ^ value & 0xff];
    }

    /** The sum of all bytes so far. */
    long value() {
        int sum = crc;
        for (long left = length; left != 0; left >>>= 8) {
            sum = next(sum, (int) left);
        }
        return ~sum & 0xffffffffL;
    }
}
