package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shaper that does not answer, or answers nonsense. */
@Tag("live")
class AwkwardShaperIT {
    private static final String LAB = "awkshaper";
    private static final String SOURCE = "emulab:overtap/awkward";

    @TempDir
    static Path home;

    @BeforeAll
    static void labUp() {
        Live.require();
        Live.overtap(home, "lab", "down", LAB);
        Live.Ended up = Live.overtap(
                home,
                "lab",
                "up",
                "sample-topologies/demo/experiment.ns",
                "--name",
                LAB,
                "--experiment",
                "overtap/awkward");
        assertThat(up.code()).as(up.err()).isZero();
    }

    @AfterAll
    static void labDown() {
        Live.overtap(home, "lab", "down", LAB);
    }

    private static Live.Ended topology(String... more) {
        String[] args = new String[4 + more.length];
        System.arraycopy(new String[] {"topology", SOURCE, "--profile", LAB}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return Live.inLab(home, LAB, args);
    }

    private static void onShaper(String script) {
        Live.onNode(LAB, "tbdelay0", "sh", "-c", script);
    }

    @Test
    void aMalformedDelayMappingIsReportedWithNodeFileAndLine() {
        onShaper(
                "cp /var/emulab/boot/delay_mapping /root/kept; echo 'wan duplex client' >/var/emulab/boot/delay_mapping");
        Live.Ended ended = topology();
        onShaper("cp /root/kept /var/emulab/boot/delay_mapping");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("tbdelay0", "delay_mapping:1");
    }

    @Test
    void aDelayMappingThatContradictsTheLinksIsAnError() {
        onShaper("cp /var/emulab/boot/delay_mapping /root/kept2;"
                + " sed -i s/client/nobody/ /var/emulab/boot/delay_mapping");
        Live.Ended ended = topology();
        onShaper("cp /root/kept2 /var/emulab/boot/delay_mapping");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("nobody");
    }

    @Test
    void aShaperThatCannotBeReachedIsNamedAndMayBeLeftOut() {
        Live.onNode(LAB, "tbdelay0", "ip", "link", "set", "eth0", "down");
        try {
            Live.Ended refused = topology();
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("tbdelay0", "--allow-partial");
            Live.Ended partial = topology("--allow-partial", "--explain");
            assertThat(partial.code()).as(partial.err()).isZero();
            assertThat(partial.out()).contains("warning: ").contains("tbdelay0");
        } finally {
            Live.onNode(LAB, "tbdelay0", "ip", "link", "set", "eth0", "up");
        }
        assertThat(topology().code()).isZero();
    }
}
