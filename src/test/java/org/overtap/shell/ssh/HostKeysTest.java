package org.overtap.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.TestKeys;

class NodeHostKeysTest {
    private static final SshTarget NODE = SshTarget.of("n1", "10.0.0.1");

    @TempDir
    Path folder;

    @Test
    void aKeyIsReadWithOrWithoutTypeAndComment() throws Exception {
        String line = TestKeys.publicLine(TestKeys.make("rsa"));
        String blob = line.split(" ")[1];

        assertThat(HostKeyLine.parse(line + " root@pc1")).isEqualTo(HostKeyLine.parse(blob));
        assertThat(HostKeyLine.parse(blob).type()).isEqualTo("ssh-rsa");
        assertThatThrownBy(() -> HostKeyLine.parse("1024 35 1234567")).hasMessageContaining("no SSH public key");
        assertThatThrownBy(() -> HostKeyLine.parse("AAAA")).hasMessageContaining("unreadable");
    }

    @Test
    void pinningAnewTellsWhetherTheKeyIsAnother() throws Exception {
        String first = TestKeys.publicLine(TestKeys.make("ed25519"));
        String second = TestKeys.publicLine(TestKeys.make("ed25519"));
        HostKeys keys = new HostKeys(folder.resolve("known_hosts"));

        assertThat(keys.pin(NODE, List.of(first))).isFalse();
        assertThat(keys.pin(NODE, List.of(first))).isFalse();
        assertThat(keys.pin(NODE, List.of(second))).isTrue();
        assertThat(keys.known(NODE)).containsExactly(HostKeyLine.parse(second));
        assertThat(keys.pin(NODE, List.of())).isTrue();
        assertThat(keys.known(NODE)).isEmpty();
    }

    @Test
    void keysAreFoundAgainByHostAndPort() throws Exception {
        HostKeys keys = new HostKeys(folder.resolve("deep/known_hosts"));
        HostKeyLine key = HostKeyLine.parse(TestKeys.publicLine(TestKeys.make("ed25519")));
        keys.remember(NODE, key);

        assertThat(keys.known(NODE)).containsExactly(key);
        assertThat(keys.known(new SshTarget("n1", "10.0.0.1", 2222, ""))).isEmpty();
        assertThat(keys.known(SshTarget.of("n1", "10.0.0.11"))).isEmpty();
    }

    @Test
    void aDamagedLineIsNamedByFileAndNumber() throws Exception {
        Path file = Files.writeString(folder.resolve("known_hosts"), "# mine\n10.0.0.1 ssh-rsa rubbish\n");

        assertThatThrownBy(() -> new HostKeys(file).known(NODE)).hasMessageContaining(file + ":2: malformed host key");
    }
}
