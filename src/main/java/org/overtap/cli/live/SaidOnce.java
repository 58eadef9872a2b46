package org.overtap.cli.live;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.overtap.lifecycle.LifecycleListener;

/** Passes each sentence on once: who does the same again and again has the same to say. */
final class SaidOnce implements LifecycleListener {
    /** Sentences with numbers in them are new ones each time. */
    private static final int MOST = 1000;

    private final LifecycleListener listener;
    private final Set<String> said = new HashSet<>();

    SaidOnce(LifecycleListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void say(String text) {
        if (said.size() < MOST && said.add(text)) {
            listener.say(text);
        }
    }

    @Override
    public void step(int number, int total, String title, String outcome, Duration took) {
        listener.step(number, total, title, outcome, took);
    }
}
