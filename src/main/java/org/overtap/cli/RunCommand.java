package org.overtap.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.emulab.ChangeOptions;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.ModeOptions;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.PlanningOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.TakeOverOptions;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.lifecycle.PlannedOverlay;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.report.PlanText;
import org.overtap.report.PrintedRun;
import org.overtap.shell.ShellQuote;
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
    private TakeOverOptions others;

    @Mixin
    private final OutputOptions output = new OutputOptions(PrintedRun.class);

    RunCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        PlanRequest request = planning.request(modes, false, change.request());
        return deployment.work(
                spec.commandLine().getErr(),
                change,
                others.takeOver(),
                stands -> stands.whileDeploying("run " + ShellQuote.word(deployment.source())),
                overlay -> overlay.exclusively("run", () -> run(overlay, request)));
    }

    private int run(OverlayLifecycle overlay, PlanRequest request) throws Exception {
        PlannedOverlay planned = overlay.plan(request);
        spec.commandLine().getErr().print(PlanText.of(planned.plan()));
        spec.commandLine().getErr().flush();
        if (!planned.satisfied()) {
            print(planned.plan(), Optional.empty());
            return ExitCode.UNSATISFIED;
        }
        change.require("deploy this?");
        OverlayPlan plan = overlay.deploy(overlay.prepare(planned)).deployment().plan();
        VerifyReport verdict = overlay.verify(CANARIES);
        print(plan, Optional.of(verdict));
        return verdict.holds() && !plan.exceeded() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }

    private void print(OverlayPlan plan, Optional<VerifyReport> verdict) throws Exception {
        output.write(spec.commandLine().getOut(), new PrintedRun(deployment.typed(), plan, verdict));
    }
}
