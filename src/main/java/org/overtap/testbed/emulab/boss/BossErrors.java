package org.overtap.testbed.emulab.boss;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.web.Durations;

/** Says what a failed call means and what to do about it. */
final class BossErrors {
    private BossErrors() {}

    /** A call that the boss answered with another code than success. */
    static TestbedException refusal(String method, Map<String, ?> arguments, BossReply reply) {
        String subject = arguments.containsKey("exp")
                ? arguments.get("proj") + "/" + arguments.get("exp")
                : arguments.containsKey("node") ? "node " + arguments.get("node") : "";
        String about = subject.isEmpty() ? method : subject + ": " + method;
        String said = reply.output().isBlank() ? "" : " (it says: " + firstLines(reply.output()) + ")";
        return new TestbedException(about + ": " + remedy(reply) + said);
    }

    private static String remedy(BossReply reply) {
        String low = reply.output().toLowerCase(Locale.ROOT);
        if (low.contains("no such experiment") || low.contains("no such project")) {
            return "there is no such experiment: check project and name";
        }
        if (low.contains("not active")) {
            return "the experiment is not swapped in: swap it in and try again";
        }
        return reply.code().meaning();
    }

    /** A call that did not get as far. */
    static String network(IOException e, EmulabSettings settings) {
        if (find(e, UnresolvedAddressException.class) || find(e, UnknownHostException.class)) {
            return "the name " + settings.host() + " is not known here: check the boss's address";
        }
        if (find(e, HttpConnectTimeoutException.class)) {
            return "no connection within " + Durations.text(settings.connect()) + ": check the boss's address and port";
        }
        if (find(e, CertificateException.class) || find(e, SSLException.class)) {
            return tls(e, settings);
        }
        if (find(e, ConnectException.class) || find(e, ClosedChannelException.class)) {
            return "connection refused: is this the boss's address and port (usually 3069)?";
        }
        if (find(e, EOFException.class)
                || text(e).contains("header parser received no bytes")
                || text(e).contains("Connection reset")) {
            return "it ended the connection without an answer: it may not accept the certificate "
                    + settings.certificate();
        }
        return text(e);
    }

    private static String tls(IOException e, EmulabSettings settings) {
        String text = text(e);
        if (find(e, CertificateExpiredException.class)) {
            return "the boss's certificate has expired: tell the testbed's staff, and check this machine's clock";
        }
        if (find(e, CertificateNotYetValidException.class)) {
            return "the boss's certificate is not valid yet: check this machine's clock";
        }
        if (text.contains("subject alternative") || text.contains("No name matching")) {
            return "the boss's certificate is not for " + settings.host()
                    + ": use the name that the testbed gives its boss (" + text + ")";
        }
        if (text.contains("path building failed")
                || text.contains("Path does not chain")
                || text.contains("signature check failed")) {
            return "the boss's certificate is not signed by the authority in " + settings.ca()
                    + ": use the testbed's own CA file";
        }
        if (text.contains("protocol_version") || text.contains("No appropriate protocol")) {
            return "the boss speaks no TLS version that is safe today: allow legacy TLS if you trust the network";
        }
        if (text.contains("terminated the handshake")) {
            return "it broke off the TLS handshake: if the site is old, allow legacy TLS; otherwise check address, port"
                    + " and certificate";
        }
        if (text.contains("fatal alert") || text.contains("certificate_required")) {
            return "the boss does not accept the certificate " + settings.certificate() + " (" + text
                    + "): fetch a new one from the testbed";
        }
        return "TLS failed: " + text;
    }

    private static boolean find(Throwable error, Class<? extends Throwable> type) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** The messages of the error and its causes, without repetitions. */
    private static String text(Throwable error) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = error; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (message != null && all.indexOf(message) < 0) {
                all.append(all.isEmpty() ? "" : "; ").append(message);
            }
        }
        return all.isEmpty() ? error.getClass().getSimpleName() : all.toString();
    }

    private static String firstLines(String output) {
        String text = String.join(" / ", output.strip().lines().limit(5).toList());
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
