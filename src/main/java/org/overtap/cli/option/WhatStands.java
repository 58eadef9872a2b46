package org.overtap.cli.option;

import java.util.Optional;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.report.format.TypedCommands;

/**
 * What is left of a command that was interrupted, and how to go on, in one line.
 *
 * @param source the experiment, as the user names it
 * @param typed what to type to go on
 * @param state tells how far it came
 */
public record WhatStands(String source, TypedCommands typed, StateFile state) {

    /**
     * Of a command that deploys.
     *
     * @param command what to type to go on, without {@code overtap}
     */
    public String whileDeploying(String command) {
        String goOn = "'" + typed.alone(command) + "' goes on, '" + typed.on("teardown") + "' takes it away";
        return stands().map(deployment -> deployment.changing()
                        ? "interrupted while " + source + " was being changed, which the testbed may bring to its end: "
                                + goOn
                        : "interrupted: the overlay on " + source + " stands in part: " + goOn)
                .orElse("interrupted: nothing was changed on " + source);
    }

    /** Of a teardown. */
    public String whileTakingAway() {
        return stands().map(deployment -> "interrupted: what was not taken away yet of the overlay on " + source
                        + " stands: '" + typed.on("teardown") + "' goes on")
                .orElse("interrupted: no overlay is known of on " + source);
    }

    /** Of a command that changes nothing of the overlay. */
    public String whileReading(String command) {
        return "interrupted: the overlay on " + source + " stands as before: '" + typed.on(command) + "' begins anew";
    }

    /** Something may stand where the file cannot be read. */
    private Optional<Deployment> stands() {
        return state.read();
    }
}
