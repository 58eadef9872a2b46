package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.ssh.SshTarget;

class RecordedShellTest {
    @TempDir
    Path folder;

    private RecordedShell recorded(String json) throws IOException {
        return new RecordedShell("n1", Recording.read(Files.writeString(folder.resolve("r.json"), json)));
    }

    @Test
    void answersAreThoseOfTheRecording() throws Exception {
        RecordedShell shell =
                recorded("[{\"node\":\"n1\",\"argv\":[\"id\",\"-u\"],\"status\":3,\"out\":\"0\\n\",\"err\":\"e\"}]");

        assertThat(shell.run(Command.of("id", "-u"))).isEqualTo(new CommandResult(3, "0\n", "e"));
    }

    @Test
    void repeatedCommandsGetTheirAnswersInOrder() throws Exception {
        RecordedShell shell = recorded("[{\"node\":\"n1\",\"argv\":[\"date\"],\"out\":\"1\"},"
                + "{\"node\":\"n2\",\"argv\":[\"date\"],\"out\":\"9\"},"
                + "{\"node\":\"n1\",\"argv\":[\"date\"],\"out\":\"2\"}]");

        assertThat(shell.run(Command.of("date")).out()).isEqualTo("1");
        assertThat(shell.run(Command.of("date")).out()).isEqualTo("2");
        assertThat(shell.run(Command.of("date")).out()).isEqualTo("2");
    }

    @Test
    void aCommandThatWasNotRecordedFailsAndSaysWhichWere() throws Exception {
        RecordedShell shell = recorded("[{\"node\":\"n1\",\"argv\":[\"date\"]}]");

        assertThatThrownBy(() -> shell.run(Command.of("rm", "-rf", "x")))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("not recorded on node n1: [rm, -rf, x]")
                .hasMessageContaining("[date]");
    }

    @Test
    void whatWasRecordedPlaysBackTheSame() throws Exception {
        Recording recording = new Recording();
        RecordingShell recorder = new RecordingShell(new LocalShell("n1"), recording);
        Command command = Command.script("echo hi; exit 4");
        CommandResult reply = recorder.run(command);
        recording.write(folder.resolve("r.json"));

        RecordedShell player = new RecordedShell("n1", Recording.read(folder.resolve("r.json")));

        assertThat(player.run(command)).isEqualTo(reply);
    }

    @Test
    void aFileThatIsNoRecordingIsNamed() {
        assertThatThrownBy(() -> recorded("{"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("r.json: no recording");
    }

    @Test
    void aNodeOutsideTheRecordingCannotBeReached() throws IOException {
        Recording recording = Recording.read(Files.writeString(folder.resolve("r.json"), "[]"));

        assertThatThrownBy(() -> RecordedShell.shells(recording).shell(SshTarget.of("n9", "10.0.0.9")))
                .hasMessageContaining("cannot log in on n9 (10.0.0.9)");
    }
}
