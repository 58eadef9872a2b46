package org.overtap.lab.boss;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Listens on port 3069 for clients with a certificate of the lab's authority in the user's name. */
final class BossServer {
    static final int PORT = 3069;
    private static final String PATH = "/usr/testbed";
    private static final int LARGEST = 4 << 20;

    private final Dispatcher dispatcher;
    private final String user;

    BossServer(Dispatcher dispatcher, String user) {
        this.dispatcher = dispatcher;
        this.user = user;
    }

    /** Starts to listen; threads of its own serve until the process ends. */
    void start(Path store, String password, Path authority) throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(PORT), 50);
        server.setHttpsConfigurator(new MutualTls(context(store, password, authority)));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::serve);
        server.start();
    }

    private static SSLContext context(Path store, String password, Path authority)
            throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream keys = Files.newInputStream(store);
                InputStream certificate = Files.newInputStream(authority)) {
            own.load(keys, password.toCharArray());
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(own, password.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Asks every client for a certificate. */
    private static final class MutualTls extends HttpsConfigurator {
        MutualTls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                reply(exchange, 500, "text/plain", "");
            } else if (!isUsers(exchange)) {
                reply(exchange, 403, "text/plain", "");
            } else if (exchange.getRequestHeaders().getFirst("Content-length") == null) {
                reply(exchange, 411, "text/plain", "");
            } else {
                answer(exchange);
            }
        }
    }

    private boolean isUsers(HttpExchange exchange) throws IOException {
        String subject =
                ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
        return subject.contains("CN=" + user + ",") && subject.contains("OU=sslxmlrpc,");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            reply(exchange, 413, "text/plain", "");
            return;
        }
        try {
            reply(exchange, 200, "text/xml", dispatcher.respond(body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
