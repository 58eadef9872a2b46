package org.overtap.deploy;

import java.time.Duration;

/** Hears what a run is doing. Calls may come from several threads. */
public interface Progress {
    /** Hears nothing. */
    Progress SILENT = (number, total, title, outcome, took) -> {};

    /**
     * A step ended.
     *
     * @param number its number, from 1, in the order in which steps end
     * @param total how many there are
     * @param title what it does
     * @param outcome one word, or the reason why it failed
     * @param took how long it took
     */
    void step(int number, int total, String title, String outcome, Duration took);
}
