package org.overtap.shell.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public host key.
 *
 * @param type its name in the protocol, {@code ssh-rsa}
 * @param base64 the key itself
 */
public record HostKeyLine(String type, String base64) {
    /** Reads {@code type base64 comment}, or the base64 alone. */
    public static HostKeyLine parse(String text) {
        String blob = Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> word.startsWith("AAAA"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no SSH public key: " + abridged(text)));
        return of(Base64.getDecoder().decode(blob));
    }

    /** The key in its wire form, which starts with its own type. */
    static HostKeyLine of(byte[] blob) {
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        int length = blob.length < 4 ? -1 : buffer.getInt();
        if (length < 1 || length > Math.min(64, buffer.remaining())) {
            throw new IllegalArgumentException("no SSH public key: its type is unreadable");
        }
        byte[] name = new byte[length];
        buffer.get(name);
        String type = new String(name, StandardCharsets.US_ASCII);
        return new HostKeyLine(type, Base64.getEncoder().encodeToString(blob));
    }

    byte[] blob() {
        return Base64.getDecoder().decode(base64);
    }

    /** As OpenSSH prints it: {@code SHA256:} and the hash in base64 without padding. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The signature algorithms with which a server may prove this type. */
    String algorithms() {
        return type.equals("ssh-rsa") ? "rsa-sha2-512,rsa-sha2-256,ssh-rsa" : type;
    }

    private static String abridged(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
