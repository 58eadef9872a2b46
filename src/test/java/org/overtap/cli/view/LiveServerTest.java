package org.overtap.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what from the page's server, asked over a bare socket. */
class LiveServerTest {
    private static final String SECRET = "what only some may see";

    private LiveServer server;
    private URI address;

    @BeforeEach
    void start() throws Exception {
        server = LiveServer.start(0, name -> switch (name) {
            case "" -> Optional.of(new LiveServer.Document(200, "text/html; charset=utf-8", SECRET.getBytes()));
            case "broken" -> throw new IOException("the disk");
            default -> Optional.empty();
        });
        address = URI.create(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String text) throws Exception {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String get(String path, String host) throws Exception {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private String own() {
        return address.getHost() + ":" + address.getPort();
    }

    @Test
    void whoHasTheAddressSeesThePageAndNothingKeepsOrFramesIt() throws Exception {
        assertThat(address.getHost()).isEqualTo("127.0.0.1");
        assertThat(address.getPath()).matches("/[A-Za-z0-9_-]{32}/");
        String answer = get(address.getPath(), own());
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith(SECRET);
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains(
                        "cache-control: no-store\r\n",
                        "x-content-type-options: nosniff\r\n",
                        "x-frame-options: deny\r\n",
                        "referrer-policy: no-referrer\r\n",
                        "cross-origin-resource-policy: same-origin\r\n",
                        "content-security-policy: default-src 'none';",
                        "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9", "127.0.0.1", "[::1]:8080"})
    void itIsReachedByTheNamesOfThisMachine(String host) throws Exception {
        assertThat(get(address.getPath(), host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "127.0.0.1.evil.example",
                "localhost.evil.example:80",
                "127.0.0.1:80:80",
                "evil.example@127.0.0.1",
                "10.0.0.1",
                ""
            })
    void whoComesByAnotherNameIsTurnedAway(String host) throws Exception {
        assertThat(get(address.getPath(), host))
                .doesNotStartWith("HTTP/1.1 200 ")
                .doesNotContain(SECRET);
    }

    @Test
    void twoNamesOrNoneAreNoneOfItsOwn() throws Exception {
        String line = "GET " + address.getPath() + " HTTP/1.1\r\n";
        assertThat(ask(line + "Connection: close\r\n\r\n")).doesNotContain(SECRET);
        assertThat(ask(line + "Host: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .doesNotContain(SECRET);
        assertThat(get("http://evil.example" + address.getPath(), own())).doesNotContain(SECRET);
    }

    @Test
    void withoutTheWordInTheAddressThereIsNothing() throws Exception {
        String path = address.getPath();
        String other = path.charAt(1) == 'A' ? "B" : "A";
        for (String wrong : new String[] {
            "/",
            "//",
            "/x/",
            path.substring(0, path.length() - 1),
            path + "x",
            path + "../",
            "/." + path,
            path.substring(0, path.length() - 2) + "/",
            "/" + other + path.substring(2),
            path.toUpperCase(Locale.ROOT).equals(path) ? "/y/" : path.toUpperCase(Locale.ROOT),
            "/?" + path,
            "/data.json"
        }) {
            assertThat(get(wrong, own())).as(wrong).startsWith("HTTP/1.1 40").doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"})
    void itCanOnlyBeLookedAt(String method) throws Exception {
        String answer = ask(method + " " + address.getPath()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET").doesNotContain(SECRET);
    }

    @Test
    void whatCannotBeDrawnIsSaidAndTheNextIsServed() throws Exception {
        assertThat(get(address.getPath() + "broken", own()))
                .startsWith("HTTP/1.1 500 ")
                .contains("the picture cannot be drawn: the disk");
        assertThat(get(address.getPath(), own())).endsWith(SECRET);
    }

    @Test
    void everyServerHasAnAddressOfItsOwn() throws Exception {
        try (LiveServer second = LiveServer.start(0, name -> Optional.empty())) {
            assertThat(URI.create(second.address()).getPath()).isNotEqualTo(address.getPath());
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> LiveServer.start(taken.getLocalPort(), name -> Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot serve on port " + taken.getLocalPort());
        }
    }

    /** Of all addresses of this machine that are not loopback's, none answers. */
    @Test
    void itListensOnLoopbackAlone() throws Exception {
        assertThat(NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(other -> !other.isLoopbackAddress())
                        .filter(this::answers))
                .isEmpty();
        assertThat(answers(InetAddress.getByName("127.0.0.1"))).isTrue();
    }

    private boolean answers(InetAddress there) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(there, address.getPort()), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
