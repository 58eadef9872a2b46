package org.overtap.cli.option;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Says that work goes on while nothing else is said of it: silence looks like a program that hangs. */
public final class Pulse {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private Pulse() {}

    /** Does the work. */
    public static <T> T during(ProgressLines progress, Callable<T> work) throws Exception {
        return during(progress, LONGEST_SILENCE, work);
    }

    /**
     * Does the work.
     *
     * @param silence how long nothing may be said
     */
    static <T> T during(ProgressLines progress, Duration silence, Callable<T> work) throws Exception {
        Thread pulse = new Thread(() -> beat(progress, silence), "pulse");
        pulse.setDaemon(true);
        pulse.start();
        try {
            return work.call();
        } finally {
            pulse.interrupt();
        }
    }

    private static void beat(ProgressLines progress, Duration silence) {
        try {
            while (true) {
                Thread.sleep(progress.untilSilentFor(silence).toMillis());
                progress.sayStillAtIt(silence);
            }
        } catch (InterruptedException e) {
            // The work is done.
        }
    }
}
