package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivilegeTest {
    private final List<String> lines = new ArrayList<>();

    /** Writes down what it is to run. */
    private class Paper implements Shell {
        @Override
        public String node() {
            return "n1";
        }

        @Override
        public CommandResult run(Command command) {
            lines.add(command.line());
            return new CommandResult(0, "", "");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void onlyWhatNeedsRootIsRunInTheWayOfTheNode() throws ShellException {
        for (Privilege way : Privilege.values()) {
            Shell shell = way.over(new Paper());
            shell.run(Command.of("id", "-u"));
            shell.run(Command.of("id", "-u").asRoot().within(java.time.Duration.ofSeconds(1)));
        }
        assertThat(lines)
                .containsExactly(
                        "id -u", "id -u", "id -u", "sudo -n -- sh -c 'echo overtap-root >&2; exec \"$@\"' sh id -u");
    }

    @Test
    void aScriptIsRunByOneShellAndKnownAgain() throws ShellException {
        List<List<String>> asked = new ArrayList<>();
        for (Command command : List.of(Command.script("id\necho $1", "a b"), Command.of("id", "-u"))) {
            Shell shell = Privilege.SUDO.over(new Paper() {
                @Override
                public CommandResult run(Command resolved) {
                    assertThat(Privilege.rootWords(resolved.argv())).contains(command.argv());
                    asked.add(resolved.argv());
                    return super.run(resolved);
                }
            });
            shell.run(command.asRoot());
        }
        assertThat(asked.get(0))
                .containsExactly("sudo", "-n", "--", "sh", "-c", "echo overtap-root >&2\nid\necho $1", "sh", "a b");
        assertThat(Privilege.rootWords(List.of("sudo", "-n", "--", "sh", "-c", "id")))
                .isEmpty();
        assertThat(Privilege.rootWords(List.of("sudo", "-n", "--"))).isEmpty();
    }

    @Test
    void aShellIsWrappedOnce() throws ShellException {
        Shell shell = Privilege.SUDO.over(new Paper());
        Privilege.SUDO.over(shell).run(Command.of("id").asRoot());
        assertThat(lines).containsExactly("sudo -n -- sh -c 'echo overtap-root >&2; exec \"$@\"' sh id");
    }

    /** This machine, on which sudo is a script. */
    private static Shell sudoing(Path folder, String script) throws Exception {
        Path sudo = Files.writeString(folder.resolve("sudo"), "#!/bin/sh\nshift 2\n" + script + "\n");
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwx------"));
        return Privilege.SUDO.over(new LocalShell("n1", List.of("env", "PATH=" + folder + ":/usr/bin:/bin")));
    }

    @Test
    void whatSudoPrintsIsNotTheCommands(@TempDir Path folder) throws Exception {
        Shell shell = sudoing(
                folder, "echo 'sudo: unable to resolve host n1' >&2; echo 'the usual lecture' >&2; exec \"$@\"");
        assertThat(shell.run(Command.script("echo out; echo \"$1\" >&2; exit 3", "it's so")
                        .asRoot()))
                .isEqualTo(new CommandResult(3, "out\n", "it's so\n"));
        assertThat(shell.stream(Command.script("echo no >&2; exit 3").asRoot(), line -> {}))
                .isEqualTo(new CommandResult(3, "", "no\n"));
        assertThat(shell.copy(Command.script("echo no >&2; exit 3").asRoot(), OutputStream.nullOutputStream()))
                .isEqualTo(new CommandResult(3, "", "no\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sudo: sorry, you must have a tty to run sudo | !requiretty",
                "sudo: a password is required | NOPASSWD",
                "sudo: a terminal is required to read the password | NOPASSWD",
                "sudo: Account expired or PAM config lacks an \"account\" section for sudo | renewed",
                "alice is not in the sudoers file. | into its sudoers",
                "Sorry, user alice is not allowed to execute '/bin/sh' as root on n1. | any command",
                "sudo: something that nobody has thought of | 'sudo -n true'"
            })
    void whatSudoRefusesIsToldInItsOwnWordsWithWhatToDo(String words, String remedy, @TempDir Path folder)
            throws Exception {
        Shell shell = sudoing(folder, "cat >&2 <<'END'\nsudo: unable to resolve host n1\n" + words + "\nEND\nexit 1");
        CommandResult reply = shell.run(Command.of("id").asRoot());
        assertThat(reply.ok()).isFalse();
        assertThat(reply.errorText())
                .contains(words)
                .contains(remedy)
                .startsWith(words.startsWith("sudo") ? words : "sudo: " + words);
    }

    @Test
    void whereSudoIsNotThereThatIsTold(@TempDir Path folder) throws Exception {
        Shell shell = Privilege.SUDO.over(new LocalShell("n1", List.of("env", "PATH=" + folder)));
        assertThat(shell.run(Command.of("id").asRoot()).errorText()).contains("install sudo there");
    }

    @Test
    void whereNobodySaysHowRootIsHadNothingRunsWithoutIt() {
        Shell shell = new Paper();
        assertThatThrownBy(() -> shell.run(Command.of("id").asRoot())).isInstanceOf(IllegalStateException.class);
        assertThat(lines).isEmpty();
    }
}
