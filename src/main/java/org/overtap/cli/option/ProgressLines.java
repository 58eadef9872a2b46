package org.overtap.cli.option;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.overtap.lifecycle.LifecycleListener;

/** Progress as plain lines on stderr, the same on a terminal and off it. */
public final class ProgressLines implements LifecycleListener {
    private final PrintWriter err;
    private boolean ended;
    private String told = "begun";
    private long toldAt = System.nanoTime();
    private long spokeAt = toldAt;

    public ProgressLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void step(int number, int total, String title, String outcome, Duration took) {
        say(line(number, total, title, outcome, took));
    }

    @Override
    public synchronized void say(String text) {
        told = text;
        toldAt = System.nanoTime();
        print(text);
    }

    /** How long it is until nothing was said for so long; at least a moment. */
    synchronized Duration untilSilentFor(Duration silence) {
        long left = silence.toNanos() - (System.nanoTime() - spokeAt);
        return Duration.ofNanos(Math.max(1_000_000, left));
    }

    /** Where nothing was said for so long, says what was told last, and how long ago. */
    synchronized void sayStillAtIt(Duration silence) {
        if (System.nanoTime() - spokeAt >= silence.toNanos()) {
            long seconds = (System.nanoTime() - toldAt) / 1_000_000_000;
            print("    still at it, " + seconds + " s after: "
                    + told.strip().lines().findFirst().orElse(""));
        }
    }

    private void print(String text) {
        spokeAt = System.nanoTime();
        if (!ended) {
            err.println(text);
            err.flush();
        }
    }

    /** Says it, and nothing after it. */
    synchronized void last(String text) {
        say("overtap: " + text);
        ended = true;
    }

    static String line(int number, int total, String title, String outcome, Duration took) {
        return String.format(
                Locale.ROOT, "[%d/%d] %s … %s %.1fs", number, total, title, outcome, took.toMillis() / 1000.0);
    }
}
