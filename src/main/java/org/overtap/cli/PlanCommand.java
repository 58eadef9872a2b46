package org.overtap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.deploy.RouteSurvey;
import org.overtap.overlay.BudgetFrontier;
import org.overtap.overlay.LargePlan;
import org.overtap.overlay.LargePlanFile;
import org.overtap.overlay.LargePlanner;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanFile;
import org.overtap.overlay.PlanOptions;
import org.overtap.report.FrontierSvg;
import org.overtap.report.FrontierText;
import org.overtap.report.LargePlanText;
import org.overtap.report.PlanText;
import org.overtap.testbed.Testbed;
import org.overtap.topology.Drawing;
import org.overtap.topology.Topology;
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
            "Exit code 3: some conversation cannot be seen, the testbed has too few free nodes, or probes would export more"
                    + " than collectors or the control network take."
        })
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "emulab:PROJECT/EXPERIMENT, a sample's folder, or a file: topology (.json), GraphML, edge list")
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

    @Option(names = "--svg", paramLabel = "FILE", description = "with --frontier: draw it, too")
    private Path svg;

    @Mixin
    private PlanningOptions planning;

    @Mixin
    private TapFlags taps;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        if (svg != null && !frontier) {
            throw new UsageException("--svg draws the curve of --frontier");
        }
        if (frontier && explain) {
            throw new UsageException("--explain is about one plan: leave out --frontier");
        }
        if (frontier) {
            return printFrontier();
        }
        if (Source.isDrawing(source)) {
            Drawing drawing = Source.drawing(source);
            return LargePlanner.worthwhile(drawing) && taps.plain()
                    ? planLarge(drawing)
                    : print(planned(drawing.topology()));
        }
        return print(plan());
    }

    private int printFrontier() throws Exception {
        if (Source.isDrawing(source) && Source.drawing(source).segments() > PlanFile.MOST_SEGMENTS) {
            throw new UsageException("--frontier takes networks of up to " + PlanFile.MOST_SEGMENTS + " segments");
        }
        BudgetFrontier curve;
        if (Source.isLive(source)) {
            try (Testbed testbed = Source.open(source, Settings.of(connection.given(), System.getenv()))) {
                curve = taps.frontier(testbed.discover(), planning, options(), testbed.traits());
            }
        } else {
            curve = taps.frontier(Source.file(source), planning, options(), Source.traitsOfFiles());
        }
        if (svg != null) {
            draw(curve);
        }
        output.write(spec.commandLine().getOut(), curve.document(), FrontierText.of(curve));
        return curve.end().unseen() == 0 ? ExitCode.DONE : ExitCode.WANTING;
    }

    private void draw(BudgetFrontier curve) {
        try {
            Files.writeString(svg, FrontierSvg.of(curve));
        } catch (IOException e) {
            throw new UsageException("cannot write " + svg + ": is its folder there, and yours?");
        }
    }

    private int planLarge(Drawing drawing) throws Exception {
        taps.requirePlain(drawing.segments());
        LargePlan plan = LargePlanner.lightweight(drawing, options(), planning.catalogue());
        PrintWriter out = spec.commandLine().getOut();
        boolean whole = full || drawing.segments() <= PlanFile.MOST_SEGMENTS;
        output.stream(out, json -> LargePlanFile.write(plan, whole, json), () -> LargePlanText.of(plan));
        return plan.covers() ? ExitCode.DONE : ExitCode.WANTING;
    }

    private int print(OverlayPlan plan) throws Exception {
        output.write(spec.commandLine().getOut(), () -> PlanFile.document(plan, full), () -> PlanText.of(plan));
        return satisfied(plan) ? ExitCode.DONE : ExitCode.WANTING;
    }

    private OverlayPlan plan() throws Exception {
        if (!Source.isLive(source)) {
            return planned(Source.file(source));
        }
        try (Testbed testbed = Source.open(source, Settings.of(connection.given(), System.getenv()))) {
            return of(testbed, testbed.discover(), planning, taps, explain, 0);
        }
    }

    private OverlayPlan planned(Topology topology) {
        return taps.plan(topology, planning, options(), Source.traitsOfFiles());
    }

    private PlanOptions options() {
        return planning.options(Optional.empty()).withExplain(explain);
    }

    /** Plans for a running experiment, whose testbed is asked for free machines. */
    static OverlayPlan of(Testbed testbed, Topology topology, PlanningOptions planning, TapFlags taps)
            throws Exception {
        return of(testbed, topology, planning, taps, 0);
    }

    /** The same where the experiment holds machines already that were added for an overlay: they count as free. */
    static OverlayPlan of(Testbed testbed, Topology topology, PlanningOptions planning, TapFlags taps, int held)
            throws Exception {
        return of(testbed, topology, planning, taps, false, held);
    }

    private static OverlayPlan of(
            Testbed testbed, Topology topology, PlanningOptions planning, TapFlags taps, boolean explain, int held)
            throws Exception {
        LivePlanning counted = LivePlanning.of(testbed, topology, planning, held);
        // Of what types the machines are that an overlay holds already, nobody counts.
        LivePlanning live = taps.addsMachines() && held == 0 ? counted.typed(testbed) : counted;
        Topology routed =
                taps.coversFlows() ? RouteSurvey.read(topology, Deployed.shells(testbed, topology)) : topology;
        return live.noted(taps.plan(routed, planning, live.options().withExplain(explain), testbed.traits()));
    }

    /** Whether all is seen, and the testbed has the machines for it. */
    static boolean satisfied(OverlayPlan plan) {
        return plan.coverage().uncovered().isEmpty()
                && plan.extra().sufficient().orElse(true);
    }
}
