package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalShellTest {
    private final LocalShell shell = new LocalShell("here");

    @Test
    void statusOutputAndErrorsAreKeptApart() throws ShellException {
        assertThat(shell.run(Command.script("echo out; echo err >&2; exit 7")))
                .isEqualTo(new CommandResult(7, "out\n", "err\n"));
    }

    @Test
    void wordsArriveAsTheyAre() throws ShellException {
        assertThat(shell.run(Command.of("printf", "%s|", "a b", "$(id)", "'")).out())
                .isEqualTo("a b|$(id)|'|");
    }

    @Test
    void inputReachesTheCommandWhole() throws ShellException {
        String text = "x".repeat(300_000);

        assertThat(shell.run(Command.of("cat").withInput(text.getBytes(StandardCharsets.UTF_8)))
                        .out())
                .isEqualTo(text);
    }

    @Test
    void aCommandThatReadsNoInputIsNotHeldUpByIt() throws ShellException {
        assertThat(shell.run(Command.of("true").withInput(new byte[1 << 20])).ok())
                .isTrue();
    }

    @Test
    void aHangingCommandIsEndedWithItsChildren(@TempDir Path folder) throws Exception {
        Path late = folder.resolve("late");
        Command hanging = Command.script("(sleep 2; echo x > \"$1\") & wait", late.toString())
                .within(Duration.ofMillis(300));

        assertThatThrownBy(() -> shell.run(hanging)).hasMessageContaining("a script on here was given up after 300 ms");
        Thread.sleep(2300);
        assertThat(late).doesNotExist();
    }

    @Test
    void tooMuchOutputIsAnError() {
        LocalShell small = new LocalShell("here", List.of(), new ShellLimits(Duration.ZERO, 1000));

        assertThatThrownBy(() -> small.run(Command.of("head", "-c", "1001", "/dev/zero")))
                .hasMessageContaining("more than the limit");
    }

    @Test
    void bytesAreCopiedAsTheyAreHoweverManyTheyAre() throws ShellException {
        LocalShell small = new LocalShell("here", List.of(), new ShellLimits(Duration.ZERO, 1000));
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        CommandResult reply = small.copy(
                Command.script("printf '\\000\\377\\r\\n'; head -c 3000000 /dev/zero; echo err >&2; exit 3"), sink);

        assertThat(reply).isEqualTo(new CommandResult(3, "", "err\n"));
        byte[] expected = Arrays.copyOf(new byte[] {0, (byte) 0xff, '\r', '\n'}, 3_000_004);
        assertThat(Arrays.equals(sink.toByteArray(), expected)).isTrue();
    }

    @Test
    void whatASinkThrowsEndsTheCommandAndIsPassedOn() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) {
                throw new IllegalStateException("no more");
            }
        };
        assertThatThrownBy(() -> shell.copy(Command.of("cat", "/dev/zero"), broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more");
    }

    @Test
    void whatTheSinkThrowsEndsTheCommandAndIsPassedOn() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThatThrownBy(() -> shell.copy(Command.of("cat", "/dev/zero"), full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space left");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> shell.run(Command.of("no-such-program-at-all")))
                .hasMessageContaining("no-such-program-at-all on here cannot be started");
    }

    @Test
    void thePrefixComesFirst() throws ShellException {
        LocalShell prefixed = new LocalShell("here", List.of("env", "COLOUR=blue"));

        assertThat(prefixed.run(Command.script("echo $COLOUR")).out()).isEqualTo("blue\n");
    }
}
