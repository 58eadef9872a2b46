package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.overtap.cli.emulab.ChangeOptions;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.ModeOptions;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.PlanningOptions;
import org.overtap.cli.option.Sources;
import org.overtap.lifecycle.DeployedOverlay;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.lifecycle.PlannedOverlay;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanFile;
import org.overtap.report.PlanText;
import org.overtap.report.VerifyText;
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
    private static final int CANARIES = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private PlanningOptions planning;

    @Mixin
    private ModeOptions modes;

    @Mixin
    private ChangeOptions change;

    @Mixin
    private OutputOptions output;

    RunCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        PlanRequest request = planning.request(modes, false, change.request());
        try (OverlayLifecycle overlay = deployment.lifecycle(spec.commandLine().getErr(), change)) {
            return overlay.exclusively(() -> run(overlay, request));
        }
    }

    private int run(OverlayLifecycle overlay, PlanRequest request) throws Exception {
        PlannedOverlay planned = overlay.plan(request);
        spec.commandLine().getErr().print(PlanText.of(planned.plan()));
        spec.commandLine().getErr().flush();
        if (!planned.satisfied()) {
            return refuse(planned.plan());
        }
        change.require("deploy this?");
        DeployedOverlay deployed = overlay.deploy(overlay.prepare(planned));
        return report(deployed.deployment().plan(), overlay.verify(CANARIES));
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
                VerifyText.of(report) + "next: overtap collect " + deployment.source() + ", then overtap teardown "
                        + deployment.source() + "\n");
        return report.holds() && !plan.exceeded() ? ExitCode.DONE : ExitCode.WANTING;
    }
}
