package org.overtap.cli.option;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.lifecycle.ChangeRequest;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.placement.multicover.PlacementAlgorithms;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a user may ask of a plan. */
@HelpGroup(HelpGroup.Heading.PLACEMENT)
public final class PlanningOptions {
    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "exact",
            description = "exact, reduce or greedy (default: ${DEFAULT-VALUE})")
    private String algorithm;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "how long to search for a proof (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--exclude", paramLabel = "NODE", split = ",", description = "run nothing on this node")
    private List<String> exclude = List.of();

    @Option(
            names = "--avoid-unfit",
            description = "leave out nodes that lack a package, sudo or a local disk, and say why; without it they stop"
                    + " a deployment")
    private boolean avoidUnfit;

    @Option(names = "--only", paramLabel = "NODE", split = ",", description = "run probes on these nodes only")
    private List<String> only = List.of();

    @Mixin
    private InstrumentOptions instruments;

    /** What is asked of a plan. */
    public PlanRequest request(ModeOptions modes, boolean explain, ChangeRequest change) {
        return new PlanRequest(
                options().withExplain(explain),
                instruments.catalogue(),
                avoidUnfit,
                modes.flooding(),
                modes.taps(),
                modes.cover().flows(),
                modes.costs().load(),
                change);
    }

    private PlanOptions options() {
        if (!PlacementAlgorithms.names().contains(algorithm)) {
            throw new UsageException("no algorithm is called " + algorithm + "; known are "
                    + String.join(", ", PlacementAlgorithms.names()));
        }
        Set<String> both = new TreeSet<>(exclude);
        both.retainAll(only);
        if (!both.isEmpty()) {
            throw new UsageException("--only and --exclude contradict each other about " + String.join(", ", both));
        }
        if (seconds < 0) {
            throw new UsageException("--seconds cannot be negative");
        }
        return new PlanOptions(
                algorithm,
                seconds,
                Set.copyOf(exclude),
                Set.copyOf(only),
                instruments.probe(),
                instruments.collector(),
                instruments.port(),
                instruments.timing(),
                Optional.empty(),
                instruments.sizing(),
                false,
                instruments.wishes());
    }
}
