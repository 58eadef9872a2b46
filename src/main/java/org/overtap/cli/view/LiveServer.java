package org.overtap.cli.view;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Serves a few documents on the loopback address to who knows the way to them. Others on this machine can reach the port,
 * and so can what any page in a browser here asks for: so the way begins with a word that is drawn anew each time, and
 * who came by another name than this machine's own, as one does whose name server lies, is turned away.
 */
final class LiveServer implements AutoCloseable {
    private static final int WORD_BYTES = 24;
    private static final int THREADS = 8;
    private static final String SECONDS_FOR_A_REQUEST = "10";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Pattern OWN_NAMES = Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int ONLY_GET = 405;
    private static final int BROKEN = 500;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Contents contents;
    private final String word;

    /** What is served. */
    interface Contents {
        /** The document of that name, which may be empty, now; empty if there is none. */
        Optional<Document> document(String name) throws IOException;
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param type its media type
     */
    record Document(int status, String type, byte[] bytes) {
        static Document text(int status, String line) {
            return new Document(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private LiveServer(HttpServer server, Contents contents) {
        this.server = server;
        this.contents = contents;
        byte[] drawn = new byte[WORD_BYTES];
        new SecureRandom().nextBytes(drawn);
        this.word = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "picture");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to serve.
     *
     * @param port where; 0 for any that is free
     * @throws IOException if the port is taken
     */
    static LiveServer start(int port, Contents contents) throws IOException {
        // Who opens a connection and says nothing holds a thread no longer than that. The server reads it once.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_REQUEST);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
        try {
            LiveServer live = new LiveServer(HttpServer.create(address, 0), contents);
            live.server.setExecutor(live.threads);
            live.server.createContext("/", live::answer);
            live.server.start();
            return live;
        } catch (BindException e) {
            throw new IOException(
                    "cannot serve on port " + port + " of 127.0.0.1: " + e.getMessage()
                            + "; without --live-port any that is free is taken",
                    e);
        }
    }

    /** Where the page is. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + word + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Document document = document(exchange);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", document.type());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            // What the page may do in detail, it says itself; of two policies the stricter word holds.
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            if (document.status() == ONLY_GET) {
                headers.set("Allow", "GET");
            }
            boolean body = !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(document.status(), body ? document.bytes().length : -1);
            if (body) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(document.bytes());
                }
            }
        }
    }

    private Document document(HttpExchange exchange) {
        if (!isOwnName(exchange)) {
            return Document.text(FORBIDDEN, "this is served on the machine's own address alone");
        }
        Optional<String> name = name(exchange.getRequestURI());
        if (name.isEmpty()) {
            return Document.text(NOT_FOUND, "there is nothing here");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Document.text(ONLY_GET, "this can only be looked at");
        }
        try {
            return contents.document(name.get()).orElseGet(() -> Document.text(NOT_FOUND, "there is nothing here"));
        } catch (IOException | RuntimeException e) {
            return Document.text(BROKEN, "the picture cannot be drawn: " + e.getMessage());
        }
    }

    private static boolean isOwnName(HttpExchange exchange) {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        return hosts.size() == 1
                && OWN_NAMES.matcher(hosts.get(0)).matches()
                && exchange.getRequestURI().getRawAuthority() == null;
    }

    /** What stands behind the word, if that is the right one. How long it takes to say no tells nothing of it. */
    private Optional<String> name(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        int slash = path.indexOf('/', 1);
        if (!path.startsWith("/") || slash < 0) {
            return Optional.empty();
        }
        boolean right = MessageDigest.isEqual(
                path.substring(1, slash).getBytes(StandardCharsets.UTF_8), word.getBytes(StandardCharsets.UTF_8));
        return right ? Optional.of(path.substring(slash + 1)) : Optional.empty();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
