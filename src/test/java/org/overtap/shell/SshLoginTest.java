package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.shell.ssh.HostKeyLine;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.shell.ssh.SshShells;
import org.overtap.shell.ssh.SshTarget;

/** Shells over SSH, against a real server on loopback: keys and host keys. */
class SshLoginTest {
    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private Path knownHosts;
    private Path userKey;

    private static KeyPair user;
    private static KeyPair host;
    private static KeyPair otherHost;

    /** Once: an RSA key takes longer to make than what most of these tests do with it. */
    @BeforeAll
    static void keys() throws Exception {
        user = TestKeys.make("ed25519");
        host = TestKeys.make("rsa");
        otherHost = TestKeys.make("rsa");
    }

    @BeforeEach
    void files() throws Exception {
        knownHosts = folder.resolve("state/known_hosts");
        userKey = TestKeys.write(folder.resolve("id"), user, "");
    }

    private SshSettings settings() {
        return SshSettings.of("alice", List.of(userKey), knownHosts);
    }

    private SshShells shells(SshSettings settings) throws ShellException {
        return new SshShells(settings, new HostKeys(knownHosts), notes::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
    void everyKindOfKeyLogsIn(String kind) throws Exception {
        KeyPair pair = TestKeys.make(kind);
        Path file = TestKeys.write(folder.resolve("key-" + kind), pair, "");
        try (TestSshd sshd = new TestSshd(TestKeys.make(kind)).allowing(pair);
                SshShells shells = shells(SshSettings.of("alice", List.of(file), knownHosts))) {
            assertThat(shells.shell(sshd.target("n1"))
                            .run(Command.of("echo", "hi"))
                            .out())
                    .isEqualTo("hi\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ed25519"})
    void aKeyWithAPassphraseLogsInWhenItIsGiven(String kind) throws Exception {
        KeyPair pair = TestKeys.make(kind);
        Path file = TestKeys.write(folder.resolve("locked"), pair, "open sesame");
        SshSettings settings = SshSettings.of("alice", List.of(file), knownHosts);
        try (TestSshd sshd = new TestSshd(host).allowing(pair);
                SshShells right = shells(settings.withPassphrase("open sesame"));
                SshShells wrong = shells(settings.withPassphrase("abracadabra"));
                SshShells none = shells(settings)) {
            assertThat(right.shell(sshd.target("n1")).run(Command.of("true")).ok())
                    .isTrue();
            assertThatThrownBy(() -> wrong.shell(sshd.target("n1")))
                    .hasMessage("the passphrase does not open the SSH key " + file);
            assertThatThrownBy(() -> none.shell(sshd.target("n1"))).hasMessageContaining("protected by a passphrase");
        }
    }

    @Test
    void aRefusedLoginNamesNodeAddressAndRemedy() throws Exception {
        try (TestSshd sshd = new TestSshd(host);
                SshShells shells = shells(settings())) {
            assertThatThrownBy(() -> shells.shell(sshd.target("client")))
                    .isInstanceOf(ShellException.class)
                    .hasMessageContaining("cannot log in on client (127.0.0.1 port " + sshd.port() + ")")
                    .hasMessageContaining("for user alice: check the user");
        }
    }

    @Test
    void aClosedPortNamesNodeAddressAndRemedy() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (SshShells shells = shells(settings())) {
            assertThatThrownBy(() -> shells.shell(new SshTarget("client", "127.0.0.1", port, "")))
                    .hasMessageContaining("client (127.0.0.1 port " + port + "): connection refused");
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUpInTime() throws Exception {
        ShellLimits hasty = new ShellLimits(Duration.ofMillis(500), 1000);
        try (ServerSocket mute = new ServerSocket(0);
                SshShells shells = shells(settings().withLimits(hasty))) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> shells.shell(new SshTarget("client", "127.0.0.1", mute.getLocalPort(), "")))
                    .hasMessageContaining("client")
                    .hasMessageContaining("whether it needs a gateway");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aNewHostKeyIsNotedAndASecondContactAddsNothing() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user)) {
            for (int i = 0; i < 2; i++) {
                try (SshShells shells = shells(settings())) {
                    shells.shell(sshd.target("n1")).run(Command.of("true"));
                }
            }
            assertThat(Files.readAllLines(knownHosts))
                    .singleElement()
                    .asString()
                    .startsWith("[127.0.0.1]:" + sshd.port() + " ssh-rsa AAAA");
            assertThat(Files.getPosixFilePermissions(knownHosts)).hasSize(2);
        }
    }

    @Test
    void aFirstContactIsSaidWithTheFingerprintThatOpensshPrints() throws Exception {
        Path line = Files.writeString(folder.resolve("host.pub"), TestKeys.publicLine(host) + "\n");
        String printed = new LocalShell("here")
                .run(Command.of("ssh-keygen", "-l", "-f", line.toString()))
                .out();
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            shells.shell(sshd.target("n1"));
            shells.shell(sshd.target("n1"));
            assertThat(notes)
                    .containsExactly(
                            "note: first contact with n1 (127.0.0.1 port " + sshd.port() + "): its ssh-rsa key "
                                    + printed.split(" ")[1] + " is believed, and noted in " + knownHosts);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "r---w----"})
    void aKeyThatOthersCanReadIsRefusedAsOpensshDoes(String mode) throws Exception {
        Files.setPosixFilePermissions(userKey, PosixFilePermissions.fromString(mode));
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            assertThatThrownBy(() -> shells.shell(sshd.target("n1")))
                    .hasMessageMatching("Permissions 0\\d\\d\\d for '.*/id' are too open: .*: chmod 600 "
                            + Pattern.quote("" + userKey));
            assertThat(sshd.users()).isEmpty();
            Files.setPosixFilePermissions(userKey, PosixFilePermissions.fromString("r--------"));
            assertThat(shells.shell(sshd.target("n1")).run(Command.of("true")).ok())
                    .isTrue();
        }
    }

    @Test
    void aKeyOfTheConfigurationThatOthersCanReadIsPassedOverAndSaid() throws Exception {
        Path open = TestKeys.write(folder.resolve("open"), user, "");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Path config = Files.writeString(
                folder.resolve("config"), "Host *\n  IdentityFile " + open + "\n  IdentityFile " + userKey + "\n");
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells =
                        shells(SshSettings.of("alice", List.of(), knownHosts).withConfig(config))) {
            shells.shell(sshd.target("n1"));
            assertThat(notes)
                    .anyMatch(note -> note.startsWith("note: Permissions 0644 for '" + open + "' are too open"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ed25519"})
    void aChangedHostKeyIsRefusedWithNodeFileAndRemedy(String kind) throws Exception {
        int port;
        try (TestSshd before = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            port = before.port();
            shells.shell(before.target("n1")).run(Command.of("true"));
        }
        try (TestSshd after = new TestSshd(port, "sh", TestKeys.make(kind)).allowing(user);
                SshShells shells = shells(settings())) {
            assertThatThrownBy(() -> shells.shell(after.target("n1")))
                    .hasMessageContaining("n1 (127.0.0.1 port " + port + ")")
                    .hasMessageContaining("host key");
            assertThat(after.users()).isEmpty();
        }
    }

    @Test
    void theRefusalOfAChangedKeyNamesTheFileToRepair() throws Exception {
        HostKeys keys = new HostKeys(knownHosts);
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = new SshShells(settings(), keys, notes::add)) {
            keys.remember(sshd.target("n1"), HostKeyLine.parse(TestKeys.publicLine(otherHost)));

            assertThatThrownBy(() -> shells.shell(sshd.target("n1")))
                    .hasMessageContaining("the host key of n1")
                    .hasMessageContaining(
                            "remove the line of " + sshd.target("n1").hostKeyName() + " from " + knownHosts);
        }
    }

    @Test
    void aPinnedKeyIsAskedForByItsTypeAndNothingIsNoted() throws Exception {
        HostKeys keys = new HostKeys(knownHosts);
        try (TestSshd sshd = new TestSshd(TestKeys.make("ed25519"), host).allowing(user);
                SshShells shells = new SshShells(settings(), keys, notes::add)) {
            keys.pin(sshd.target("n1"), List.of(TestKeys.publicLine(host) + " root@pc101"));

            assertThat(shells.shell(sshd.target("n1")).run(Command.of("true")).ok())
                    .isTrue();
            assertThat(knownHosts).doesNotExist();
            assertThat(notes).isEmpty();
        }
    }

    @Test
    void anotherKeyThanThePinnedOneIsRefused() throws Exception {
        HostKeys keys = new HostKeys(knownHosts);
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = new SshShells(settings(), keys, notes::add)) {
            keys.pin(sshd.target("n1"), List.of(TestKeys.publicLine(otherHost)));

            assertThatThrownBy(() -> shells.shell(sshd.target("n1")))
                    .hasMessageContaining("not the key that the testbed vouches for");
            assertThat(sshd.users()).isEmpty();
        }
    }

    @Test
    void noLogOfTheLibraryReachesTheUser() throws Exception {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        java.io.PrintStream before = System.err;
        System.setErr(new java.io.PrintStream(captured, true, StandardCharsets.UTF_8));
        try (TestSshd sshd = new TestSshd(host);
                SshShells shells = shells(settings())) {
            assertThatThrownBy(() -> shells.shell(sshd.target("n1"))).isInstanceOf(ShellException.class);
        } finally {
            System.setErr(before);
        }
        assertThat(captured.toString(StandardCharsets.UTF_8))
                .doesNotContain("jsch")
                .doesNotContain("JSch");
    }
}
