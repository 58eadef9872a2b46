package org.overtap.cli;

import java.util.concurrent.Callable;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.measured.MarkedRuns;
import org.overtap.lifecycle.measured.RunEdge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Names the runs of an experiment. */
@Command(
        name = "mark",
        mixinStandardHelpOptions = true,
        description = {
            "Name a run of the experiment, from now (start) until then (stop).",
            "What is recorded meanwhile is of that run, and '--run NAME' of 'overtap flows' and 'overtap dataset' takes it"
                    + " alone. Without NAME, list the runs."
        },
        footer = {
            "",
            "Runs do not overlap, and a name is given once. Times are those of this machine's clock; nodes' clocks are"
                    + " compared with it.",
            "",
            "Example: overtap mark SOURCE baseline start; ...; overtap mark SOURCE baseline stop"
        })
final class MarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final DeploymentOptions deployment;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "the run's name")
    private String name;

    @Parameters(index = "2", arity = "0..1", paramLabel = "start|stop", description = "whether it begins or ends now")
    private RunEdge edge;

    @Mixin
    private final OutputOptions output = new OutputOptions(MarkedRuns.class);

    MarkCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        if (name != null && edge == null) {
            throw new UsageException("does run " + name + " begin or end? 'overtap mark " + deployment.source() + " "
                    + name + " start', or stop");
        }
        try (OverlayLifecycle overlay = deployment.lifecycle(spec.commandLine().getErr())) {
            MarkedRuns runs = name == null ? overlay.runs() : overlay.mark(name, edge);
            output.write(spec.commandLine().getOut(), runs);
            return ExitCode.DONE;
        }
    }
}
