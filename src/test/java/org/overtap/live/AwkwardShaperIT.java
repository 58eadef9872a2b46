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
    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() {
        lab = LiveLab.up(home, "awkshaper", "overtap/awkward", "sample-topologies/demo/experiment.ns");
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Live.Ended topology(String... more) {
        return lab.overtap("topology", more);
    }

    private static void onShaper(String script) {
        lab.onNode("tbdelay0", script);
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
        onShaper("ip link set eth0 down");
        try {
            Live.Ended refused = topology();
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("tbdelay0", "--allow-partial");
            Live.Ended partial = topology("--allow-partial", "--explain");
            assertThat(partial.code()).as(partial.err()).isZero();
            assertThat(partial.out()).contains("warning: ").contains("tbdelay0");
        } finally {
            onShaper("ip link set eth0 up");
        }
        assertThat(topology().code()).isZero();
    }
}
