package org.overtap.record.anonymise;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret by which addresses and names are replaced. The same key gives the same replacements, so that datasets of one
 * experiment can be joined; whoever has it can find out what was replaced.
 */
public final class AnonymisationKey {
    /** Fewer bytes are no key. */
    public static final int LEAST_BYTES = 32;

    private static final String PRF = "HmacSHA256";
    private static final int PRF_BYTES = 32;

    private final byte[] secret;

    private AnonymisationKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * The key of these bytes.
     *
     * @throws IllegalArgumentException if they are too few, or all the same
     */
    public static AnonymisationKey of(byte[] bytes) {
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "it has " + bytes.length + " bytes, and a key has at least " + LEAST_BYTES + ", drawn at random");
        }
        boolean plain = true;
        for (byte b : bytes) {
            plain &= b == bytes[0];
        }
        if (plain) {
            throw new IllegalArgumentException("all its bytes are the same: a key is drawn at random");
        }
        return new AnonymisationKey(bytes.clone());
    }

    /** A key of 32 bytes for one purpose, which tells nothing of those for others (HMAC as in RFC 5869, expand). */
    byte[] forPurpose(String purpose) {
        return Arrays.copyOf(keyed(purpose, "\u0001"), PRF_BYTES);
    }

    /** A number by which names of a kind are put into an order that tells nothing of theirs. */
    long rank(String kind, String name) {
        byte[] hash = keyed("rank " + kind + "\0", name);
        long rank = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            rank = rank << Byte.SIZE | hash[i] & 0xff;
        }
        return rank;
    }

    private byte[] keyed(String... parts) {
        try {
            Mac mac = Mac.getInstance(PRF);
            mac.init(new SecretKeySpec(secret, PRF));
            for (String part : parts) {
                mac.update(part.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + PRF, e);
        }
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "a key of " + secret.length + " bytes";
    }
}
