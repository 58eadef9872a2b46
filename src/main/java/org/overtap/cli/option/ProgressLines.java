package org.overtap.cli.option;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.overtap.lifecycle.LifecycleListener;

/** Progress as plain lines on stderr, the same on a terminal and off it. */
public final class ProgressLines implements LifecycleListener {
    private final PrintWriter err;

    public ProgressLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void step(int number, int total, String title, String outcome, Duration took) {
        say(line(number, total, title, outcome, took));
    }

    @Override
    public synchronized void say(String text) {
        err.println(text);
        err.flush();
    }

    static String line(int number, int total, String title, String outcome, Duration took) {
        return String.format(
                Locale.ROOT, "[%d/%d] %s … %s %.1fs", number, total, title, outcome, took.toMillis() / 1000.0);
    }
}
