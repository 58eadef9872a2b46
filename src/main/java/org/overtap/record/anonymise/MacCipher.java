package org.overtap.record.anonymise;

import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Replaces MAC addresses, no two by the same one. It stays whether one is a group's, and broadcast; who made the card
 * does not. A Feistel network over twice 24 bits (M. Luby, C. Rackoff, 1988) that is walked until the result is of the
 * same sort (J. Black, P. Rogaway: Ciphers with arbitrary finite domains, 2002). It is not for several threads.
 */
final class MacCipher {
    private static final int ROUNDS = 10;
    private static final int BLOCK = 16;
    private static final int HALF = 0xff_ffff;
    private static final long BROADCAST = 0xffff_ffff_ffffL;
    private static final long GROUP = 1L << 40;

    private final Cipher aes;
    private final byte[] block = new byte[BLOCK];

    /** @param key 16 bytes at least */
    MacCipher(byte[] key) {
        aes = AddressCipher.aes(Arrays.copyOf(key, BLOCK));
    }

    /** The address in its place, of 48 bits. */
    long replace(long mac) {
        if (mac == BROADCAST) {
            return mac;
        }
        long next = mac;
        do {
            next = permuted(next);
        } while (next == BROADCAST || ((next ^ mac) & GROUP) != 0);
        return next;
    }

    private long permuted(long mac) {
        int left = (int) (mac >>> 24);
        int right = (int) mac & HALF;
        for (int round = 0; round < ROUNDS; round++) {
            int mixed = left ^ half(round, right);
            left = right;
            right = mixed;
        }
        return (long) left << 24 | right;
    }

    private int half(int round, int bits) {
        Arrays.fill(block, (byte) 0);
        block[0] = (byte) round;
        block[1] = (byte) (bits >>> 16);
        block[2] = (byte) (bits >>> 8);
        block[3] = (byte) bits;
        AddressCipher.encrypt(aes, block, BLOCK);
        return (block[0] & 0xff) << 16 | (block[1] & 0xff) << 8 | block[2] & 0xff;
    }

    /** The number of one that is written with colons; less than 0 if it is none. */
    static long parse(String text) {
        if (!text.matches("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}")) {
            return -1;
        }
        return Long.parseLong(text.replace(":", ""), 16);
    }

    /** Twelve lower-case hex digits with colons. */
    static String text(long mac) {
        return String.format("%012x", mac).replaceAll("(..)(?!$)", "$1:");
    }
}
