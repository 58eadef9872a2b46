package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshAgentTest {
    @TempDir
    Path folder;

    @Test
    void whatTheAgentHoldsCanSign() throws Exception {
        Path socket = folder.resolve("agent");
        KeyPair pair = TestKeys.make("ed25519");
        Path key = TestKeys.write(folder.resolve("id"), pair, "");
        key.toFile().setReadable(false, false);
        key.toFile().setReadable(true, true);
        Process agent = start("ssh-agent", "-D", "-a", socket.toString());
        try {
            await(socket);
            ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.start().waitFor()).isZero();

            List<Identity> held = SshIdentities.ofAgent(socket.toString());

            assertThat(held).singleElement().extracting(Identity::getAlgName).isEqualTo("ssh-ed25519");
            assertThat(held.get(0).getSignature("text".getBytes(StandardCharsets.US_ASCII)))
                    .hasSizeGreaterThan(64);
        } finally {
            agent.destroy();
        }
    }

    @Test
    void noAgentAndADeadSocketOfferNothing() {
        assertThat(SshIdentities.ofAgent(null)).isEmpty();
        assertThat(SshIdentities.ofAgent(folder.resolve("none").toString())).isEmpty();
    }

    private static Process start(String... words) {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.assumeFalse(System.getenv("CI") == null, "ssh-agent is not installed");
            throw new AssertionError("ssh-agent is not installed", e);
        }
    }

    private static void await(Path socket) throws InterruptedException {
        for (int i = 0; i < 100 && !Files.exists(socket); i++) {
            Thread.sleep(20);
        }
    }
}
