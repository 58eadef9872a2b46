package org.overtap.cli;

import java.util.Random;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployment;
import org.overtap.report.VerifyText;
import org.overtap.testbed.Testbed;
import org.overtap.topology.JsonDocument;
import org.overtap.verify.CoverageVerification;
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
                "Send canaries over every conversation and prove from stored records that each is seen exactly once.",
        footer = {"", "Exit code 3: something was not seen, or not exactly once."})
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "5",
            description = "echoes a conversation (default: ${DEFAULT-VALUE})")
    private int count;

    @Mixin
    private Deployed deployed;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > 1000) {
            throw new UsageException("--count lies between 1 and 1000");
        }
        Deployment deployment = deployed.require();
        try (Testbed testbed = deployed.openRunning(deployment)) {
            VerifyReport report = verify(
                    testbed,
                    deployment,
                    count,
                    new ProgressLines(spec.commandLine().getErr()));
            output.write(
                    spec.commandLine().getOut(), JsonDocument.tree(VerifyReport.SCHEMA, report), VerifyText.of(report));
            return report.holds() ? ExitCode.DONE : ExitCode.WANTING;
        }
    }

    static VerifyReport verify(Testbed testbed, Deployment deployment, int count, ProgressLines progress)
            throws Exception {
        return new CoverageVerification(
                        deployment, Deployed.shells(testbed, deployment.topology()), progress::say, new Random())
                .run(count);
    }
}
