package org.overtap.testbed.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.overtap.testbed.TestbedException;

/** TLS to a testbed's server: who it is believed to be, and who the user is. */
public final class ClientTls {
    private static final char[] IN_MEMORY = "memory".toCharArray();

    private ClientTls() {}

    /** Shows the user's certificate, and trusts the site's own authority and nothing else. */
    public static SSLContext context(Path certificate, Optional<String> passphrase, Path ca) throws TestbedException {
        PemFile user = PemFile.read(certificate);
        List<X509Certificate> authorities = PemFile.read(ca).certificates();
        checkValid(user.certificates().get(0), certificate);
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity(user.key(passphrase), user.certificates()), IN_MEMORY);
            return context(keys.getKeyManagers(), authorities);
        } catch (GeneralSecurityException | IOException e) {
            throw new TestbedException("cannot use the certificate " + certificate + ": " + e.getMessage(), e);
        }
    }

    /** Shows nothing, and trusts the site's own authority and nothing else. */
    public static SSLContext trusting(Path ca) throws TestbedException {
        try {
            return context(new KeyManager[0], PemFile.read(ca).certificates());
        } catch (GeneralSecurityException | IOException e) {
            throw new TestbedException("cannot use the certificate authority " + ca + ": " + e.getMessage(), e);
        }
    }

    private static SSLContext context(KeyManager[] keys, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store(authorities));
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore identity(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, IN_MEMORY);
        store.setKeyEntry("user", key, IN_MEMORY, chain.toArray(Certificate[]::new));
        return store;
    }

    private static KeyStore store(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
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
}
