package org.overtap.testbed.emulab.boss;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.overtap.testbed.TestbedException;

/** TLS with the user's certificate, trusting the site's own authority and nothing else. */
public final class BossTls {
    private static final List<String> SAFE_PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");
    private static final List<String> LEGACY_PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    private static final Pattern LEGACY_BANS =
            Pattern.compile("(?i)\\s*(TLSv1|TLSv1\\.1|TLS_RSA_\\*|SHA1 .*|\\w+_sha1 .*|RSA keySize.*)\\s*");
    private static final char[] IN_MEMORY = "memory".toCharArray();

    private BossTls() {}

    /** The versions to speak; said in any case, because lifting the bans once lifts them for the whole JVM. */
    static List<String> protocols(EmulabSettings settings) {
        return settings.legacyTls() ? LEGACY_PROTOCOLS : SAFE_PROTOCOLS;
    }

    public static SSLContext context(EmulabSettings settings) throws TestbedException {
        if (settings.legacyTls()) {
            liftBans("jdk.tls.disabledAlgorithms");
            liftBans("jdk.certpath.disabledAlgorithms");
        }
        PemFile user = PemFile.read(settings.certificate());
        List<X509Certificate> authorities = PemFile.read(settings.ca()).certificates();
        checkValid(user.certificates().get(0), settings.certificate());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity(user.key(settings.passphrase()), user.certificates()), IN_MEMORY);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(authorities(authorities));
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TestbedException(
                    "cannot use the certificate " + settings.certificate() + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore identity(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, IN_MEMORY);
        store.setKeyEntry("user", key, IN_MEMORY, chain.toArray(Certificate[]::new));
        return store;
    }

    private static KeyStore authorities(List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, IN_MEMORY);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca" + i, certificates.get(i));
        }
        return store;
    }

    private static void checkValid(X509Certificate certificate, Path file) throws TestbedException {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new TestbedException(
                    "your certificate " + file + " expired on "
                            + certificate.getNotAfter().toInstant() + ": fetch a new one from the testbed",
                    e);
        } catch (GeneralSecurityException e) {
            throw new TestbedException(
                    "your certificate " + file + " is not valid before "
                            + certificate.getNotBefore().toInstant() + ": check this machine's clock",
                    e);
        }
    }

    /** Works only before the JVM's first TLS connection, which is when the property is read. */
    private static void liftBans(String property) {
        String bans = Security.getProperty(property);
        if (bans != null) {
            List<String> kept = List.of(bans.split(",")).stream()
                    .filter(ban -> !LEGACY_BANS.matcher(ban).matches())
                    .toList();
            Security.setProperty(property, String.join(",", kept));
        }
    }
}
