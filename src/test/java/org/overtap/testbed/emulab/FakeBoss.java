package org.overtap.testbed.emulab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.overtap.testbed.emulab.boss.BossEndpoint;
import org.overtap.testbed.emulab.boss.EmulabSettings;
import org.overtap.testbed.web.PemFile;

/** An HTTPS server on loopback that wants a client certificate and answers POSTs as the test says. */
public final class FakeBoss implements AutoCloseable {
    /** What goes back: status 200 and the text, unless the test takes the exchange over. */
    public interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }

    private static final Map<String, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

    static {
        // Without it each answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpsServer server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> paths = Collections.synchronizedList(new ArrayList<>());

    public FakeBoss(String certificate, Function<String, Answer> answers, String... protocols) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(
                    new WantsCertificate(CONTEXTS.computeIfAbsent(certificate, FakeBoss::context), protocols));
            server.setExecutor(pool);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(body);
                paths.add(exchange.getRequestURI().getPath());
                answers.apply(body).send(exchange);
                exchange.close();
            });
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the test's boss", e);
        }
    }

    /** Always the same answer, with the usual certificate. */
    public static FakeBoss saying(String xml) {
        return new FakeBoss("boss.pem", request -> xml(xml));
    }

    public static Answer xml(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(byte[] bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    public EmulabSettings settings() {
        return settings("user.pem", "ca.pem");
    }

    public EmulabSettings settings(String user, String ca) {
        return EmulabSettings.of("localhost:" + port(), Fixtures.path("tls/" + user), Fixtures.path("tls/" + ca))
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public BossEndpoint endpoint(long largest) {
        return new BossEndpoint(URI.create("https://localhost:" + port() + "/usr/testbed"), largest);
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    public List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }

    private static SSLContext context(String certificate) {
        try {
            return opened(certificate);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext opened(String certificate) throws Exception {
        PemFile own = PemFile.read(Fixtures.path("tls/" + certificate));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "boss",
                own.key(Optional.empty()),
                new char[0],
                own.certificates().toArray(Certificate[]::new));
        keys.setCertificateEntry(
                "ca", PemFile.read(Fixtures.path("tls/ca.pem")).certificates().get(0));
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, new char[0]);
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("ca", keys.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static final class WantsCertificate extends HttpsConfigurator {
        private final String[] protocols;

        WantsCertificate(SSLContext context, String... protocols) {
            super(context);
            this.protocols = protocols;
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            if (protocols.length > 0) {
                wanted.setProtocols(protocols);
            }
            parameters.setSSLParameters(wanted);
        }
    }
}
