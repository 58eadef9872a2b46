package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.StateFile;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanFile;
import org.overtap.report.PlanText;
import org.overtap.report.VerifyText;
import org.overtap.testbed.Testbed;
import org.overtap.topology.JsonDocument;
import org.overtap.topology.Topology;
import org.overtap.verify.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The one shot: plan, show, confirm, deploy, verify. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Plan an overlay for a running experiment, show it, ask, deploy it and prove that it sees everything.",
        footer = {"", "Exit code 3: some conversation cannot be seen, or was not seen exactly once."})
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Mixin
    private Deployed deployed;

    @Mixin
    private PlanningOptions planning;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        StateFile state = deployed.stateFile();
        Settings settings = Settings.of(deployed.given(), System.getenv());
        try (Testbed testbed = Source.open(deployed.source(), settings)) {
            Topology topology = testbed.discover();
            OverlayPlan plan = PlanCommand.of(testbed, topology, planning);
            err.print(PlanText.of(plan));
            err.flush();
            if (!plan.coverage().uncovered().isEmpty()) {
                return ExitCode.WANTING;
            }
            confirm();
            Deployment wanted = Deployments.wanted(state, DeployCommand.absolute(deployed.given()), topology, plan);
            ProgressLines progress = new ProgressLines(err);
            Deployment running = new Deployer(state, planning.catalogue(), Deployed.shells(testbed, topology), progress)
                    .deploy(wanted)
                    .deployment();
            return report(plan, VerifyCommand.verify(testbed, running, 5, progress));
        }
    }

    private int report(OverlayPlan plan, VerifyReport report) throws Exception {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/run/1");
        document.set("plan", PlanFile.document(plan));
        document.set("verify", JsonDocument.tree(VerifyReport.SCHEMA, report));
        output.write(
                spec.commandLine().getOut(),
                document,
                VerifyText.of(report) + "next: overtap collect " + deployed.source() + ", then overtap teardown "
                        + deployed.source() + "\n");
        return report.holds() ? ExitCode.DONE : ExitCode.WANTING;
    }

    private void confirm() {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new UsageException("nobody to ask: repeat with --yes to deploy this plan");
        }
        String answer = console.readLine("deploy this? [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y")) {
            throw new UsageException("not deployed");
        }
    }
}
