package org.overtap.cli;

import java.io.Console;
import java.util.Locale;
import org.overtap.deploy.Deployment;
import org.overtap.overlay.OverlayPlan;
import org.overtap.testbed.ModifyMode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an experiment may be changed, and whether to ask first. */
final class SwapFlags {
    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Mixin
    private SwapWay way;

    @Option(
            names = "--replay-events",
            description = "once the probes run, start the experiment's events from the beginning")
    private boolean replayEvents;

    @Option(
            names = "--discard-data",
            description = "change the experiment although flow files of an earlier deployment were not collected")
    private boolean discard;

    /** A change of the experiment may wipe the disks that flow files are on. */
    void requireCollected(Deployment deployment) {
        if (deployment.holdsUncollected() && !discard) {
            throw new UsageException("changing the experiment wipes disks, and the flow files of the deployment that"
                    + " stands were not collected: 'overtap collect emulab:" + deployment.experiment()
                    + "' first, or repeat with --discard-data");
        }
    }

    /** Whether flow files may be lost. */
    boolean discards() {
        return discard;
    }

    ModifyMode how() {
        return way.how();
    }

    /** The plan with its bill for that way. */
    OverlayPlan billed(OverlayPlan plan) {
        ModifyMode how = how();
        return plan.withModifyMode(how.outAndIn(), how.reboot(), how.restartEvents() || replayEvents);
    }

    boolean replayEvents() {
        return replayEvents;
    }

    /** Asks unless told not to; without anybody to ask that is an error. */
    void confirm(String question) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new UsageException("nobody to ask: repeat with --yes to go on");
        }
        String answer = console.readLine("%s [y/N] ", question);
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new UsageException("nothing was changed");
        }
    }
}
