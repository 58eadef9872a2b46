package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegeTest {
    private final List<String> lines = new ArrayList<>();

    /** Writes down what it is to run. */
    private final class Paper implements Shell {
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
        public void download(String remote, Path folder) {
            throw new UnsupportedOperationException();
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
    void aShellIsWrappedOnce() throws ShellException {
        Shell shell = Privilege.SUDO.over(new Paper());
        Privilege.SUDO.over(shell).run(Command.of("id").asRoot());
        assertThat(lines).containsExactly("sudo -n -- sh -c 'echo overtap-root >&2; exec \"$@\"' sh id");
    }

    @Test
    void whereNobodySaysHowRootIsHadNothingRunsWithoutIt() {
        Shell shell = new Paper();
        assertThatThrownBy(() -> shell.run(Command.of("id").asRoot())).isInstanceOf(IllegalStateException.class);
        assertThat(lines).isEmpty();
    }
}
