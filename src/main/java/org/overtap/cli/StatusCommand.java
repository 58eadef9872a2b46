package org.overtap.cli;

import java.util.concurrent.Callable;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.OverlayStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what of a deployment is alive. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Ask every daemon of a deployment whether it lives and what it captured.",
        footer = {"", "Exit code 3: something is not alive."})
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private final OutputOptions output = new OutputOptions(OverlayStatus.class);

    StatusCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        try (OverlayLifecycle overlay = deployment.lifecycle(spec.commandLine().getErr())) {
            OverlayStatus status = overlay.status();
            output.write(spec.commandLine().getOut(), status);
            return status.alive() ? ExitCode.DONE : ExitCode.UNSATISFIED;
        }
    }
}
