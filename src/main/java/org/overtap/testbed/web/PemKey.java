package org.overtap.testbed.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.overtap.testbed.TestbedException;

/**
 * Opens a private key in any of the forms that testbeds and OpenSSL have written over the years: PKCS#8, plain or
 * encrypted, and the older PKCS#1, plain or encrypted with a DEK-Info header.
 */
final class PemKey {
    private static final String RSA_OID = "06092a864886f70d0101010500";

    private PemKey() {}

    static PrivateKey open(PemBlock block, Optional<String> passphrase, Path path) throws TestbedException {
        boolean locked =
                block.label().startsWith("ENCRYPTED") || block.headers().containsKey("DEK-Info");
        if (locked && passphrase.isEmpty()) {
            throw new TestbedException(path + ": its key is protected by a passphrase: give it");
        }
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> pkcs8(block.der());
                case "ENCRYPTED PRIVATE KEY" -> pkcs8(Pbes2.decrypt(block.der(), passphrase.orElseThrow()));
                case "RSA PRIVATE KEY" -> pkcs8(wrapped(locked ? decrypted(block, passphrase.get()) : block.der()));
                default ->
                    throw new TestbedException(path + ": a key of the form \"" + block.label()
                            + "\" is not supported: convert it with" + " openssl pkcs8 -topk8 -nodes");
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TestbedException(
                    path + ": "
                            + (locked
                                    ? "the passphrase does not open its key"
                                    : "its key is damaged (" + e.getMessage() + ")"),
                    e);
        }
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        InvalidKeySpecException last = null;
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                last = last == null ? e : last;
            }
        }
        throw last;
    }

    /** PKCS#1 put into the PKCS#8 envelope that Java reads. */
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] algorithm = Der.wrap(0x30, HexFormat.of().parseHex(RSA_OID));
        byte[] version = {2, 1, 0};
        return Der.wrap(0x30, Der.join(version, algorithm, Der.wrap(0x04, pkcs1)));
    }

    /** OpenSSL's traditional encryption: one round of MD5 over passphrase and salt makes the key. */
    private static byte[] decrypted(PemBlock block, String passphrase) throws GeneralSecurityException {
        String[] info = block.headers().get("DEK-Info").split(",");
        byte[] iv = HexFormat.of().parseHex(info[info.length - 1].strip());
        String name = info[0].strip();
        boolean des = name.equals("DES-EDE3-CBC");
        if (!des && !name.matches("AES-(128|192|256)-CBC")) {
            throw new IllegalArgumentException("unsupported cipher " + name);
        }
        int length = des ? 24 : Integer.parseInt(name.substring(4, 7)) / 8;
        byte[] key = derived(passphrase.getBytes(StandardCharsets.UTF_8), Arrays.copyOf(iv, 8), length);
        Cipher cipher = Cipher.getInstance(des ? "DESede/CBC/PKCS5Padding" : "AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, des ? "DESede" : "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(block.der());
    }

    private static byte[] derived(byte[] passphrase, byte[] salt, int length) throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] key = new byte[0];
        byte[] last = new byte[0];
        while (key.length < length) {
            md5.update(last);
            md5.update(passphrase);
            last = md5.digest(salt);
            key = Der.join(key, last);
        }
        return Arrays.copyOf(key, length);
    }
}
