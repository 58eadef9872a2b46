package org.overtap.testbed.emulab.boss;

import java.security.Security;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.web.ClientTls;

/** TLS with the user's certificate, trusting the site's own authority and nothing else. */
public final class BossTls {
    private static final List<String> SAFE_PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");
    private static final List<String> LEGACY_PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    private static final Pattern LEGACY_BANS =
            Pattern.compile("(?i)\\s*(TLSv1|TLSv1\\.1|TLS_RSA_\\*|SHA1 .*|\\w+_sha1 .*|RSA keySize.*)\\s*");

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
        return ClientTls.context(settings.certificate(), settings.passphrase(), settings.ca());
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
