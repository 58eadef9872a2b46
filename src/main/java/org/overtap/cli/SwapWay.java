package org.overtap.cli;

import org.overtap.testbed.ModifyMode;
import picocli.CommandLine.Option;

/** How an experiment is changed: while it runs, or swapped out and in. Each can be taken back with {@code --no-}. */
final class SwapWay {
    @Option(
            names = "--swap",
            negatable = true,
            description = "swap the experiment out and in instead of changing it while it runs")
    private Boolean swap;

    @Option(
            names = "--reboot",
            negatable = true,
            description = "reboot the nodes that stay when the experiment is changed while it runs")
    private Boolean reboot;

    @Option(
            names = "--restart-events",
            negatable = true,
            description = "restart the event system when the experiment is changed while it runs")
    private Boolean restartEvents;

    /** The way that was asked for; what was not said is not done. */
    ModifyMode how() {
        return or(ModifyMode.DEFAULT);
    }

    /** The way that was asked for; what was not said is as it was that time. */
    ModifyMode or(ModifyMode before) {
        return new ModifyMode(
                swap == null ? before.outAndIn() : swap,
                reboot == null ? before.reboot() : reboot,
                restartEvents == null ? before.restartEvents() : restartEvents);
    }
}
