package org.overtap.testbed.emulab.boss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.FakeBoss;
import org.overtap.testbed.emulab.Fixtures;

class BossTlsTest {
    private static final String STATE = Fixtures.text("wire/state.response.xml");

    private static Object ask(EmulabSettings settings) throws TestbedException {
        return new BossClient(settings).value("experiment.state", Map.of("proj", "p", "exp", "e"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.pem",
                "pkcs1.pem",
                "pkcs1-des3.pem",
                "pkcs1-aes256.pem",
                "pkcs8-des3.pem",
                "pkcs8-aes256.pem",
                "pkcs8-pbes1.pem"
            })
    void everyFormOfUserKeyLogsIn(String file) throws TestbedException {
        try (FakeBoss boss = FakeBoss.saying(STATE)) {
            assertThat(ask(boss.settings(file, "ca.pem").withPassphrase("secret")))
                    .isEqualTo("active");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pkcs1-des3.pem", "pkcs1-aes256.pem", "pkcs8-des3.pem", "pkcs8-aes256.pem", "pkcs8-pbes1.pem"})
    void aWrongPassphraseIsCalledOne(String file) {
        EmulabSettings settings =
                EmulabSettings.of("localhost:1", Fixtures.path("tls/" + file), Fixtures.path("tls/ca.pem"));

        assertThatThrownBy(() -> new BossClient(settings.withPassphrase("wrong")))
                .hasMessageContaining(file + ": the passphrase does not open its key");
        assertThatThrownBy(() -> new BossClient(settings)).hasMessageContaining("protected by a passphrase: give it");
    }

    @Test
    void aBossOfAnotherAuthorityIsRefused() {
        try (FakeBoss boss = FakeBoss.saying(STATE)) {
            assertThatThrownBy(() -> ask(boss.settings("user.pem", "other-ca.pem")))
                    .hasMessageContaining("not signed by the authority in")
                    .hasMessageContaining("other-ca.pem");
            assertThat(boss.requests()).isEmpty();
        }
    }

    @Test
    void aBossWithAnExpiredCertificateIsRefused() {
        try (FakeBoss boss = new FakeBoss("boss-expired.pem", request -> FakeBoss.xml(STATE))) {
            assertThatThrownBy(() -> ask(boss.settings())).hasMessageContaining("the boss's certificate has expired");
            assertThat(boss.requests()).isEmpty();
        }
    }

    @Test
    void aBossOfAnotherNameIsRefused() {
        try (FakeBoss boss = new FakeBoss("boss-elsewhere.pem", request -> FakeBoss.xml(STATE))) {
            assertThatThrownBy(() -> ask(boss.settings()))
                    .hasMessageContaining("the boss's certificate is not for localhost");
            assertThat(boss.requests()).isEmpty();
        }
    }

    @Test
    void aUserOfAnotherAuthorityIsToldThatTheBossRefuses() {
        try (FakeBoss boss = FakeBoss.saying(STATE)) {
            assertThatThrownBy(() -> ask(boss.settings("user-unknown.pem", "ca.pem")))
                    .hasMessageContaining("accept the certificate")
                    .hasMessageContaining("user-unknown.pem");
            assertThat(boss.requests()).isEmpty();
        }
    }

    @Test
    void anExpiredUserCertificateIsNoticedBeforeAnythingIsSent() {
        EmulabSettings settings =
                EmulabSettings.of("localhost:1", Fixtures.path("tls/user-expired.pem"), Fixtures.path("tls/ca.pem"));

        assertThatThrownBy(() -> new BossClient(settings)).hasMessageContaining("expired on 2020-01-02");
    }

    @Test
    void aFileWithoutAKeyIsNamed() {
        EmulabSettings settings =
                EmulabSettings.of("localhost:1", Fixtures.path("tls/ca.pem"), Fixtures.path("tls/ca.pem"));

        assertThatThrownBy(() -> new BossClient(settings)).hasMessageContaining("ca.pem: no private key in it");
    }

    @Test
    void aMissingOrSenselessFileIsNamed(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");

        assertThatThrownBy(() -> new BossClient(EmulabSettings.of("b", text, text)))
                .hasMessageContaining("notes.txt: no certificate in it");
        assertThatThrownBy(() -> new BossClient(EmulabSettings.of("b", folder.resolve("none.pem"), text)))
                .hasMessageContaining("none.pem: no such file");
    }

    @Test
    void aPortWhereNothingListensIsSaidToBeOne() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        EmulabSettings settings =
                EmulabSettings.of("localhost:" + port, Fixtures.path("tls/user.pem"), Fixtures.path("tls/ca.pem"));

        assertThatThrownBy(() -> ask(settings)).hasMessageContaining("connection refused");
    }

    @Test
    void aServerThatNeverAnswersTheHandshakeIsGivenUpInTime() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            EmulabSettings settings = EmulabSettings.of(
                            "localhost:" + socket.getLocalPort(),
                            Fixtures.path("tls/user.pem"),
                            Fixtures.path("tls/ca.pem"))
                    .withTimes(Duration.ofSeconds(1), Duration.ofMillis(1500));

            assertThatThrownBy(() -> ask(settings)).hasMessageContaining("within 1");
        }
    }
}
