package org.overtap.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.Counter;

class CounterWindowTest {
    @Test
    void whatWasCountedBeforeIsNotOfTheWindow() {
        CounterWindow window = new CounterWindow(
                Map.of(Counter.RECEIVED, 100L, Counter.DROPPED_BY_KERNEL, 7L),
                Map.of(Counter.RECEIVED, 130L, Counter.DROPPED_BY_KERNEL, 9L));
        assertThat(window.since(Counter.RECEIVED)).contains(30L);
        assertThat(window.droppedBefore()).contains(7L);
        assertThat(window.droppedSince()).contains(2L);
        assertThat(window.droppedAtEnd()).contains(9L);
        assertThat(window.since(Counter.EXPORTED)).isEmpty();
    }

    @Test
    void oneThatWasStartedAnewCountsAllSince() {
        CounterWindow window = new CounterWindow(
                Map.of(Counter.RECEIVED, 100L, Counter.DROPPED_BY_KERNEL, 0L),
                Map.of(Counter.RECEIVED, 30L, Counter.DROPPED_BY_KERNEL, 5L));
        assertThat(window.restarted()).isTrue();
        assertThat(window.since(Counter.RECEIVED)).contains(30L);
        assertThat(window.droppedSince()).contains(5L);
    }

    @Test
    void aCounterThatWasToldOnlyInTheEndIsNotKnownToBeOfTheWindow() {
        CounterWindow window = new CounterWindow(Map.of(), Map.of(Counter.RECEIVED, 30L));
        assertThat(window.since(Counter.RECEIVED)).isEmpty();
        assertThat(window.droppedSince()).isEmpty();
    }
}
