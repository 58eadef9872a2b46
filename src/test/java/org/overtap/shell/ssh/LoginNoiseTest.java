package org.overtap.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.TestKeys;
import org.overtap.shell.TestSshd;

/** Logins that print, and login shells that read a line in their own way, against a real server on loopback. */
class LoginNoiseTest {
    @TempDir
    Path folder;

    private static KeyPair user;
    private static KeyPair host;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private SshSettings settings;

    @BeforeAll
    static void keys() throws Exception {
        user = TestKeys.make("ed25519");
        host = TestKeys.make("ed25519");
    }

    @BeforeEach
    void files() throws Exception {
        Path key = TestKeys.write(folder.resolve("id"), user, "");
        settings = SshSettings.of("alice", List.of(key), folder.resolve("known_hosts"));
    }

    private interface Work {
        void on(Shell shell) throws Exception;
    }

    /** With a login shell that is this script; it is handed {@code -c LINE}. */
    private void behind(String loginScript, Work work) throws Exception {
        Path shell = Files.writeString(folder.resolve("login"), "#!/bin/sh\n" + loginScript + "\n");
        Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwx------"));
        with(shell.toString(), work);
    }

    private void with(String loginShell, Work work) throws Exception {
        try (TestSshd sshd = new TestSshd(0, loginShell, host).allowing(user);
                SshShells shells = new SshShells(settings, new HostKeys(folder.resolve("known_hosts")), notes::add)) {
            work.on(shells.shell(sshd.target("n1")));
        }
        notes.removeIf(note -> note.contains("first contact"));
    }

    private static final Command ALL_SORTS = Command.script(
                    "cat; printf '%s|' \"$@\"; echo err >&2; exit 7\n",
                    "two words", "it's", "!event", "a\nb", "$HOME", "\\n", "é€", "")
            .withInput("in\n".getBytes(StandardCharsets.UTF_8));

    private static final CommandResult ANSWER =
            new CommandResult(7, "in\ntwo words|it's|!event|a\nb|$HOME|\\n|é€||", "err\n");

    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash", "zsh", "ksh", "fish", "tcsh", "bsd-csh"})
    void everyLoginShellReadsTheSame(String name) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + name)), name + " is not installed");
        with("/usr/bin/" + name, shell -> {
            assertThat(shell.run(ALL_SORTS)).isEqualTo(ANSWER);
            String[] many = new String[3000];
            Arrays.fill(many, "x".repeat(100));
            assertThat(shell.run(Command.script("cat; echo $#\n# " + "y".repeat(100_000), many)
                                    .withInput("whole\n".getBytes(StandardCharsets.UTF_8)))
                            .out())
                    .isEqualTo("whole\n3000\n");
        });
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'Good morning'; exec sh \"$@\"",
                "printf 'Good morning'; exec sh \"$@\"",
                "echo 'Good morning' >&2; exec sh \"$@\"",
                "sh \"$@\"; s=$?; printf 'Good morning'; echo bye >&2; exit $s",
                "printf '\\n  \\nGood morning\\n\\000\\377'; sh \"$@\"; echo bye; exit 0"
            })
    void whatALoginPrintsIsPassedOverAndSaidOnce(String login) throws Exception {
        behind(login, shell -> {
            assertThat(shell.run(ALL_SORTS)).isEqualTo(ANSWER);
            List<String> lines = new ArrayList<>();
            assertThat(shell.stream(Command.script("seq 1 5000; exit 3"), lines::add)
                            .status())
                    .isEqualTo(3);
            assertThat(lines).hasSize(5000).startsWith("1").endsWith("5000");
            byte[] bytes = new byte[700_000];
            new Random(1).nextBytes(bytes);
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            assertThat(shell.copy(Command.of("cat").withInput(bytes), copy).status())
                    .isZero();
            assertThat(Arrays.equals(copy.toByteArray(), bytes)).isTrue();
        });
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("note: the login on n1 (127.0.0.1 port ")
                .endsWith(" prints text around every command (\"Good morning\"): it is passed over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'Only backups here'",
                "echo 'Only backups here' >&2; exit 1",
                "printf 'Only backups here'; exec sleep 0.1",
                "echo 'Only backups here'; exec yes 'Only backups here'"
            })
    void aLoginThatDoesNotRunWhatItIsAskedIsToldInItsOwnWords(String login) throws Exception {
        behind(login, shell -> assertThatThrownBy(() -> shell.run(Command.of("true")))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("n1 (127.0.0.1 port ")
                .hasMessageContaining("does not run what it is asked (a ForceCommand, ")
                .hasMessageContaining("it said \"Only backups here\""));
        assertThat(notes).isEmpty();
    }

    @Test
    void aLoginThatSaysNothingIsToldWithItsStatus() throws Exception {
        behind("exit 5", shell -> assertThatThrownBy(() -> shell.run(Command.of("true")))
                .hasMessageContaining("it said nothing, and ended with status 5"));
    }

    @Test
    void aLoginThatWaitsIsToldAsSuch() throws Exception {
        behind("sleep 30", shell -> assertThatThrownBy(
                        () -> shell.run(Command.of("true").within(Duration.ofMillis(400))))
                .hasMessageContaining("was given up after 400 ms")
                .hasMessageContaining("does its profile wait for something"));
    }

    @Test
    void whatALoginLeavesRunningHoldsNothingUp() throws Exception {
        long start = System.nanoTime();
        behind(
                "sleep 20 & sh \"$@\"",
                shell -> assertThat(shell.run(Command.of("echo", "x")).out()).isEqualTo("x\n"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh \"$@\" | head -c 1000", "sh \"$@\" | { head -c 1000; sleep 0.5; }"})
    void anAnswerThatIsCutOffIsNoAnswer(String login) throws Exception {
        behind(login, shell -> {
            assertThatThrownBy(() -> shell.run(Command.script("seq 1 5000")))
                    .hasMessageContaining("a script on n1")
                    .hasMessageContaining("was cut off");
            assertThatThrownBy(() -> shell.stream(Command.script("seq 1 5000"), line -> {}))
                    .hasMessageContaining("was cut off");
            assertThatThrownBy(() -> shell.copy(Command.script("seq 1 5000"), new ByteArrayOutputStream()))
                    .hasMessageContaining("was cut off");
        });
    }

    @Test
    void whatSomethingElsePrintsIntoAnAnswerIsNoticed() throws Exception {
        behind("(sleep 0.3; echo intruder) & sh \"$@\"", shell -> {
            assertThatThrownBy(() -> shell.run(Command.script("echo a; sleep 1; echo b")))
                    .hasMessageContaining("mixed with what something else printed");
        });
    }

    @Test
    void signalsAndProgramsThatAreNotThereAreStatuses() throws Exception {
        with("sh", shell -> {
            assertThat(shell.run(Command.script("kill -9 $$"))).isEqualTo(new CommandResult(137, "", ""));
            assertThat(shell.run(Command.script("echo x; kill -TERM $$"))).isEqualTo(new CommandResult(143, "x\n", ""));
            CommandResult missing = shell.run(Command.of("no-such-program-at-all"));
            assertThat(missing.status()).isEqualTo(127);
            assertThat(missing.errorText()).contains("no-such-program-at-all");
        });
    }

    @Test
    void aListOfProcessesIsNotTakenForAMark() throws Exception {
        with("sh", shell -> {
            CommandResult reply = shell.run(Command.script("tr '\\0' ' ' < /proc/$PPID/cmdline; for p in /proc/[0-9]*;"
                    + " do tr '\\0' ' ' < $p/cmdline; done 2>/dev/null; echo end"));
            assertThat(reply.out()).contains("base64 -d").endsWith("end\n");
        });
    }

    @Test
    void linesAreHandedOnWhileTheCommandRuns() throws Exception {
        with("sh", shell -> {
            List<Long> times = new ArrayList<>();
            shell.stream(Command.script("echo a; sleep 1; echo b"), line -> times.add(System.nanoTime()));
            assertThat(times).hasSize(2);
            assertThat(times.get(1) - times.get(0)).isGreaterThan(500_000_000L);
        });
    }
}
