package org.overtap.testbed.geni.portal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.web.ClientTls;

/** By which of its two ways a portal is asked: with a token where there is one, else with a certificate. */
public final class PortalAccess {
    /** The family's own portal. */
    public static final String PORTAL = "https://boss.emulab.net:43794";

    private static final String BOSS = "boss.emulab.net:3069";
    private static final String TOKEN = "portal-token";
    private static final String TOKEN_FILE = "token-file";

    /** What the portal's own clients read. */
    private static final String VARIABLE = "PORTAL_TOKEN";

    private static final Duration SHORT = Duration.ofDays(1);

    /** What may be set to reach one. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("portal", "URL", "the portal (default: " + PORTAL + ")"),
            Setting.path(
                    TOKEN_FILE,
                    "FILE",
                    "a file of mode 0600 with your token; PORTAL_TOKEN in the environment is" + " the other way"),
            Setting.secret(TOKEN, "the token that the portal's menu gives you"),
            Setting.text("boss", "HOST:PORT", "the site's XML-RPC server (port 3069 where none is given)"),
            Setting.path("cert", "FILE", "your key and certificate, PEM (usually emulab.pem in ~/.ssl)"),
            Setting.secret("cert-passphrase", "the passphrase of that key"),
            Setting.path("ca", "FILE", "the site's own certificate authority, PEM"));

    private PortalAccess() {}

    /**
     * A portal, asked about that experiment; nothing is sent yet.
     *
     * @param name {@code PROJECT,NAME}
     * @param environment the program's environment
     * @param notes hears that a token is over soon
     * @throws InvalidSettingException if there is neither a token nor a certificate
     * @throws TestbedException if the token is over, or a file cannot be used
     */
    public static Portal open(
            String name, SettingValues settings, Map<String, String> environment, Consumer<String> notes)
            throws TestbedException {
        Optional<Path> ca = settings.path("ca");
        Optional<PortalToken> token = token(settings, environment);
        if (token.isPresent()) {
            requireGood(token.get(), notes);
            Optional<SSLContext> tls = ca.isPresent() ? Optional.of(ClientTls.trusting(ca.get())) : Optional.empty();
            return new RestPortal(new PortalHttp(portal(settings), token.get(), tls, PortalHttp.Pace.DEFAULT), name);
        }
        if (settings.get("cert").isEmpty()) {
            throw new InvalidSettingException("no way to be known to the portal: set " + VARIABLE
                    + " to the token that its menu gives you, or name a file with it by --" + TOKEN_FILE
                    + ", or your certificate by --cert");
        }
        SSLContext tls = ClientTls.context(
                settings.requirePath("cert", "certificate to show to the portal"),
                settings.get("cert-passphrase"),
                settings.requirePath("ca", "certificate authority to check the portal with"));
        return new XmlRpcPortal(
                boss(settings.get("boss").orElse(BOSS)),
                tls,
                name,
                PortalHttp.Pace.DEFAULT.connect(),
                PortalHttp.Pace.DEFAULT.answer());
    }

    private static Optional<PortalToken> token(SettingValues settings, Map<String, String> environment) {
        Optional<Path> file = settings.path(TOKEN_FILE);
        if (file.isPresent()) {
            return file.map(PortalToken::read);
        }
        return settings.get(TOKEN)
                .map(text -> PortalToken.of(text, "the settings"))
                .or(() -> Optional.ofNullable(environment.get(VARIABLE))
                        .filter(text -> !text.isBlank())
                        .map(text -> PortalToken.of(text, VARIABLE)));
    }

    private static void requireGood(PortalToken token, Consumer<String> notes) throws TestbedException {
        Instant now = Instant.now();
        token.requireGood(now);
        token.expires()
                .filter(end -> end.isBefore(now.plus(SHORT)))
                .ifPresent(end -> notes.accept(
                        "warning: the portal token of " + token.source() + " is good until " + end + " only"));
    }

    /** The portal's address. */
    public static URI portal(SettingValues settings) {
        String text = settings.get("portal").orElse(PORTAL);
        try {
            URI uri = URI.create(text);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new InvalidSettingException("'" + text + "' is no portal: write https://HOST or https://HOST:PORT (a"
                + " token is never sent over anything else)");
    }

    private static String boss(String text) {
        if (!text.matches("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?")) {
            throw new InvalidSettingException("'" + text + "' is no XML-RPC server: write HOST or HOST:PORT");
        }
        return text.matches(".*:\\d{1,5}") ? text : text + ":3069";
    }
}
