package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.ssh.SshIdentities;

class SshAgentTest {
    private static final int RSA_2048_BYTES = 256;

    @TempDir
    Path folder;

    @Test
    void whatTheAgentHoldsCanSign() throws Exception {
        KeyPair pair = TestKeys.make("rsa");
        byte[] text = "text".getBytes(StandardCharsets.US_ASCII);
        FakeAgent agent = new FakeAgent(folder.resolve("agent"), pair);
        try (agent) {
            List<Identity> held = SshIdentities.ofAgent(folder.resolve("agent").toString());
            byte[] blob = held.get(0).getSignature(text, "rsa-sha2-512");

            assertThat(held).hasSize(1);
            Signature check = Signature.getInstance("SHA512withRSA");
            check.initVerify(pair.getPublic());
            check.update(text);
            assertThat(check.verify(Arrays.copyOfRange(blob, blob.length - RSA_2048_BYTES, blob.length)))
                    .isTrue();
        }
    }

    @Test
    void noAgentAndADeadSocketOfferNothing() {
        assertThat(SshIdentities.ofAgent(null)).isEmpty();
        assertThat(SshIdentities.ofAgent(folder.resolve("none").toString())).isEmpty();
    }
}
