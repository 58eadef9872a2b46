package org.overtap.testbed;

import java.nio.charset.StandardCharsets;

/** What POSIX {@code cksum} makes of a text, bit by bit as its specification has it. */
final class PosixCksum {
    private PosixCksum() {}

    static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int crc = 0;
        for (byte value : bytes) {
            crc = shifted(crc ^ value << 24);
        }
        for (int length = bytes.length; length != 0; length >>>= 8) {
            crc = shifted(crc ^ length << 24);
        }
        return ~crc & 0xffffffffL;
    }

    private static int shifted(int crc) {
        int value = crc;
        for (int bit = 0; bit < 8; bit++) {
            value = value < 0 ? value << 1 ^ 0x04c11db7 : value << 1;
        }
        return value;
    }
}
