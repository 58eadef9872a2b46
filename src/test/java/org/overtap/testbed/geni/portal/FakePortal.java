package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.overtap.testbed.web.PemFile;
import org.overtap.topology.file.JsonDocument;

/**
 * A portal with one experiment, on a socket, as awkward as the original: paths with or without a prefix, redirections of
 * paths without a slash at their end, sessions of one token that are in each other's way, aggregates and nodes told only
 * to who asks for all parts, errors now as documents and now as pages.
 */
public final class FakePortal implements AutoCloseable {
    private static final Path TLS = Path.of("src/test/resources/emulab/tls");

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpsServer server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> manifests = new TreeMap<>();
    private final Map<String, String> aggregates = new TreeMap<>();
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final ObjectNode bindings = JsonDocument.mapper().createObjectNode();
    private String prefix = "";
    private String token = "t0ken";
    private String status = "ready";
    private Optional<Instant> expires = Optional.of(Instant.now().plusSeconds(7 * 86_400));
    private final Deque<String> lag = new ArrayDeque<>();
    private Consumer<String> modified = value -> {};
    private int free;
    private int collisions;
    private int stumbles;
    private boolean slashes;
    private Special special = exchange -> false;

    /** Something else than the usual answer. */
    @FunctionalInterface
    public interface Special {
        /** Whether it has answered. */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    /** On a port of this machine's loopback address; 0 for any. */
    public FakePortal(int port) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.setExecutor(pool);
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange);
            }
        });
        server.start();
    }

    private static SSLContext tls() throws Exception {
        PemFile own = PemFile.read(TLS.resolve("boss.pem"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "portal",
                own.key(Optional.empty()),
                new char[0],
                own.certificates().toArray(Certificate[]::new));
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), null, null);
        return context;
    }

    /** A token as portals give them out, good until then. */
    public static String token(Instant end) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(("{\"exp\":" + end.getEpochSecond() + "}").getBytes(StandardCharsets.UTF_8))
                + ".c2lnbmF0dXJl";
    }

    public URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    public static Path ca() {
        return TLS.resolve("ca.pem");
    }

    /** What was asked, method and path. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized FakePortal under(String path) {
        prefix = path;
        return this;
    }

    public synchronized FakePortal knowing(String its) {
        token = its;
        return this;
    }

    public synchronized FakePortal being(String state) {
        status = state;
        return this;
    }

    public synchronized FakePortal ending(Optional<Instant> at) {
        expires = at;
        return this;
    }

    /** An aggregate with that manifest; one with an empty text does not answer. */
    public synchronized FakePortal with(String aggregate, String state, String xml) {
        aggregates.put(aggregate, state);
        manifests.put(aggregate, xml);
        return this;
    }

    public synchronized FakePortal withNode(String name, String state) {
        nodes.put(name, state);
        return this;
    }

    /** So many requests are told that nobody is known by the token, although he is. */
    public synchronized FakePortal colliding(int times) {
        collisions = times;
        return this;
    }

    /** So many requests fail at a server before it. */
    public synchronized FakePortal stumbling(int times) {
        stumbles = times;
        return this;
    }

    /** Paths are sent on to those with a slash behind. */
    public synchronized FakePortal redirecting() {
        slashes = true;
        return this;
    }

    /** Its profile has overtap's parameter; that hears its value whenever it is changed. */
    public synchronized FakePortal extensible(Consumer<String> hearer) {
        bindings.put("nodeCount", "3");
        bindings.put("overtap", "");
        modified = hearer;
        return this;
    }

    /** So many machines could be had at once, and two more tomorrow. */
    public synchronized FakePortal having(int machines) {
        free = machines;
        return this;
    }

    public synchronized FakePortal instead(Special other) {
        special = other;
        return this;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        if (special.answer(exchange)) {
            return;
        }
        if (stumbles-- > 0) {
            send(exchange, 502, "text/html", "<html><body>Bad Gateway</body></html>");
        } else if (!path.startsWith(prefix + "/")) {
            send(exchange, 404, "text/html", "<html><body>The requested URL was not found</body></html>");
        } else if (slashes && !path.endsWith("/")) {
            exchange.getResponseHeaders().set("Location", uri() + path + "/");
            exchange.sendResponseHeaders(307, -1);
        } else if (!token.equals(exchange.getRequestHeaders().getFirst("X-Api-Token"))) {
            error(exchange, 401, "Invalid token");
        } else if (collisions-- > 0) {
            error(exchange, 401, "No such user");
        } else {
            answer(exchange, path.substring(prefix.length()).replaceFirst("/$", ""));
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        ObjectNode json = JsonDocument.mapper().createObjectNode();
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /experiments/proj1,exp1" ->
                experiment(json, "true".equals(exchange.getRequestHeaders().getFirst("X-Api-Elaborate")));
            case "GET /experiments/proj1,exp1/manifests" -> manifests.forEach(json::put);
            case "PATCH /experiments/proj1,exp1" -> {
                if (!lag.isEmpty()) {
                    error(exchange, 409, "Experiment is busy");
                    return;
                }
                modify(JsonDocument.mapper().readTree(exchange.getRequestBody()).path("bindings"));
                experiment(json, false);
            }
            case "POST /resgroups/search" -> {
                int count = JsonDocument.mapper()
                        .readTree(exchange.getRequestBody())
                        .at("/nodetypes/nodetypes/0/count")
                        .asInt();
                if (count > free + 2) {
                    error(exchange, 406, "No fit");
                    return;
                }
                Instant start = Instant.now().plusSeconds(count > free ? 86_400 : 1);
                json.put("start_at", start.toString())
                        .put("expires_at", start.plusSeconds(86_400).toString());
            }
            default -> {
                error(exchange, 404, "No such experiment");
                return;
            }
        }
        send(exchange, 200, "application/json", json.toString());
    }

    /** The change is done when it was told as under way for the last time. */
    private String state(boolean elaborate) {
        if (!elaborate || lag.isEmpty()) {
            return status;
        }
        String told = lag.remove();
        if (lag.isEmpty()) {
            modified.accept(bindings.path("overtap").asText());
        }
        return told;
    }

    /** It is told as ready for a while, then as under way; what was no text comes back as one. */
    private void modify(JsonNode wanted) {
        bindings.removeAll();
        wanted.properties()
                .forEach(one -> bindings.put(one.getKey(), one.getValue().asText()));
        lag.addAll(List.of("ready", "provisioning", "booting"));
    }

    private void experiment(ObjectNode json, boolean elaborate) {
        json.put("id", "4f1e2a60-0000-4000-8000-000000000001");
        json.put("name", "exp1");
        json.put("project", "proj1");
        json.put("profile_name", "small-lan");
        json.put("profile_project", "PortalProfiles");
        json.put("status", state(elaborate));
        json.put("created_at", "2026-11-28T10:00:00+00:00");
        expires.ifPresentOrElse(at -> json.put("expires_at", at.toString()), () -> json.putNull("expires_at"));
        json.set("bindings", bindings);
        if (!elaborate) {
            json.putNull("aggregates");
            return;
        }
        ObjectNode all = json.putObject("aggregates");
        aggregates.forEach((urn, state) -> {
            ObjectNode one = all.putObject(urn).put("urn", urn).put("status", state);
            var list = one.putArray("nodes");
            nodes.forEach((name, its) -> list.addObject()
                    .put("client_id", name)
                    .put("hostname", name + ".testbed.example")
                    .put("status", its)
                    .put("state", "started")
                    .put("rawstate", its.equals("ready") ? "ISUP" : "BOOTING"));
        });
    }

    private static void error(HttpExchange exchange, int code, String text) throws IOException {
        JsonNode json = JsonDocument.mapper().createObjectNode().put("error", text);
        send(exchange, code, "application/json", json.toString());
    }

    /** Sends an answer. */
    public static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
