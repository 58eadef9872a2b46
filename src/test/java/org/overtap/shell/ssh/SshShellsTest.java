package org.overtap.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellLimits;
import org.overtap.shell.TestKeys;
import org.overtap.shell.TestSshd;

/** Shells over SSH, against a real server on loopback: commands. */
class SshShellsTest {
    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private Path knownHosts;
    private Path userKey;

    private static KeyPair user;
    private static KeyPair host;

    @BeforeAll
    static void keys() throws Exception {
        user = TestKeys.make("ed25519");
        host = TestKeys.make("rsa");
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
            CommandResult script = shells.shell(sshd.target("n1")).run(Command.script("printf '%s|\n' \"$1\"\n", word));
            assertThat(script.out()).isEqualTo(word + "|\n");
        }
    }

    @Test
    void statusOutputAndErrorsAreKeptApart() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            CommandResult reply = shells.shell(sshd.target("n1")).run(Command.script("echo out; echo err >&2; exit 7"));

            assertThat(reply).isEqualTo(new CommandResult(7, "out\n", "err\n"));
            assertThat(reply.errorText()).isEqualTo("err");
        }
    }

    @Test
    void inputReachesTheCommandWhole() throws Exception {
        byte[] input = "0123456789abcdef".repeat(1 << 15).getBytes(StandardCharsets.US_ASCII);
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            CommandResult reply =
                    shells.shell(sshd.target("n1")).run(Command.of("cat").withInput(input));

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
        ShellLimits small = new ShellLimits(Duration.ofSeconds(10), 100_000);
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
    void outputIsHandedOnLineByLineHoweverMuchItIs() throws Exception {
        ShellLimits small = new ShellLimits(Duration.ofSeconds(10), 1000);
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings().withLimits(small))) {
            Shell shell = shells.shell(sshd.target("n1"));
            List<String> lines = new ArrayList<>();
            CommandResult reply =
                    shell.stream(Command.script("seq 1 20000; printf end; echo err >&2; exit 3"), lines::add);

            assertThat(reply).isEqualTo(new CommandResult(3, "", "err\n"));
            assertThat(lines).hasSize(20_001).startsWith("1", "2").endsWith("20000", "end");
            assertThatThrownBy(() -> shell.stream(Command.of("yes", "line"), line -> {
                        throw new IllegalStateException("full");
                    }))
                    .hasMessage("full");
            assertThatThrownBy(() -> shell.stream(Command.of("cat", "/dev/zero"), lines::add))
                    .hasMessageContaining("more than the limit");
        }
    }

    @Test
    void bytesAreCopiedAsTheyAreHoweverManyTheyAre() throws Exception {
        ShellLimits small = new ShellLimits(Duration.ofSeconds(10), 1000);
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings().withLimits(small))) {
            Shell shell = Privilege.ROOT.over(shells.shell(sshd.target("n1")));
            ByteArrayOutputStream sink = new ByteArrayOutputStream();
            CommandResult reply = shell.copy(
                    Command.script("printf '\\000\\377\\r\\n'; head -c 3000000 /dev/zero; echo err >&2; exit 3")
                            .asRoot(),
                    sink);

            assertThat(reply).isEqualTo(new CommandResult(3, "", "err\n"));
            byte[] expected = Arrays.copyOf(new byte[] {0, (byte) 0xff, '\r', '\n'}, 3_000_004);
            assertThat(Arrays.equals(sink.toByteArray(), expected)).isTrue();
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aServerThatAllowsFewCommandsAtOnceIsGivenAsMany(int allowed) throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user).atMost(allowed);
                SshShells shells = shells(settings())) {
            ExecutorService pool = Executors.newFixedThreadPool(12);
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String word = "w" + i;
                tasks.add(() -> shells.shell(sshd.target("n1"))
                        .run(Command.script("sleep 0.1; echo $1", word))
                        .out());
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : pool.invokeAll(tasks)) {
                answers.add(answer.get().strip());
            }
            pool.shutdown();

            assertThat(answers).hasSize(24).doesNotHaveDuplicates().doesNotContain("");
            assertThat(sshd.sessions()).isEqualTo(1);
            assertThat(sshd.refused()).isBetween(1, 40);
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
    void sessionsThatWereEndedAreOpenedAgainWhenUsed() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Shell shell = shells.shell(sshd.target("n1"));
            shells.disconnect();

            assertThat(shell.run(Command.of("echo", "again")).out()).isEqualTo("again\n");
            assertThat(sshd.sessions()).isEqualTo(2);
        }
    }

    @Test
    void aSessionLostUnnoticedIsReplacedBeforeTheCommandIsSent() throws Exception {
        try (TestSshd sshd = new TestSshd(host).allowing(user);
                SshShells shells = shells(settings())) {
            Shell shell = shells.shell(sshd.target("n1"));
            sshd.cut();

            assertThat(shell.run(Command.of("echo", "once").within(Duration.ofSeconds(3)))
                            .out())
                    .isEqualTo("once\n");
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
}
