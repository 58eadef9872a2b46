package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.TestTraffic;
import org.overtap.topology.IpAddress;

/** Whether the first record of each probe was heard when a deploy ends. */
@EnabledOnOs(OS.LINUX)
class ArrivalStepTest {
    private static final String HEARS_N1 = "echo 'exporter: Domain: 1, IP: 172.30.0.1'; " + FakeOverlay.LIVES;

    @TempDir
    Path folder;

    private final Map<String, String> outcomes = new TreeMap<>();
    private FakeOverlay overlay;

    @BeforeEach
    void describe() throws Exception {
        overlay = new FakeOverlay(folder, FakeNodes::new);
        overlay.describe("pmacctd", FakeOverlay.LIVES, "arrival: {reset: 1}");
        overlay.describe("nfcapd", HEARS_N1, "arrival: {log: 'exporter: .*Domain: {engine}, IP: {from}$'}");
    }

    @AfterEach
    void takeAway() throws Exception {
        overlay.teardown();
        overlay.assertNothingLeft();
    }

    private void deploy() throws Exception {
        Progress telling = (number, total, title, outcome, took) -> {
            synchronized (outcomes) {
                outcomes.put(title, outcome);
            }
        };
        new Deployer(overlay.state, overlay.nodes, telling)
                .deploy(overlay.state.read().isPresent() ? overlay.again() : overlay.wanted(3));
    }

    @Test
    void whatWasNotHeardIsSaidAndFailsNothing() throws Exception {
        deploy();
        assertThat(outcomes.get("hear the first record from n1")).isEqualTo("heard");
        assertThat(outcomes.get("hear the first record from n2")).startsWith("nothing yet of eth1");
        assertThat(overlay.standing().complete()).isTrue();
    }

    @Test
    void whatIsShownToTheProbesIsRememberedAsTestTraffic() throws Exception {
        deploy();
        deploy();
        assertThat(overlay.standing().journal().tests())
                .extracting(TestTraffic::addresses)
                .containsExactly(java.util.Set.of(IpAddress.of("192.0.2.1"), IpAddress.of("192.0.2.2")));
    }

    @Test
    void whatRunsAlreadyIsNotWaitedFor() throws Exception {
        deploy();
        deploy();
        assertThat(outcomes.get("hear the first record from n2")).isEqualTo("running");
    }
}
