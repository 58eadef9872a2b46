package org.overtap.testbed.emulab.boss;

import java.time.Duration;

/** How a length of time is written in messages. */
final class Durations {
    private Durations() {}

    static String text(Duration duration) {
        if (duration.toMillis() < 10_000) {
            return duration.toMillis() + " ms";
        }
        return duration.toSeconds() < 600 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }
}
