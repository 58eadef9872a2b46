package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.web.Durations;
import org.overtap.testbed.web.LimitedBodySubscriber;
import org.overtap.topology.file.JsonDocument;

/**
 * Asks the portal's REST interface. Clients differ in whether its paths begin with {@code /portal/api}: the first that is
 * known is kept. Redirections are followed within the portal only, for the token goes along.
 */
final class PortalHttp {
    private static final List<String> BASES = List.of("", "/portal/api");
    private static final long LARGEST = 64L << 20;
    private static final int MOST_REDIRECTIONS = 3;
    private static final int TRIES = 4;
    private static final int TEXT_SHOWN = 400;

    private final URI portal;
    private final PortalToken token;
    private final HttpClient http;
    private final Pace pace;
    private String base;

    /**
     * How patient it is.
     *
     * @param connect time to connect
     * @param answer time for an answer to come completely
     * @param pause before the second try of what may pass; each further one waits twice as long
     */
    record Pace(Duration connect, Duration answer, Duration pause) {
        static final Pace DEFAULT = new Pace(Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofMillis(500));
    }

    PortalHttp(URI portal, PortalToken token, Optional<SSLContext> tls, Pace pace) {
        this.portal = portal;
        this.token = token;
        this.pace = pace;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(pace.connect());
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** Asks for something; {@code elaborate} has it told with all its parts. */
    PortalReply get(String path, boolean elaborate) throws TestbedException {
        return ask("GET", path, "", elaborate);
    }

    /** Sends a document. */
    PortalReply send(String method, String path, JsonNode document) throws TestbedException {
        return ask(method, path, document.toString(), false);
    }

    private PortalReply ask(String method, String path, String body, boolean elaborate) throws TestbedException {
        token.requireGood(Instant.now());
        if (base != null) {
            return patient(method, base + path, body, elaborate);
        }
        PortalReply reply = null;
        for (String candidate : BASES) {
            reply = patient(method, candidate + path, body, elaborate);
            // What knows the path says in a document which experiment it does not find.
            if (reply.status() != 404 || reply.knowsNoExperiment()) {
                base = candidate;
                return reply;
            }
        }
        return reply;
    }

    /** Tries again what may pass: a server that stumbles, and a session of the same token that is in its way. */
    private PortalReply patient(String method, String path, String body, boolean elaborate) throws TestbedException {
        Duration pause = pace.pause();
        for (int tries = 1; ; tries++) {
            PortalReply reply = followed(method, path, body, elaborate);
            boolean stumbles = reply.status() >= 502 && reply.status() <= 504 && method.equals("GET");
            boolean session = reply.status() == 401 && reply.complaint().contains("No such user");
            if (!(stumbles || session) || tries == TRIES) {
                return known(path, reply);
            }
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static void pause(Duration length) throws TestbedException {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while asking the portal", e);
        }
    }

    private PortalReply known(String path, PortalReply reply) throws TestbedException {
        if (reply.status() == 401) {
            throw new TestbedException("the portal " + portal + " does not accept the token of " + token.source()
                    + " (401" + said(reply) + "): fetch a new one from the portal's menu");
        }
        if (reply.status() == 403) {
            throw new TestbedException("the portal " + portal + " does not let who has the token of " + token.source()
                    + " do this (403" + said(reply) + "): check project and name, and that your account may use that"
                    + " project; a new token changes nothing");
        }
        if (reply.status() >= 500) {
            throw new TestbedException("the portal " + portal + " failed on " + path + " (" + reply.status()
                    + said(reply) + "): try again later");
        }
        return reply;
    }

    /** What it says, as the end of a parenthesis. */
    static String said(PortalReply reply) {
        String text = reply.complaint().replaceAll("\\s+", " ");
        String shown = text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + "…" : text;
        return shown.isEmpty() ? "" : ": " + shown;
    }

    private PortalReply followed(String method, String path, String body, boolean elaborate) throws TestbedException {
        URI uri = portal.resolve(portal.getRawPath().replaceFirst("/$", "") + path);
        for (int redirections = 0; ; redirections++) {
            HttpResponse<byte[]> response = response(method, uri, body, elaborate);
            int status = response.statusCode();
            Optional<String> location = response.headers().firstValue("Location");
            if (status / 100 != 3 || location.isEmpty()) {
                return reply(status, response.body());
            }
            URI next = target(uri, location.get());
            if (redirections == MOST_REDIRECTIONS || !sameServer(next)) {
                throw new TestbedException("the portal " + portal + " sends " + path + " on to " + next
                        + ": not followed, for the token would go along; is its address right (--portal)?");
            }
            uri = next;
        }
    }

    private URI target(URI from, String location) throws TestbedException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new TestbedException("the portal " + portal + " sends to an address that is none", e);
        }
    }

    private boolean sameServer(URI other) {
        return portal.getScheme().equals(other.getScheme())
                && portal.getHost().equalsIgnoreCase(other.getHost())
                && portal.getPort() == other.getPort();
    }

    private HttpResponse<byte[]> response(String method, URI uri, String body, boolean elaborate)
            throws TestbedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("X-Api-Token", token.header())
                .header("Accept", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (elaborate) {
            request.header("X-Api-Elaborate", "true");
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request.build(), info -> new LimitedBodySubscriber(LARGEST));
        try {
            return pending.get(pace.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new TestbedException(
                    "the portal " + portal + " gave no complete answer within " + Durations.text(pace.answer()), e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while asking the portal", e);
        } catch (ExecutionException e) {
            throw new TestbedException(
                    "the portal " + portal + " cannot be asked: " + PortalErrors.network(e.getCause(), "--portal"), e);
        }
    }

    private static PortalReply reply(int status, byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * TEXT_SHOWN), StandardCharsets.UTF_8);
        JsonNode json;
        try {
            json = JsonDocument.mapper().readTree(body);
        } catch (IOException e) {
            json = MissingNode.getInstance();
        }
        return new PortalReply(status, json == null ? MissingNode.getInstance() : json, text);
    }
}
