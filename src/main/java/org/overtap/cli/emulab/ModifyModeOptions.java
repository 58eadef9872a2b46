package org.overtap.cli.emulab;

import java.util.Optional;
import org.overtap.lifecycle.ModifyModeRequest;
import picocli.CommandLine.Option;

/** How an experiment is changed: while it runs, or swapped out and in. Each can be taken back with {@code --no-}. */
public final class ModifyModeOptions {
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

    /** What was said of it. */
    public ModifyModeRequest request() {
        return new ModifyModeRequest(
                Optional.ofNullable(swap), Optional.ofNullable(reboot), Optional.ofNullable(restartEvents));
    }
}
