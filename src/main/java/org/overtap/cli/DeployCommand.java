package org.overtap.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.emulab.ChangeOptions;
import org.overtap.cli.option.ConnectionOptions;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.Interruption;
import org.overtap.cli.option.ModeOptions;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.PlanningOptions;
import org.overtap.cli.option.ProgressLines;
import org.overtap.cli.option.Pulse;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.TakeOverOptions;
import org.overtap.cli.option.WhatStands;
import org.overtap.cli.typed.OnExperiment;
import org.overtap.lifecycle.DeployedOverlay;
import org.overtap.lifecycle.DryRun;
import org.overtap.lifecycle.ExperimentAccess;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.lifecycle.PlannedOverlay;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.report.PlanText;
import org.overtap.report.PrintedDeployed;
import org.overtap.report.format.TypedCommands;
import org.overtap.shell.ShellQuote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deploys an overlay on a running experiment. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description = {
            "Deploy an overlay on a running experiment, planned now or in a plan file.",
            "Deploying the same plan again changes nothing, and mends what does not run."
        },
        footer = {
            "",
            "Exit code 3: some conversation cannot be seen, the testbed has too few free nodes, or more machines came"
                    + " than --extra-nodes allows."
        })
final class DeployCommand implements Callable<Integer>, OnExperiment {
    private final Sources sources;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "${bundle:testbeds}, or a plan file (JSON)")
    private String source;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "the state file (default: $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json)")
    private Path state;

    @Option(
            names = "--testbed",
            paramLabel = "NAME",
            description =
                    "the testbed of a plan file's experiment (default: ${bundle:first-testbed}), or the whole SOURCE that"
                            + " the plan was made for")
    private String testbedName;

    @Option(names = "--dry-run", description = "print every remote action and change nothing")
    private boolean dryRun;

    @Mixin
    private PlanningOptions planning;

    @Mixin
    private ModeOptions modes;

    @Mixin
    private ChangeOptions change;

    @Mixin
    private TakeOverOptions others;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private final OutputOptions output = new OutputOptions(PrintedDeployed.class, DryRun.class);

    DeployCommand(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Integer call() throws Exception {
        Optional<OverlayPlan> given =
                sources.isLive(source) ? Optional.empty() : Optional.of(PlanFile.read(Path.of(source)));
        String target = given.map(plan -> sources.of(Optional.ofNullable(testbedName), plan.experiment()))
                .orElse(source);
        PlanRequest request = planning.request(modes, false, change.request());
        ExperimentAccess access = sources.access(target, connection);
        ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
        try (OverlayLifecycle overlay = new OverlayLifecycle(
                access, DeploymentOptions.stateFile(access.experiment(), state), progress, change, others.takeOver())) {
            if (dryRun) {
                return show(given.isPresent() ? overlay.dryRun(given.get(), request) : overlay.dryRun(request));
            }
            WhatStands stands = DeploymentOptions.stands(target, access.experiment(), state, connection);
            return Interruption.told(
                    progress,
                    () -> stands.whileDeploying("deploy " + ShellQuote.word(source)),
                    () -> Pulse.during(
                            progress,
                            () -> overlay.exclusively(
                                    "deploy", () -> deploy(overlay, given, request, progress, stands.typed()))));
        }
    }

    @Override
    public Optional<TypedCommands> typedOn() {
        return Optional.ofNullable(source)
                .filter(sources::isLive)
                .map(named -> DeploymentOptions.typed(named, state, connection));
    }

    private int deploy(
            OverlayLifecycle overlay,
            Optional<OverlayPlan> given,
            PlanRequest request,
            ProgressLines progress,
            TypedCommands typed)
            throws Exception {
        PlannedOverlay planned = given.isPresent() ? overlay.plan(given.get(), request) : overlay.plan(request);
        if (!planned.satisfied() || planned.plan().change().isPresent()) {
            progress.say(PlanText.of(planned.plan()));
        }
        if (!planned.satisfied()) {
            return ExitCode.UNSATISFIED;
        }
        DeployedOverlay deployed = overlay.deploy(overlay.prepare(planned));
        output.write(spec.commandLine().getOut(), new PrintedDeployed(deployed, typed));
        return deployed.deployment().plan().exceeded() ? ExitCode.UNSATISFIED : ExitCode.DONE;
    }

    private int show(DryRun run) throws Exception {
        output.write(spec.commandLine().getOut(), run);
        return run.satisfied() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }
}
