package org.overtap.lifecycle.health;

import java.util.Arrays;
import java.util.Optional;

/**
 * How long it took from the last packet of flows until the file with their records was closed, from when on it can be
 * read.
 *
 * @param records how many records that is of
 * @param medianMillis half of them took no longer
 * @param mostMillis none took longer
 * @param errorMillis how far off that may be, by the clocks of the nodes and by the second to which a file tells its time
 */
public record RecordLatency(int records, long medianMillis, long mostMillis, long errorMillis) {
    /** A file's time is told in whole seconds. */
    private static final long SECOND = 1000;

    /** Of those times; absent where there are none. */
    static Optional<RecordLatency> of(long[] millis, long clocks) {
        if (millis.length == 0) {
            return Optional.empty();
        }
        long[] sorted = millis.clone();
        Arrays.sort(sorted);
        return Optional.of(new RecordLatency(
                sorted.length,
                Math.max(0, sorted[(sorted.length - 1) / 2]),
                Math.max(0, sorted[sorted.length - 1]),
                clocks + SECOND));
    }
}
