package org.overtap.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellLimits;
import org.overtap.shell.TestKeys;

/** Steps of a command ask a node one after the other: one that does not answer is waited for once. */
class SilentNodeTest {
    private static final ShellLimits SHORT = new ShellLimits(Duration.ofMillis(500), 1000);

    @TempDir
    Path folder;

    private SshShells shells(KeyPair user) throws Exception {
        SshSettings settings = SshSettings.of(
                "alice", List.of(TestKeys.write(folder.resolve("id"), user, "")), folder.resolve("state/known_hosts"));
        HostKeys keys = new HostKeys(folder.resolve("state/known_hosts"));
        return new SshShells(settings.withLimits(SHORT), keys, note -> {});
    }

    @Test
    void aNodeThatNeverAnsweredIsWaitedForOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SshShells shells = shells(TestKeys.make("ed25519"))) {
            SshTarget target = new SshTarget("n1", "127.0.0.1", silent.getLocalPort(), "alice");
            long start = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                assertThatThrownBy(() -> shells.shell(target))
                        .isInstanceOf(ShellException.class)
                        .hasMessageContaining("no answer within");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(SHORT.connect().multipliedBy(3));
        }
    }
}
