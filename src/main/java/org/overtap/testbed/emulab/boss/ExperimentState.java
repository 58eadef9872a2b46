package org.overtap.testbed.emulab.boss;

import java.util.Set;

/** What an experiment's state means to somebody who wants it active. */
public final class ExperimentState {
    private static final Set<String> MOVING = Set.of(
            "prerunning",
            "activating",
            "swapping",
            "restarting",
            "terminating",
            "queued",
            "modify_parse",
            "modify_reparse",
            "modify_reswap");

    private ExperimentState() {}

    /** Whether it changes by itself. */
    static boolean moving(String state) {
        return MOVING.contains(state);
    }

    public static String advice(String state) {
        if (state.equals("swapped")) {
            return "swap it in and try again";
        }
        if (state.equals("ended") || state.equals("terminating")) {
            return "it is over; create it again";
        }
        return moving(state) ? "wait until that is done and try again" : "ask the testbed's staff";
    }
}
