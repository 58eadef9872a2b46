package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * What verify says of what was lost, missed or forged: numbers that agree with the tools' own, and history apart.
 */
@Tag("live")
@Order(1)
class LossCasesIT {
    @TempDir
    static Path home;

    private static VerifiedHosts verified;

    @BeforeAll
    static void deployed() throws Exception {
        verified = VerifiedHosts.up(home, "ovtloss-");
    }

    @AfterAll
    static void takenDown() throws Exception {
        if (verified != null) {
            verified.close();
        }
    }

    @Case("A9")
    void droppedPacketsAreToldAsTheProbeCountsThem() throws Exception {
        long before = verified.faults().droppedBy("b", "eth2");
        VerifiedHosts.Run run = verified.requireNamed(verified.faults().dropping());
        assertThat(run.number("dropped"))
                .isEqualTo((int) (verified.faults().droppedBy("b", "eth2") - before))
                .isPositive();
    }

    @Case("A10")
    void whatACollectorMissedIsHistoryAndDecidesOnlyIfItIsAskedTo() throws Exception {
        VerifiedHosts.Run dead = verified.requireNamed(verified.faults().collectorDead());
        assertThat(dead.report().path("findings").path(0).path("conversations").asInt())
                .isEqualTo(5);
        VerifiedHosts.Run mended = verified.verify("--strict");
        assertThat(mended.ended().code()).as(mended.toString()).isEqualTo(3);
        assertThat(mended.found()).isEmpty();
        JsonNode outages = mended.report().path("history").path("outages");
        assertThat(outages.findValuesAsText("node")).contains("a");
        assertThat(outages.path(outages.size() - 1).path("seconds").asLong(-1)).isPositive();
    }

    @Case("A11")
    void recordsThatNoProbeSentProveNothing() throws Exception {
        VerifiedHosts.Run run = verified.requireNamed(verified.faults().forged());
        assertThat(run.number("observed")).isZero();
        assertThat(run.number("foreign")).isPositive();
    }
}
