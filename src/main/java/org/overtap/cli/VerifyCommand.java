package org.overtap.cli;

import java.util.concurrent.Callable;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.verify.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves from stored records that every conversation is seen. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Send a few test packets (canaries) over every conversation, and prove from stored records that each"
                        + " is seen exactly once.",
        footer = {
            "",
            "Exit code 3: since it began something was not seen, or not exactly once, or lost, or a node could not be"
                    + " entered. What was lost before is told beside it."
        })
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "5",
            description = "datagrams each way of a conversation (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--strict", description = "exit code 3 also for what was lost before it began")
    private boolean strict;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private final OutputOptions output = new OutputOptions(VerifyReport.class);

    VerifyCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        return deployment.work(
                spec.commandLine().getErr(),
                Consent.GIVEN,
                false,
                stands -> stands.whileReading("verify"),
                this::verify);
    }

    private int verify(OverlayLifecycle overlay) throws Exception {
        VerifyReport report = overlay.shared("verify", () -> overlay.verify(count));
        output.write(spec.commandLine().getOut(), report);
        boolean holds = strict ? report.holdsStrictly() : report.holds();
        return holds ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }
}
