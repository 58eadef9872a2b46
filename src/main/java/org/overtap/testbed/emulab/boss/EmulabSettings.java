package org.overtap.testbed.emulab.boss;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a site's boss.
 *
 * @param host its name, as in its certificate
 * @param port usually 3069
 * @param certificate the user's key and certificate in one PEM file ({@code ~/.ssl/emulab.pem})
 * @param passphrase for the key, if it is encrypted
 * @param ca the site's own certificate authority, PEM
 * @param legacyTls whether TLS 1.0 and 1.1 are allowed, for sites of ten years ago; changes the whole JVM
 * @param connect time to connect
 * @param call time for one call to answer completely; calls that wait for a swap are given theirs on top
 * @param allowPartial whether a shaper that does not answer is a finding instead of an error
 */
public record EmulabSettings(
        String host,
        int port,
        Path certificate,
        Optional<String> passphrase,
        Path ca,
        boolean legacyTls,
        Duration connect,
        Duration call,
        boolean allowPartial) {
    public static final int USUAL_PORT = 3069;

    /** TLS 1.2 and up, 15 s to connect, 2 min for a call, no partial topology. */
    public static EmulabSettings of(String boss, Path certificate, Path ca) {
        int colon = boss.lastIndexOf(':');
        boolean hasPort = colon > 0 && boss.substring(colon + 1).matches("\\d{1,5}");
        return new EmulabSettings(
                hasPort ? boss.substring(0, colon) : boss,
                hasPort ? Integer.parseInt(boss.substring(colon + 1)) : USUAL_PORT,
                certificate,
                Optional.empty(),
                ca,
                false,
                Duration.ofSeconds(15),
                Duration.ofMinutes(2),
                false);
    }

    public EmulabSettings withPassphrase(String secret) {
        return new EmulabSettings(
                host, port, certificate, Optional.of(secret), ca, legacyTls, connect, call, allowPartial);
    }

    public EmulabSettings withLegacyTls(boolean allowed) {
        return new EmulabSettings(host, port, certificate, passphrase, ca, allowed, connect, call, allowPartial);
    }

    public EmulabSettings withTimes(Duration toConnect, Duration toAnswer) {
        return new EmulabSettings(
                host, port, certificate, passphrase, ca, legacyTls, toConnect, toAnswer, allowPartial);
    }

    public EmulabSettings withAllowPartial(boolean allowed) {
        return new EmulabSettings(host, port, certificate, passphrase, ca, legacyTls, connect, call, allowed);
    }

    /** {@code host:port}, for messages. */
    public String boss() {
        return host + ":" + port;
    }

    /** Leaves the passphrase out. */
    @Override
    public String toString() {
        return "EmulabSettings[boss=" + boss() + ", certificate=" + certificate + ", ca=" + ca + "]";
    }
}
