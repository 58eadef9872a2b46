package org.overtap.testbed.web;

import java.time.Duration;

/** How a length of time is written in messages. */
public final class Durations {
    private Durations() {}

    /** {@code 200 ms}, {@code 90 s}, {@code 20 min}. */
    public static String text(Duration duration) {
        if (duration.toMillis() < 10_000) {
            return duration.toMillis() + " ms";
        }
        return duration.toSeconds() < 600 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }
}
