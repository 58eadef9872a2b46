package org.overtap.overlay.compact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.choice.ExpectedRates;
import org.overtap.overlay.collectors.CollectorAssignment;
import org.overtap.overlay.collectors.CollectorPlacement;
import org.overtap.overlay.collectors.ExportLoads;
import org.overtap.overlay.cover.CoverageCalculator;
import org.overtap.overlay.cover.GraphCoverProblem;
import org.overtap.overlay.plan.CollectorSizing;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.GreedyPlacement;
import org.overtap.placement.multicover.PlacementAlgorithms;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.graph.NetworkGraph;

/**
 * Makes the overlay plan of a drawing in arrays: a million nodes in seconds. Prefer {@link Planner} for networks that
 * are deployed on: it knows shapers and speeds, and names the segments that a probe is needed for.
 */
public final class CompactPlanner {
    /** Up to so many segments and nodes the usual planner takes less than two seconds. */
    private static final int MOST_USUAL = 10_000;

    /** Above this the plan does not tell what the plain greedy choice would have cost. */
    public static final int MOST_SEGMENTS_FOR_GREEDY = 500_000;

    /** Stands for each node, where all have the same probe. */
    private static final String EACH = "";

    private final NetworkGraph drawing;
    private final PlanOptions options;
    private final InstrumentChoice instruments;

    private CompactPlanner(NetworkGraph drawing, PlanOptions options, InstrumentCatalogue instruments) {
        this.drawing = drawing;
        this.options = options;
        this.instruments = InstrumentChoice.of(options, instruments, Set.of());
    }

    /**
     * The lightweight plan: probes on nodes that are there, as few as possible.
     *
     * @throws PlanException if an option names an unknown node, or another probe for a single one, or too few nodes are
     *     left to collect
     */
    public static CompactPlan lightweight(NetworkGraph drawing, PlanOptions options, InstrumentCatalogue instruments) {
        return new CompactPlanner(drawing, options, instruments).plan();
    }

    /** Whether the usual planner would be slow: a drawing is large by its segments, or by one LAN of a million. */
    public static boolean worthwhile(NetworkGraph drawing) {
        return drawing.segments() > MOST_USUAL || drawing.nodes() > MOST_USUAL;
    }

    private CompactPlan plan() {
        if (!options.wishes().probeAt().isEmpty()) {
            throw new PlanException("a network of more than " + MOST_USUAL
                    + " nodes or segments is planned with one probe for all: leave out --probe NAME@NODE");
        }
        BitSet excluded = numbers(options.excluded());
        BitSet allowed = allowed(excluded);
        GraphCoverProblem cover = new GraphCoverProblem(drawing, allowed);
        Placement placement = place(cover.problem());
        BitSet probing = cover.probing(placement);
        int[] ports = CompactExports.ports(drawing);
        probing.stream()
                .filter(v -> ports[v] > 1)
                .findFirst()
                .ifPresent(v -> instruments.requireDistinct(drawing.names().name(v), ports[v]));
        double rate = ExportLoads.usual(options);
        double total = rate * CompactExports.watched(ports, probing);
        Optional<CollectorSizing> sizing = instruments
                .collector()
                .map(collector -> CollectorSizing.of(total, options.sizing(), instruments.wire(), collector));
        CompactExports exports = sizing.map(limits -> CompactExports.of(ports, probing, rate, limits))
                .orElseGet(() -> CompactExports.stored(ports, probing));
        int[] collectors = sizing.map(limits -> collectors(probing, excluded, exports.collectors(), limits))
                .orElse(new int[0]);
        Optional<CompactExplanations> reasons =
                options.explain() ? Optional.of(new CompactExplanations(drawing, probing, allowed)) : Optional.empty();
        OverlayPlan head = head(cover, placement, total, sizing, notes(cover, ports, probing, sizing));
        return new CompactPlan(
                head,
                drawing,
                probing,
                exports,
                collectors,
                reasons,
                instruments.probe().name(),
                instruments.told(EACH),
                instruments.filter(),
                instruments
                        .collector()
                        .map(collector -> CollectorAssignment.collector(collector, drawing.name(), options, false)));
    }

    /** With what the plain greedy choice would have cost, unless finding that takes longer than all the rest. */
    private Placement place(CoverProblem problem) {
        Limits limits = Limits.seconds(options.seconds());
        Placement placement = PlacementAlgorithms.byName(options.algorithm()).place(problem, limits);
        return drawing.segments() > MOST_SEGMENTS_FOR_GREEDY
                ? placement
                : placement.withGreedyCost(GreedyPlacement.cost(problem));
    }

    private OverlayPlan head(
            GraphCoverProblem cover,
            Placement placement,
            double total,
            Optional<CollectorSizing> sizing,
            List<String> notes) {
        return new OverlayPlan(
                drawing.name(),
                "lightweight",
                new OverlayPlan.Size(drawing.nodes(), 0, drawing.segments(), drawing.conversations()),
                List.of(),
                List.of(),
                cover.coverage(),
                bound(placement, cover.forcedCost()),
                List.of(),
                ExtraNodes.none(options.free()),
                ExportLoads.of(sizing.isPresent() ? total : 0, instruments.wire()),
                options.timing(),
                sizing,
                notes,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static OverlayPlan.Bound bound(Placement placement, long forced) {
        Optional<Long> greedy = placement.greedyCost().isPresent()
                ? Optional.of(placement.greedyCost().getAsLong() + forced)
                : Optional.empty();
        return new OverlayPlan.Bound(
                placement.cost() + forced, placement.lowerBound() + forced, placement.proven(), greedy);
    }

    private List<String> notes(GraphCoverProblem cover, int[] ports, BitSet probing, Optional<CollectorSizing> sizing) {
        List<String> notes = new ArrayList<>();
        drawing.findings().stream()
                .filter(f -> f.kind() == DiscoveryNote.Kind.WARNING)
                .forEach(f -> notes.add(f.subject() + " " + f.text()));
        if (cover.scale().inThousandths()) {
            notes.add(cover.scale().note());
        }
        if (cover.shortened()) {
            notes.add(CoverageCalculator.SHORTENED);
        }
        ExpectedRates.everywhere(options.sizing())
                .against(EACH, instruments.probe())
                .ifPresent(why -> notes.add("probes may lose packets: " + why));
        double rate = ExportLoads.usual(options);
        sizing.ifPresent(limits -> probing.stream()
                .filter(v -> ports[v] * rate > limits.controlRecordsPerSecond())
                .limit(20)
                .forEach(v ->
                        notes.add(CollectorAssignment.tooMuch(drawing.names().name(v), ports[v] * rate, limits))));
        return notes;
    }

    /** Nodes without a probe first, in the order of the file. */
    private int[] collectors(BitSet probing, BitSet excluded, int count, CollectorSizing sizing) {
        BitSet idle = new BitSet();
        idle.set(0, drawing.nodes());
        idle.andNot(excluded);
        BitSet busy = (BitSet) idle.clone();
        idle.andNot(probing);
        busy.and(probing);
        int[] found = java.util.stream.IntStream.concat(idle.stream(), busy.stream())
                .limit(count)
                .toArray();
        CollectorPlacement.requireEnough(found.length, count, sizing.remedy());
        return found;
    }

    private BitSet allowed(BitSet excluded) {
        BitSet allowed = new BitSet();
        allowed.set(0, drawing.nodes());
        if (!options.only().isEmpty()) {
            allowed.and(numbers(options.only()));
        }
        allowed.andNot(excluded);
        return allowed;
    }

    private BitSet numbers(Set<String> names) {
        BitSet numbers = new BitSet();
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            int number = drawing.names().find(name);
            if (number < 0) {
                unknown.add(name);
            } else {
                numbers.set(number);
            }
        }
        if (!unknown.isEmpty()) {
            throw new PlanException("no node is called " + String.join(", ", unknown) + " in " + drawing.name());
        }
        return numbers;
    }
}
