package org.overtap.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.PlanSourceOptions;
import org.overtap.cli.option.ProgressLines;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.typed.OnExperiment;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.PlanPolicy;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.lifecycle.PlannedOverlay;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.compact.CompactPlanner;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.report.NodeLabels;
import org.overtap.report.PrintedCompactPlan;
import org.overtap.report.PrintedPlan;
import org.overtap.report.format.TypedCommands;
import org.overtap.topology.graph.NetworkGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans an overlay and touches nothing. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Plan an overlay, touching nothing: the fewest probes that see every conversation.",
        footer = {
            "",
            "Example: overtap plan sample-topologies/three-node-lan --explain",
            "",
            "Exit code 3: some conversation cannot be seen, the testbed has too few free nodes, or probes would export more"
                    + " than collectors or the control network take."
        })
final class PlanCommand implements Callable<Integer>, OnExperiment {
    private final Sources sources;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            description = "${bundle:testbeds}, a sample's folder, or a file: topology (.json), GraphML, edge list")
    private String source;

    @Option(names = "--explain", description = "say of each probe what it is needed for")
    private boolean explain;

    @Option(
            names = "--full",
            description = "list every segment and interface of a network of more than 100,000 segments")
    private boolean full;

    @Option(
            names = "--frontier",
            description = "print what each number of extra nodes takes off the experiment's own, instead of a plan")
    private boolean frontier;

    @Mixin
    private PlanSourceOptions asked;

    @Mixin
    private final OutputOptions output = new OutputOptions(PrintedPlan.class, NodeBudgetFrontier.class);

    PlanCommand(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Integer call() throws Exception {
        output.requirePrintable(frontier ? NodeBudgetFrontier.class : PrintedPlan.class);
        if (frontier && explain) {
            throw new UsageException("--explain is about one plan: leave out --frontier");
        }
        if (!sources.isLive(source)) {
            output.requireApart(source);
        }
        PlanRequest request = asked.request(sources.isDrawing(source), explain);
        if (frontier) {
            return print(curve(request, asked.modes().machines()));
        }
        PlanRequest onPaper = request.on(sources.traitsOfFiles());
        if (sources.isDrawing(source)) {
            NetworkGraph drawing = sources.drawing(source, asked.columns());
            return CompactPlanner.worthwhile(drawing) && request.plain()
                    ? print(PlanPolicy.compact(drawing, request), drawing)
                    : print(PlanPolicy.onPaper(drawing.topology(), onPaper));
        }
        if (!sources.isLive(source)) {
            return print(PlanPolicy.onPaper(sources.file(source, asked.columns()), onPaper));
        }
        try (OverlayLifecycle overlay = experiment()) {
            return print(overlay.plan(request));
        }
    }

    @Override
    public Optional<TypedCommands> typedOn() {
        return Optional.ofNullable(source)
                .filter(sources::isLive)
                .map(named -> DeploymentOptions.typed(named, null, asked.connection()));
    }

    private OverlayLifecycle experiment() {
        return OverlayLifecycle.withoutState(
                sources.access(source, asked.connection()),
                new ProgressLines(spec.commandLine().getErr()));
    }

    private NodeBudgetFrontier curve(PlanRequest request, TapOptions machines) throws Exception {
        if (sources.isDrawing(source)
                && sources.drawing(source, asked.columns()).segments() > PlanFile.MOST_SEGMENTS) {
            throw new UsageException("--frontier takes networks of up to " + PlanFile.MOST_SEGMENTS + " segments");
        }
        if (!sources.isLive(source)) {
            return PlanPolicy.frontier(
                    sources.file(source, asked.columns()), request, machines.on(sources.traitsOfFiles()));
        }
        try (OverlayLifecycle overlay = experiment()) {
            return overlay.frontier(request, machines);
        }
    }

    private int print(NodeBudgetFrontier curve) throws Exception {
        output.write(spec.commandLine().getOut(), curve);
        return curve.end().unseen() == 0 ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }

    private int print(CompactPlan plan, NetworkGraph drawing) throws Exception {
        boolean whole = full || drawing.segments() <= PlanFile.MOST_SEGMENTS;
        output.write(spec.commandLine().getOut(), new PrintedCompactPlan(plan, whole));
        return plan.covers() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }

    private int print(PlannedOverlay planned) throws Exception {
        output.write(
                spec.commandLine().getOut(),
                new PrintedPlan(planned.plan(), full, NodeLabels.of(planned.topology()), planned.merges()));
        return planned.satisfied() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }
}
