package org.overtap.lifecycle;

import java.time.Duration;
import org.overtap.deploy.Progress;

/** Hears what is being done. Calls may come from several threads. */
public interface LifecycleListener extends Progress {
    /** Hears nothing. */
    LifecycleListener SILENT = new LifecycleListener() {
        @Override
        public void say(String text) {
            // Nobody listens.
        }

        @Override
        public void step(int number, int total, String title, String outcome, Duration took) {
            // Nobody listens.
        }
    };

    /** A sentence on what is about to be done, or on what the user would not expect. */
    void say(String text);
}
