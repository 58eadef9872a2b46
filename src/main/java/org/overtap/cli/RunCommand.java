package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.StateFile;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanFile;
import org.overtap.report.PlanText;
import org.overtap.report.VerifyText;
import org.overtap.testbed.Testbed;
import org.overtap.topology.JsonDocument;
import org.overtap.verify.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The one shot: plan, show, confirm, deploy, verify. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Plan an overlay for a running experiment, show it, ask, deploy it and prove that it sees everything.",
        footer = {
            "",
            "Exit code 3: some conversation cannot be seen, or was not seen exactly once; or more machines came than"
                    + " --extra-nodes allows."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Deployed deployed;

    @Mixin
    private PlanningOptions planning;

    @Mixin
    private TapFlags taps;

    @Mixin
    private SwapFlags swap;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        return deployed.stateFile().alone(this::work);
    }

    private int work() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        StateFile state = deployed.stateFile();
        Settings settings = Settings.of(deployed.given(), System.getenv());
        Deployments.requireSameTestbed(state, deployed.source(), settings, System.getenv());
        try (Testbed testbed = Source.open(deployed.source(), settings)) {
            ProgressLines progress = new ProgressLines(err);
            Ground ground = new Ground(testbed, state, swap, progress);
            ground.resume();
            Ground.Start start = ground.plan(testbed.discover(), planning, taps);
            OverlayPlan plan = start.plan();
            err.print(PlanText.of(plan));
            err.flush();
            if (!PlanCommand.satisfied(plan)) {
                return refuse(plan);
            }
            swap.confirm("deploy this?");
            Deployment wanted = Deployments.wanted(
                    state,
                    DeployCommand.absolute(deployed.source(), deployed.given()),
                    start.topology(),
                    plan,
                    planning.catalogue());
            Deployment running = DeployCommand.carryOut(testbed, state, ground.ready(wanted, planning), progress)
                    .deployment();
            DeployCommand.replay(testbed, swap, progress);
            return report(running.plan(), VerifyCommand.verify(testbed, running, 5, progress));
        }
    }

    /** Nothing is deployed; the document has the plan that would not do. */
    private int refuse(OverlayPlan plan) throws Exception {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/run/1");
        document.set("plan", PlanFile.document(plan));
        document.putNull("verify");
        output.write(spec.commandLine().getOut(), document, "nothing was deployed: the plan would not do\n");
        return ExitCode.WANTING;
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
        return report.holds() && !plan.exceeded() ? ExitCode.DONE : ExitCode.WANTING;
    }
}
