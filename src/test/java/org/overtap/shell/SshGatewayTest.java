package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.shell.ssh.SshShells;
import org.overtap.shell.ssh.SshTarget;

/** Shells over SSH, against a real server on loopback: jump hosts. */
class SshGatewayTest {
    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private Path knownHosts;
    private Path userKey;

    private static KeyPair user;
    private static KeyPair host;
    private static KeyPair gatewayHost;

    @BeforeAll
    static void keys() throws Exception {
        user = TestKeys.make("ed25519");
        host = TestKeys.make("rsa");
        gatewayHost = TestKeys.make("rsa");
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

    @Test
    void aNodeBehindAGatewayIsReachedAndItsOwnKeyIsChecked() throws Exception {
        try (TestSshd gateway = new TestSshd(gatewayHost).allowing(user);
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
        try (TestSshd gateway = new TestSshd(gatewayHost).allowing(user);
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
        try (TestSshd gateway = new TestSshd(gatewayHost).allowing(user);
                SshShells shells = shells(settings().withGateway("127.0.0.1:" + gateway.port()))) {
            assertThatThrownBy(() -> shells.shell(new SshTarget("n1", "127.0.0.1", 1, "")))
                    .hasMessageContaining("cannot log in on n1 (127.0.0.1 port 1) through 127.0.0.1");
        }
    }
}
