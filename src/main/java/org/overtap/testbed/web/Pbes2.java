package org.overtap.testbed.web;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts PKCS#8 keys: PBES1 as the JDK does, and PBES2 (RFC 8018), including the triple DES that
 * {@code openssl rsa -des3} still writes and the JDK's own reader does not know.
 */
final class Pbes2 {
    private static final String PBES2_OID = "2a864886f70d01050d";
    private static final int MOST_ROUNDS = 10_000_000;

    private static final Map<String, String> DIGESTS = Map.of(
            "2a864886f70d0207", "SHA1",
            "2a864886f70d0209", "SHA256",
            "2a864886f70d020a", "SHA384",
            "2a864886f70d020b", "SHA512");

    private static final Map<String, Algorithm> CIPHERS = Map.of(
            "2a864886f70d0307", new Algorithm("DESede", 24),
            "608648016503040102", new Algorithm("AES", 16),
            "608648016503040116", new Algorithm("AES", 24),
            "60864801650304012a", new Algorithm("AES", 32));

    private record Algorithm(String name, int keyBytes) {}

    private Pbes2() {}

    /** The plain PKCS#8 key. */
    static byte[] decrypt(byte[] encrypted, String passphrase) throws GeneralSecurityException {
        Der envelope = Der.parse(encrypted).get(0);
        Der scheme = envelope.child(0);
        if (!hex(scheme.child(0)).equals(PBES2_OID)) {
            return pbes1(encrypted, passphrase);
        }
        Der derivation = scheme.child(1).child(0).child(1);
        Der encryption = scheme.child(1).child(1);
        Algorithm algorithm = known(CIPHERS, hex(encryption.child(0)));
        SecretKeySpec key = new SecretKeySpec(derived(derivation, passphrase, algorithm.keyBytes()), algorithm.name());
        Cipher cipher = Cipher.getInstance(algorithm.name() + "/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                key,
                new IvParameterSpec(encryption.child(1).content()));
        return cipher.doFinal(envelope.child(1).content());
    }

    /** The older scheme with a cipher of its own for each name, which the JDK does know. */
    private static byte[] pbes1(byte[] encrypted, String passphrase) throws GeneralSecurityException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
            SecretKeyFactory factory = SecretKeyFactory.getInstance(info.getAlgName());
            Cipher cipher = Cipher.getInstance(info.getAlgName());
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    factory.generateSecret(new PBEKeySpec(passphrase.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (IOException e) {
            throw new GeneralSecurityException("unsupported encryption of the key", e);
        }
    }

    private static byte[] derived(Der derivation, String passphrase, int bytes) throws GeneralSecurityException {
        int rounds = derivation.child(1).number();
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new GeneralSecurityException("a key derivation of " + rounds + " rounds");
        }
        PBEKeySpec spec =
                new PBEKeySpec(passphrase.toCharArray(), derivation.child(0).content(), rounds, bytes * 8);
        return SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest(derivation.children()))
                .generateSecret(spec)
                .getEncoded();
    }

    private static String digest(List<Der> derivation) throws GeneralSecurityException {
        for (Der element : derivation) {
            if (element.tag() == 0x30) {
                return known(DIGESTS, hex(element.child(0)));
            }
        }
        return "SHA1";
    }

    private static <T> T known(Map<String, T> table, String oid) throws GeneralSecurityException {
        T found = table.get(oid);
        if (found == null) {
            throw new GeneralSecurityException("unsupported algorithm in the key's encryption");
        }
        return found;
    }

    private static String hex(Der element) {
        return HexFormat.of().formatHex(element.content());
    }
}
