package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.BossTls;
import org.overtap.testbed.emulab.boss.EmulabSettings;

/** The bans on old TLS are read once in a JVM's life, so these run in JVMs of their own. */
class LegacyTlsTest {
    @Test
    void aSiteWithTls10IsReachedOnlyWhenAskedFor() throws Exception {
        assertThat(ownJvm("allowed")).contains("value active");
        assertThat(ownJvm("refused")).contains("allow legacy TLS");
    }

    private static String ownJvm(String mode) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Site.class.getName(),
                        mode)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** A boss that speaks TLS 1.0 only, and a client. */
    static final class Site {
        private Site() {}

        public static void main(String[] args) throws TestbedException {
            boolean allowed = args[0].equals("allowed");
            BossTls.context(EmulabSettings.of("x", Fixtures.path("tls/user.pem"), Fixtures.path("tls/ca.pem"))
                    .withLegacyTls(true)); // lifts the bans for the server's sake too
            String state = Fixtures.text("wire/state.response.xml");
            try (FakeBoss boss = new FakeBoss("boss.pem", request -> FakeBoss.xml(state), "TLSv1")) {
                Object value = new BossClient(boss.settings().withLegacyTls(allowed))
                        .value("experiment.state", Map.of("proj", "p", "exp", "e"));
                System.out.println("value " + value);
            } catch (TestbedException e) {
                System.out.println(e.getMessage());
            }
            System.exit(0);
        }
    }
}
