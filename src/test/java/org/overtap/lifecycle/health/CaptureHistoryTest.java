package org.overtap.lifecycle.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.verify.evidence.ProbeId;

class CaptureHistoryTest {
    private static final ProbeId PROBE = new ProbeId("n1", "eth1", 1);
    private static final Instant TEN = Instant.parse("2026-01-31T10:00:00Z");
    private static final Duration HORIZON = Duration.ofSeconds(20);

    private final CaptureHistory history = new CaptureHistory();

    private boolean stale(int now, Integer stored) {
        return history.stale(
                PROBE,
                TEN.plusSeconds(now),
                HORIZON,
                Optional.ofNullable(stored).map(TEN::plusSeconds));
    }

    private void look(int at, long received) {
        history.add(TEN.plusSeconds(at), Map.of(PROBE, received));
    }

    @Test
    void whatWasCapturedIsMissedOnceItsTimeIsOver() {
        look(0, 5);
        look(10, 9);
        assertThat(stale(30, null)).as("it may still come").isFalse();
        assertThat(stale(31, null)).isTrue();
        assertThat(stale(31, -5)).as("what came before it was seen is other").isTrue();
        assertThat(stale(31, 12)).as("something came since").isFalse();
    }

    @Test
    void whereNothingWasCapturedNothingIsMissed() {
        look(0, 5);
        look(10, 5);
        look(90, 5);
        assertThat(stale(200, null)).isFalse();
    }

    @Test
    void aProbeThatBeganAnewIsNoNewCapture() {
        look(0, 500);
        look(10, 0);
        assertThat(stale(200, null)).isFalse();
    }
}
