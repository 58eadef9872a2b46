package org.overtap.testbed.geni.portal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Says why a server could not be asked, and what to do about it. */
final class PortalErrors {
    private PortalErrors() {}

    /** @param option which option names the server */
    static String network(Throwable error, String option) {
        if (has(error, UnresolvedAddressException.class) || has(error, UnknownHostException.class)) {
            return "its name is not known here: check " + option + ", and that this machine has a network";
        }
        if (has(error, HttpConnectTimeoutException.class)) {
            return "no connection in time: check " + option + ", and whether its port is open from here";
        }
        if (has(error, CertificateException.class) || has(error, SSLException.class)) {
            return "TLS failed (" + text(error) + "): if its certificate is of the site's own authority, name that with"
                    + " --ca";
        }
        if (has(error, ConnectException.class)) {
            return "connection refused: check " + option;
        }
        return text(error);
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String text(Throwable error) {
        String last = error.getClass().getSimpleName();
        for (Throwable t = error; t != null; t = t.getCause()) {
            last = t.getMessage() == null ? last : t.getMessage();
        }
        return last;
    }
}
