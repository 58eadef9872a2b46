package org.overtap.placement;

import java.time.Duration;

/**
 * When a search must stop.
 *
 * @param work elementary steps (array entries looked at) a search may take; about 10^8 per second. This is the limit
 *     that makes answers repeatable
 * @param wallClock the last resort for slow machines; an answer stopped by it may differ from run to run
 */
public record Limits(long work, Duration wallClock) {
    /** Costs above this could overflow a bound. */
    public static final long MAX_COST = 1L << 31;

    public Limits {
        if (work < 0 || wallClock.isNegative()) {
            throw new IllegalArgumentException("limits cannot be negative: " + work + " steps, " + wallClock);
        }
    }

    /** Enough for about ten seconds. */
    public static Limits standard() {
        return seconds(10);
    }

    /** The work of about that many seconds, and three times as long on the clock. */
    public static Limits seconds(int seconds) {
        return new Limits(seconds * 100_000_000L, Duration.ofSeconds(3L * seconds));
    }

    /** No limit at all: for small problems and tests. */
    public static Limits none() {
        return new Limits(Long.MAX_VALUE, Duration.ofDays(365));
    }
}
