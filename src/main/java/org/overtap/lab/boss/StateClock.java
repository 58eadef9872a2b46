package org.overtap.lab.boss;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The state of an experiment, for several threads to change and to wait for. */
final class StateClock {
    private final Consumer<String> told;
    private String state;
    private long changes;

    /** @param told hears every new state, while nobody else can change it */
    StateClock(String state, Consumer<String> told) {
        this.state = state;
        this.told = told;
    }

    synchronized String state() {
        return state;
    }

    synchronized void set(String next) {
        state = next;
        changes++;
        told.accept(next);
        notifyAll();
    }

    /** Changes the state if it is the one expected; says whether it was. */
    synchronized boolean move(String expected, String next) {
        boolean moved = state.equals(expected);
        if (moved) {
            set(next);
        }
        return moved;
    }

    /** Waits for one of the states, or with none given for any change; empty when the time is over. */
    synchronized Optional<String> await(List<String> wanted, Optional<Duration> limit) throws InterruptedException {
        long end = System.nanoTime() + limit.map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
        long before = changes;
        while (wanted.isEmpty() ? changes == before : !wanted.contains(state)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        return Optional.of(state);
    }
}
