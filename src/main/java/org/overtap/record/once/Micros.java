package org.overtap.record.once;

import java.time.Instant;
import java.util.Optional;
import org.overtap.record.FlowRecord;

/** Times as numbers: microseconds since 1970 in UTC. */
final class Micros {
    /** No time is known. */
    static final long NONE = Long.MIN_VALUE;

    /** Nothing that is measured is of a time further from 1970 than 10,000 years: sums stay within 64 bits. */
    private static final long MOST_SECONDS = 315_000_000_000L;

    private Micros() {}

    /** A time as records tell it. */
    static long told(long micros) {
        return micros == FlowRecord.ABSENT ? NONE : micros;
    }

    static long of(Instant time) {
        long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, time.getEpochSecond()));
        return seconds * 1_000_000 + time.getNano() / 1000;
    }

    static Optional<Instant> instant(long micros) {
        return micros == NONE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000L));
    }
}
