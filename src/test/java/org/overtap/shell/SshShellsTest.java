package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshShellsTest {
    @TempDir
    Path folder;

    private Path knownHosts;
    private KeyPair user;
    private Path userKey;
    private KeyPair host;

    @BeforeEach
    void keys() throws Exception {
        knownHosts = folder.resolve("state/known_hosts");
        user = TestKeys.make("ed25519");
        userKey = TestKeys.write(folder.resolve("id"), user, "");
        host = TestKeys.make("rsa");
    }

    private SshSettings settings() {
        return SshSettings.of("alice", List.of(userKey), knownHosts);
    }

    private SshShells shells(SshSettings settings) throws ShellException {
        return new SshShells(settings, new HostKeys(knownHosts));
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
        SshLimits hasty = new SshLimits(Duration.ofMillis(500), 1000, 1000, Duration.ofSeconds(1));
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
                SshShells shells = new SshShells(settings(), keys)) {
            keys.remember(sshd.target("n1"), HostKeyLine.parse(TestKeys.publicLine(TestKeys.make("rsa"))));

            assertThatThrownBy(() -> shells.shell(sshd.target("n1")))
                    .hasMessageContaining("the host key of n1")
                    .hasMessageContaining("remove its line from " + knownHosts);
        }
    }

    @Test
    void aPinnedKeyIsAskedForByItsTypeAndNothingIsNoted() throws Exception {
        HostKeys keys = new HostKeys(knownHosts);
        try (TestSshd sshd = new TestSshd(TestKeys.make("ed25519"), host).allowing(user);
                SshShells shells = new SshShells(settings(), keys)) {
            keys.pin(sshd.target("n1"), List.of(TestKeys.publicLine(host) + " root@pc101"));

            assertThat(shells.shell(sshd.target("n1")).run(Command.of("true")).ok())
                    .isTrue();
            assertThat(knownHosts).doesNotExist();
        }
    }

    @Test
    void anotherKeyThanThePinnedOneIsRefused() throws Exception {
        HostKeys keys = new HostKeys(knownHosts);
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = new SshShells(settings(), keys)) {
            keys.pin(sshd.target("n1"), List.of(TestKeys.publicLine(TestKeys.make("rsa"))));

            assertThatThrownBy(() -> shells.shell(sshd.target("n1")))
                    .hasMessageContaining("not the key that the testbed vouches for");
            assertThat(sshd.users()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                " ",
                "two words",
                "it's",
                "\"quoted\"",
                "$HOME",
                "`id`",
                "$(id)",
                "a;b",
                "a&&b",
                "a|b",
                ">x",
                "*",
                "?",
                "[a]",
                "~",
                "#c",
                "\\",
                "\\\\",
                "\\n",
                "back\\slash'quote",
                "new\nline",
                "tab\there",
                "-n",
                "--",
                "!",
                "a!b",
                "%b %s",
                "\u00e9\u4e2d",
                "=x",
                "{a,b}",
                "'",
                "''",
                "\n",
                "\\0041",
                "a\n'b'\n$c!"
            })
    void everyWordArrivesAsItIs(String word) throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Command command = Command.of("printf", "%s|", word, "end");

            assertThat(shells.shell(sshd.target("n1")).run(command).out()).isEqualTo(word + "|end|");
            Reply script = shells.shell(sshd.target("n1")).run(Command.script("printf '%s|\n' \"$1\"\n", word));
            assertThat(script.out()).isEqualTo(word + "|\n");
        }
    }

    @Test
    void statusOutputAndErrorsAreKeptApart() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Reply reply = shells.shell(sshd.target("n1")).run(Command.script("echo out; echo err >&2; exit 7"));

            assertThat(reply).isEqualTo(new Reply(7, "out\n", "err\n"));
            assertThat(reply.complaint()).isEqualTo("err");
        }
    }

    @Test
    void inputReachesTheCommandWhole() throws Exception {
        byte[] input = "0123456789abcdef".repeat(1 << 15).getBytes(StandardCharsets.US_ASCII);
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Reply reply = shells.shell(sshd.target("n1")).run(Command.of("cat").withInput(input));

            assertThat(reply.out()).isEqualTo(new String(input, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aCommandThatHangsIsGivenUpAndTheSessionGoesOn() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Shell shell = shells.shell(sshd.target("n1"));
            long start = System.nanoTime();

            assertThatThrownBy(() -> shell.run(Command.of("sleep", "30").within(Duration.ofMillis(500))))
                    .hasMessageContaining("sleep on n1")
                    .hasMessageContaining("given up after 500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(shell.run(Command.of("echo", "still here")).out()).isEqualTo("still here\n");
            assertThat(sshd.sessions()).isEqualTo(1);
        }
    }

    @Test
    void tooMuchOutputStopsTheCommand() throws Exception {
        SshLimits small = new SshLimits(Duration.ofSeconds(10), 100_000, 1000, Duration.ofSeconds(10));
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings().withLimits(small))) {
            Shell shell = shells.shell(sshd.target("n1"));

            assertThatThrownBy(() -> shell.run(Command.of("cat", "/dev/zero")))
                    .hasMessageContaining("cat on n1")
                    .hasMessageContaining("more than the limit");
            assertThat(shell.run(Command.of("head", "-c", "100000", "/dev/zero"))
                            .out())
                    .hasSize(100_000);
        }
    }

    @Test
    void manyCommandsAtOnceShareOneSession() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            ExecutorService pool = Executors.newFixedThreadPool(8);
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String word = "w" + i;
                tasks.add(() -> shells.shell(sshd.target("n1"))
                        .run(Command.of("echo", word))
                        .out());
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : pool.invokeAll(tasks)) {
                answers.add(answer.get().strip());
            }
            pool.shutdown();

            assertThat(answers).hasSize(24).doesNotHaveDuplicates();
            assertThat(sshd.sessions()).isEqualTo(1);
        }
    }

    @Test
    void aSessionThatBrokeIsOpenedAgain() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Shell shell = shells.shell(sshd.target("n1"));
            shell.run(Command.of("true"));
            sshd.cut();
            Thread.sleep(300);

            assertThat(shell.run(Command.of("echo", "back")).out()).isEqualTo("back\n");
            assertThat(sshd.sessions()).isEqualTo(2);
        }
    }

    @Test
    void aNodeBehindAGatewayIsReachedAndItsOwnKeyIsChecked() throws Exception {
        try (TestSshd gateway = new TestSshd(TestKeys.make("rsa")).allowing(user);
                TestSshd node = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings().withGateway("carol@127.0.0.1:" + gateway.port()))) {
            assertThat(shells.shell(node.target("n1"))
                            .run(Command.of("echo", "through"))
                            .out())
                    .isEqualTo("through\n");
            assertThat(gateway.users()).containsExactly("carol");
            assertThat(node.users()).containsExactly("alice");
            assertThat(Files.readAllLines(knownHosts))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("[127.0.0.1]:" + node.port() + " "));
        }
    }

    @Test
    void aProxyJumpOfTheConfigurationIsFollowed() throws Exception {
        try (TestSshd gateway = new TestSshd(TestKeys.make("rsa")).allowing(user);
                TestSshd node = new TestSshd(host).allowing(user)) {
            Path config = Files.writeString(
                    folder.resolve("config"),
                    "Host inner\n  HostName 127.0.0.1\n  Port " + node.port()
                            + "\n  User dave\n  ProxyJump carol@127.0.0.1:" + gateway.port() + "\n");
            try (SshShells shells =
                    shells(SshSettings.of("", List.of(userKey), knownHosts).withConfig(config))) {
                assertThat(shells.shell(SshTarget.of("n1", "inner"))
                                .run(Command.of("echo", "x"))
                                .ok())
                        .isTrue();
                assertThat(gateway.users()).containsExactly("carol");
                assertThat(node.users()).containsExactly("dave");
            }
        }
    }

    @Test
    void aNodeThatTheGatewayCannotReachIsNamedWithTheGateway() throws Exception {
        try (TestSshd gateway = new TestSshd(TestKeys.make("rsa")).allowing(user);
                SshShells shells = shells(settings().withGateway("127.0.0.1:" + gateway.port()))) {
            assertThatThrownBy(() -> shells.shell(new SshTarget("n1", "127.0.0.1", 1, "")))
                    .hasMessageContaining("cannot log in on n1 (127.0.0.1 port 1) through 127.0.0.1");
        }
    }

    @Test
    void aFolderComesDownWithEverythingInIt() throws Exception {
        Path remote = Files.createDirectories(folder.resolve("remote/data/deep er"));
        Files.writeString(remote.resolve("it's a file"), "x".repeat(100_000));
        Files.writeString(remote.getParent().resolve("n".repeat(150)), "long");
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Shell shell = shells.shell(sshd.target("n1"));
            shell.download(remote.getParent().toString(), folder.resolve("local"));

            assertThat(folder.resolve("local/data/deep er/it's a file")).hasContent("x".repeat(100_000));
            assertThat(folder.resolve("local/data/" + "n".repeat(150))).hasContent("long");
            assertThatThrownBy(() -> shell.download("/no/such/file", folder.resolve("local")))
                    .hasMessageContaining("cannot download /no/such/file from n1");
        }
    }

    @Test
    void aDownloadLargerThanTheLimitIsStopped() throws Exception {
        Path remote = Files.write(folder.resolve("big"), new byte[200_000]);
        SshLimits small = new SshLimits(Duration.ofSeconds(10), 1000, 100_000, Duration.ofSeconds(10));
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings().withLimits(small))) {
            assertThatThrownBy(
                            () -> shells.shell(sshd.target("n1")).download(remote.toString(), folder.resolve("local")))
                    .hasMessageContaining("more than the limit");
        }
    }

    @Test
    void nothingIsOpenedAfterTheEnd() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user)) {
            SshShells shells = shells(settings());
            Shell shell = shells.shell(sshd.target("n1"));
            shells.close();

            assertThatThrownBy(() -> shell.run(Command.of("true"))).hasMessageContaining("was closed");
            assertThatThrownBy(() -> shells.shell(sshd.target("n1"))).hasMessageContaining("they were all closed");
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
