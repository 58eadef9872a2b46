package org.overtap.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.overtap.cli.live.DeploymentRounds;
import org.overtap.cli.live.WatchOptions;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.health.HealthWatch;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.report.health.WatchedStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what of a deployment is alive, and how far its data gets. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Ask every daemon of a deployment whether it lives, what it captured and lost, and what of that is stored.",
            "Say where the data of a probe stops, and what each node has left."
        },
        footer = {
            "",
            "A dash (null in a document) is what a tool does not tell. 'last' is when the last file with records of a probe"
                    + " was closed, 'latency' how long those took from a flow's last packet until then. --watch learns what"
                    + " one look cannot: that what was captured at an earlier look should be stored by now.",
            "",
            "Exit code 3: something is not alive."
        })
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private WatchOptions watching;

    @Mixin
    private final OutputOptions output = new OutputOptions(OverlayStatus.class, WatchedStatus.class);

    StatusCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        HealthWatch watch = new HealthWatch();
        PrintWriter err = spec.commandLine().getErr();
        if (watching.wanted()) {
            output.requireAppendable(WatchedStatus.class);
            String ended = "ended: nothing was changed on " + deployment.source();
            return new DeploymentRounds(deployment, watching.rounds())
                    .run(err, ended, "this time it could not be asked", overlay -> {
                        OverlayStatus status = overlay.glance(its -> its.status(watch));
                        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                        output.append(spec.commandLine().getOut(), new WatchedStatus(now, status));
                        return code(status);
                    });
        }
        try (OverlayLifecycle overlay = deployment.lifecycle(err)) {
            OverlayStatus status = overlay.status(watch);
            output.write(spec.commandLine().getOut(), status);
            return code(status);
        }
    }

    private static int code(OverlayStatus status) {
        return status.alive() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }
}
