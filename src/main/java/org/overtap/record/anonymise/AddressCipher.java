package org.overtap.record.anonymise;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/**
 * Replaces the addresses of one family: two that share their first k bits and no more are replaced by two that do, and
 * no two by the same one. It is Crypto-PAn (J. Fan, J. Xu, M. Ammar, S. Moon: Prefix-preserving IP address
 * anonymization, Computer Networks 46, 2004), with the longer input for IPv6: whether a bit is turned tells the first
 * bit of AES of all bits before it. It is not for several threads.
 */
final class AddressCipher {
    private static final int BLOCK = 16;

    private final IpFamily family;
    private final List<KeptPrefix> kept;
    private final Cipher aes;
    private final long padHigh;
    private final long padLow;
    private final byte[] blocks = new byte[IpFamily.V6.bits() * BLOCK];

    /**
     * @param key 16 bytes of an AES key, and 16 of which it makes what fills the input
     * @param kept what stays where it is
     */
    AddressCipher(IpFamily family, byte[] key, List<KeptPrefix> kept) {
        this.family = family;
        this.kept = List.copyOf(kept);
        this.aes = aes(Arrays.copyOf(key, BLOCK));
        byte[] pad = Arrays.copyOfRange(key, BLOCK, 2 * BLOCK);
        encrypt(aes, pad, BLOCK);
        this.padHigh = read(pad, 0);
        this.padLow = read(pad, Long.BYTES);
    }

    static Cipher aes(byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /** Encrypts the first so many bytes in place, block by block. */
    static void encrypt(Cipher cipher, byte[] data, int length) {
        try {
            cipher.update(data, 0, length, data, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address in its place; one of the other family is not for it. */
    IpAddress replace(IpAddress address) {
        boolean v4 = family == IpFamily.V4;
        long high = v4 ? address.low() << Integer.SIZE : address.high();
        long low = v4 ? 0 : address.low();
        int stay = 0;
        for (KeptPrefix prefix : kept) {
            stay = Math.max(stay, prefix.keptOf(high, low));
        }
        int turned = Math.max(0, family.bits() - stay);
        for (int i = 0; i < turned; i++) {
            int before = stay + i;
            write(blocks, i * BLOCK, mixed(high, padHigh, before));
            write(blocks, i * BLOCK + Long.BYTES, mixed(low, padLow, before - Long.SIZE));
        }
        encrypt(aes, blocks, turned * BLOCK);
        for (int i = 0; i < turned; i++) {
            long turn = blocks[i * BLOCK] >>> 7 & 1;
            int bit = stay + i;
            high ^= bit < Long.SIZE ? turn << Long.SIZE - 1 - bit : 0;
            low ^= bit < Long.SIZE ? 0 : turn << 2 * Long.SIZE - 1 - bit;
        }
        return v4 ? new IpAddress(family, 0, high >>> Integer.SIZE) : new IpAddress(family, high, low);
    }

    /** The first so many bits of the one, the others of the other. */
    private static long mixed(long bits, long pad, int before) {
        long mask = before <= 0 ? 0 : before >= Long.SIZE ? -1 : -1L << Long.SIZE - before;
        return bits & mask | pad & ~mask;
    }

    private static long read(byte[] from, int at) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | from[at + i] & 0xff;
        }
        return value;
    }

    private static void write(byte[] to, int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            to[at + i] = (byte) (value >>> Long.SIZE - Byte.SIZE * (i + 1));
        }
    }
}
