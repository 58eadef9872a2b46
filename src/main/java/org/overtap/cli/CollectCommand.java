package org.overtap.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.home.CollectedFlows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings flow files home. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = "Copy the collectors' flow files to this machine, a folder for each collector.")
final class CollectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "FOLDER", description = "where to (default: flows-PROJECT-EXPERIMENT here)")
    private Path to;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private final OutputOptions output = new OutputOptions(CollectedFlows.class);

    CollectCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        return deployment.work(
                spec.commandLine().getErr(),
                Consent.GIVEN,
                false,
                stands -> stands.whileReading("collect"),
                this::collect);
    }

    private int collect(OverlayLifecycle overlay) throws Exception {
        CollectedFlows flows = overlay.shared("collect", () -> overlay.collect(Optional.ofNullable(to)));
        output.write(spec.commandLine().getOut(), flows);
        return ExitCode.DONE;
    }
}
