package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.overlay.plan.OverlayPlan;

/** Whether a collector's port is free, asked on this machine. */
@EnabledOnOs(OS.LINUX)
class PortStepTest {
    @TempDir
    Path folder;

    private String check(int port, String transport) throws Exception {
        return new PortStep(
                        folder.resolve("overtap-1-n3").toString(),
                        new OverlayPlan.Collector("n3", "nfcapd", port, false, Optional.of(transport)))
                .apply(new FakeNodes(folder).on("n3"));
    }

    @Test
    void aPortThatAnotherProcessHasIsToldWithItsNameAndNumber() throws Exception {
        int port;
        try (DatagramSocket socket = new DatagramSocket()) {
            port = socket.getLocalPort();
            assertThatThrownBy(() -> check(port, "udp"))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining("udp port " + port + " of node n3 is in use by java (pid "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("--port");
            assertThat(check(port, "tcp")).isEqualTo("ok");
        }
        assertThat(check(port, "udp")).isEqualTo("ok");
    }

    @Test
    void whatThisDeploymentHasItMayKeep() throws Exception {
        Path own = java.nio.file.Files.createDirectories(folder.resolve("overtap-1-n3/collector"));
        Process collector = new ProcessBuilder(
                        "perl",
                        "-MIO::Socket",
                        "-e",
                        "$|=1; $s = IO::Socket::INET->new(Proto => 'udp', LocalPort => 0); print $s->sockport, \"\\n\";"
                                + " sleep 60")
                .directory(own.toFile())
                .start();
        try {
            int port = Integer.parseInt(collector.inputReader().readLine());
            assertThat(check(port, "udp")).isEqualTo("ok");
        } finally {
            collector.destroyForcibly().waitFor();
        }
    }
}
