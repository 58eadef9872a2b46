package org.overtap.verify.evidence;

import java.util.Map;
import java.util.Optional;
import org.overtap.instrument.Counter;

/**
 * What a daemon told of itself at the beginning and at the end. One that counts less in the end than in the beginning was
 * started anew in between: then all that it counts is of the window.
 *
 * @param before its counters at the beginning; what it did not tell is not there
 * @param after likewise at the end
 */
public record CounterWindow(Map<Counter, Long> before, Map<Counter, Long> after) {
    /** Nothing was told. */
    public static final CounterWindow NONE = new CounterWindow(Map.of(), Map.of());

    public CounterWindow {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** How much was counted in the window; absent where either end is not known, unless it was started anew. */
    public Optional<Long> since(Counter counter) {
        Optional<Long> last = Optional.ofNullable(after.get(counter));
        return restarted() ? last : last.flatMap(n -> start(counter).map(first -> n - first));
    }

    /** How much had been counted by the beginning. */
    public Optional<Long> start(Counter counter) {
        return Optional.ofNullable(before.get(counter));
    }

    /** How much had been counted by the end. */
    public Optional<Long> end(Counter counter) {
        return Optional.ofNullable(after.get(counter));
    }

    /** Whether what it counts began anew. */
    public boolean restarted() {
        return before.entrySet().stream()
                .anyMatch(e -> after.containsKey(e.getKey()) && after.get(e.getKey()) < e.getValue());
    }

    /** Packets that were lost before it counted them, by the kernel and by itself; absent where it tells of neither. */
    public Optional<Long> droppedSince() {
        return sum(since(Counter.DROPPED_BY_KERNEL), since(Counter.DROPPED_BY_TOOL));
    }

    /** The same before the beginning. */
    public Optional<Long> droppedBefore() {
        return sum(start(Counter.DROPPED_BY_KERNEL), start(Counter.DROPPED_BY_TOOL));
    }

    /** The same in all. */
    public Optional<Long> droppedAtEnd() {
        return sum(end(Counter.DROPPED_BY_KERNEL), end(Counter.DROPPED_BY_TOOL));
    }

    private static Optional<Long> sum(Optional<Long> one, Optional<Long> other) {
        return one.isEmpty() ? other : Optional.of(one.get() + other.orElse(0L));
    }
}
