package org.overtap.cli.emulab;

import java.io.Console;
import java.util.Locale;
import org.overtap.lifecycle.ChangeRequest;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.RequestException;
import org.overtap.testbed.ModifyMode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an experiment may be changed, and whether to ask first. */
public final class ChangeOptions implements Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Mixin
    private ModifyModeOptions mode;

    @Option(
            names = "--replay-events",
            description = "once the probes run, start the experiment's events from the beginning")
    private boolean replayEvents;

    @Option(
            names = "--discard-data",
            description = "change the experiment although flow files of an earlier deployment were not collected")
    private boolean discard;

    /** How the experiment may be changed. */
    public ChangeRequest request() {
        return new ChangeRequest(mode.request().over(ModifyMode.DEFAULT), replayEvents, discard);
    }

    /** Asks unless told not to; without anybody to ask that is an error. */
    @Override
    public void require(String question) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new RequestException("nobody to ask: repeat with --yes to go on");
        }
        String answer = console.readLine("%s [y/N] ", question);
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new RequestException("nothing was changed");
        }
    }
}
