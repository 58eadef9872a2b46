package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeFactsTest {
    /** As of a probe that is in a dataset and is no exporter of its measurement. */
    @Test
    void aProbeUnderAnotherNameDoesNotTellWhatItRan() {
        ProbeFacts probe = ProbeFacts.at("n1", "eth1", Optional.of("lan0"))
                .running("jdoes-own-probe", Optional.of("1.0 built on jdoes-laptop"))
                .named("node-1", "if-1", Optional.of("segment-1"));
        assertThat(probe.toString()).doesNotContain("jdoe", "n1", "eth1", "lan0");
    }
}
