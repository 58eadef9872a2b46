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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * to who asks for all parts, errors now as documents and now as pages. Others can be started on it from a request.
 */
public final class FakePortal implements AutoCloseable {
    private static final Path TLS = Path.of("src/test/resources/emulab/tls");
    private static final String AGGREGATE = "urn:publicid:IDN+testbed.example+authority+cm";
    private static final int LONGEST_NAME = 16;

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpsServer server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, FakePortalExperiment> experiments = new HashMap<>();
    private final Map<String, String> profiles = new HashMap<>();
    private final FakePortalExperiment first = experiment("exp1");
    private String prefix = "";
    private String token = "t0ken";
    private int free;
    private int collisions;
    private int stumbles;
    private boolean slashes;
    private Special special = exchange -> false;
    private Starter starter = (name, rspec) -> {
        throw new IllegalStateException("nobody said what becomes of a request");
    };

    /** Something else than the usual answer. */
    @FunctionalInterface
    public interface Special {
        /** Whether it has answered. */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    /** Builds what a request asks for. */
    @FunctionalInterface
    public interface Starter {
        /** The manifest of what is there then. */
        String manifest(String experiment, String rspec);
    }

    /** What goes back. */
    private record Answer(int code, JsonNode json) {
        static Answer of(JsonNode json) {
            return new Answer(200, json);
        }

        static Answer error(int code, String text) {
            return new Answer(
                    code,
                    JsonDocument.mapper().createObjectNode().put("code", code).put("error", text));
        }
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

    /** The experiment of that name, which is there from now on. */
    public FakePortalExperiment experiment(String name) {
        synchronized (experiments) {
            return experiments.computeIfAbsent("proj1," + name, key -> new FakePortalExperiment(name));
        }
    }

    /** The same portal's other interface, on a port of its own, for those with a certificate. */
    public FakeRpc rpc() {
        return new FakeRpc(key -> Optional.ofNullable(experiments.get(key)), this);
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
        first.being(state);
        return this;
    }

    public synchronized FakePortal ending(Optional<Instant> at) {
        first.ending(at);
        return this;
    }

    /** An aggregate with that manifest; one with an empty text does not answer. */
    public synchronized FakePortal with(String aggregate, String state, String xml) {
        first.with(aggregate, state, xml);
        return this;
    }

    public synchronized FakePortal withNode(String name, String state) {
        first.withNode(name, state);
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
        first.extensible(hearer);
        return this;
    }

    /** So many machines could be had at once, and two more tomorrow. */
    public synchronized FakePortal having(int machines) {
        free = machines;
        return this;
    }

    /** New experiments become what that builds. */
    public synchronized FakePortal starting(Starter its) {
        starter = its;
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
        } else {
            Answer answer = known(exchange, path.substring(prefix.length()).replaceFirst("/$", ""));
            send(exchange, answer.code(), "application/json", answer.json().toString());
        }
    }

    private Answer known(HttpExchange exchange, String path) throws IOException {
        if (!token.equals(exchange.getRequestHeaders().getFirst("X-Api-Token"))) {
            return Answer.error(401, "Invalid token");
        }
        if (collisions-- > 0) {
            return Answer.error(401, "No such user");
        }
        JsonNode sent = JsonDocument.mapper().readTree(exchange.getRequestBody());
        String method = exchange.getRequestMethod();
        switch (method + " " + path) {
            case "POST /profiles" -> {
                return profile(sent);
            }
            case "POST /experiments" -> {
                return start(sent);
            }
            case "POST /resgroups/search" -> {
                return search(sent.at("/nodetypes/nodetypes/0/count").asInt());
            }
            default -> {
                String[] words = path.split("/");
                FakePortalExperiment its =
                        words.length > 2 && words[1].equals("experiments") ? experiments.get(words[2]) : null;
                boolean elaborate = "true".equals(exchange.getRequestHeaders().getFirst("X-Api-Elaborate"));
                return its == null
                        ? Answer.error(404, "No such experiment")
                        : about(its, method + (words.length > 3 ? " " + words[3] : ""), sent, elaborate);
            }
        }
    }

    private static Answer about(FakePortalExperiment its, String what, JsonNode sent, boolean elaborate) {
        switch (what) {
            case "GET" -> {
                return Answer.of(its.told(elaborate));
            }
            case "GET manifests" -> {
                return Answer.of(its.manifests());
            }
            case "PATCH" -> {
                if (its.busy()) {
                    return Answer.error(409, "Experiment is busy");
                }
                its.modify(sent.path("bindings"));
                return Answer.of(its.told(false));
            }
            default -> {
                return Answer.error(405, "Method not allowed");
            }
        }
    }

    private Answer search(int count) {
        if (count > free + 2) {
            return Answer.error(406, "No fit");
        }
        Instant start = Instant.now().plusSeconds(count > free ? 86_400 : 1);
        return Answer.of(JsonDocument.mapper()
                .createObjectNode()
                .put("start_at", start.toString())
                .put("expires_at", start.plusSeconds(86_400).toString()));
    }

    private Answer profile(JsonNode sent) {
        String rspec = sent.path("script").asText();
        if (!rspec.contains("<rspec") || !rspec.contains("type=\"request\"") || rspec.contains("sliver_id")) {
            return Answer.error(400, "Not a request rspec");
        }
        String name = sent.path("name").asText();
        profiles.put(sent.path("project").asText() + "," + name, rspec);
        ObjectNode json = JsonDocument.mapper().createObjectNode();
        json.put("id", "4f1e2a60-0000-4000-8000-000000000004");
        json.put("name", name)
                .put("version", 0)
                .put("project", sent.path("project").asText());
        json.put("creator", "user1").put("created_at", "2026-11-28T10:00:00+00:00");
        json.put("public", false).put("project_writable", false);
        return Answer.of(json);
    }

    private Answer start(JsonNode sent) {
        String name = sent.path("name").asText();
        String profile = sent.path("profile_name").asText();
        String rspec = profiles.get(sent.path("profile_project").asText() + "," + profile);
        if (!name.matches("[A-Za-z0-9][-A-Za-z0-9]*") || name.length() > LONGEST_NAME) {
            return Answer.error(400, "Illegal name");
        }
        if (rspec == null || !sent.path("project").asText().equals("proj1")) {
            return Answer.error(404, "No such profile");
        }
        if (experiments.containsKey("proj1," + name)) {
            return Answer.error(409, "Experiment already exists");
        }
        FakePortalExperiment its = FakePortalExperiment.started(
                name, profile, () -> experiment(name).with(AGGREGATE, "ready", starter.manifest(name, rspec)));
        experiments.put("proj1," + name, its.with(AGGREGATE, "provisioning", ""));
        return Answer.of(its.told(false));
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
