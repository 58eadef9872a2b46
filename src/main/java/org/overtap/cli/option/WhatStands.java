package org.overtap.cli.option;

import java.util.Optional;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;

/**
 * What is left of a command that was interrupted, and how to go on, in one line.
 *
 * @param source the experiment, as the user names it
 * @param options what else to type, with a space in front
 * @param state tells how far it came
 */
public record WhatStands(String source, String options, StateFile state) {

    /**
     * Of a command that deploys.
     *
     * @param command what to type to go on, without {@code overtap}
     */
    public String whileDeploying(String command) {
        String goOn = "'overtap " + command + options + "' goes on, '" + typed("teardown") + "' takes it away";
        return stands().map(deployment -> deployment.changing()
                        ? "interrupted while " + source + " was being changed, which the testbed may bring to its end: "
                                + goOn
                        : "interrupted: the overlay on " + source + " stands in part: " + goOn)
                .orElse("interrupted: nothing was changed on " + source);
    }

    /** Of a teardown. */
    public String whileTakingAway() {
        return stands().map(deployment -> "interrupted: what was not taken away yet of the overlay on " + source
                        + " stands: '" + typed("teardown") + "' goes on")
                .orElse("interrupted: no overlay is known of on " + source);
    }

    /** Of a command that changes nothing of the overlay. */
    public String whileReading(String command) {
        return "interrupted: the overlay on " + source + " stands as before: '" + typed(command) + "' begins anew";
    }

    private String typed(String command) {
        return "overtap " + command + " " + source + options;
    }

    /** Something may stand where the file cannot be read. */
    private Optional<Deployment> stands() {
        return state.read();
    }
}
