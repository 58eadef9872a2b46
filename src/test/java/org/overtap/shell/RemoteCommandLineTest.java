package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemoteCommandLineTest {
    @Test
    void anOrdinaryCommandIsSentAsItReads() {
        assertThat(RemoteCommandLine.of(Command.of("cat", "/etc/hosts"))).isEqualTo("cat /etc/hosts");
        assertThat(RemoteCommandLine.of(Command.of("echo", "it's"))).isEqualTo("echo 'it'\\''s'");
    }

    @Test
    void whatACShellWouldStumbleOverIsWrapped() {
        String line = RemoteCommandLine.of(Command.script("echo 'hi!'\necho $1\n", "x"));

        assertThat(line).startsWith("sh -c 'eval ").doesNotContain("\n").doesNotContain("!");
        assertThat(line.chars().filter(c -> c == '\'').count()).isEqualTo(4);
    }
}
