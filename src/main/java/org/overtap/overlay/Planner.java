package org.overtap.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.choice.SwitchCopies;
import org.overtap.overlay.collectors.CollectorAssignment;
import org.overtap.overlay.cover.CoverageCalculator;
import org.overtap.overlay.cover.ProbeExplanations;
import org.overtap.overlay.cover.SegmentCoverProblem;
import org.overtap.overlay.cover.SwitchUse;
import org.overtap.overlay.flows.FlowCoverage;
import org.overtap.overlay.flows.FlowOptions;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.ObservationPoint;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.GreedyPlacement;
import org.overtap.placement.multicover.PlacementAlgorithms;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Makes an overlay plan for a topology. The same input gives the same plan. */
public final class Planner {
    private final Topology topology;
    private final PlanOptions options;
    private final InstrumentChoice instruments;
    private final InstrumentCatalogue catalogue;
    private final PlanMode scope;

    private Planner(Topology topology, PlanOptions options, InstrumentCatalogue instruments, PlanMode scope) {
        this.topology = topology;
        this.options = options;
        this.scope = scope;
        this.catalogue = instruments;
        this.instruments = InstrumentChoice.of(options, instruments, InstrumentChoice.families(topology));
    }

    /**
     * The lightweight plan: probes on nodes and shapers that are there, as few as possible.
     *
     * <p>A segment that no allowed node can see does not stop the plan: its conversations are listed as uncovered.
     *
     * @throws PlanException if nothing is left that could run a collector, or an option names an unknown node
     */
    public static OverlayPlan lightweight(Topology topology, PlanOptions options, InstrumentCatalogue instruments) {
        checkNames(topology, options);
        return plan(topology, options, instruments, PlanMode.lightweight(options));
    }

    /** The plan within what a mode allows. */
    static OverlayPlan plan(Topology topology, PlanOptions options, InstrumentCatalogue instruments, PlanMode scope) {
        return new Planner(topology, options, instruments, scope).plan();
    }

    /**
     * The plan that sees every flow between hosts at least once in each direction, on whatever segment, with as few
     * probes as that takes; never more than for every conversation.
     *
     * @throws PlanException as for {@link #lightweight}, or if the flow options name unknown hosts
     */
    public static OverlayPlan flows(
            Topology topology, PlanOptions options, FlowOptions flows, InstrumentCatalogue instruments) {
        checkNames(topology, options);
        Planner planner = new Planner(topology, options, instruments, PlanMode.lightweight(options));
        Topology granted = SwitchUse.granted(topology);
        SegmentCoverProblem links = SegmentCoverProblem.of(granted, options::mayProbe);
        FlowCoverage found = FlowCoverage.of(granted, options, flows, links);
        if (granted != topology) {
            SegmentCoverProblem all = SegmentCoverProblem.of(topology, options::mayProbe);
            found = found.atLeast(FlowCoverage.of(topology, options, flows, all));
        }
        return planner.plan(links, found.placement(), Optional.of(found));
    }

    private OverlayPlan plan() {
        SegmentCoverProblem cover = SegmentCoverProblem.of(topology, this::mayProbe);
        Placement placement = place(cover.problem());
        return plan(cover, placement, Optional.empty());
    }

    private OverlayPlan plan(SegmentCoverProblem cover, Placement placement, Optional<FlowCoverage> flows) {
        CollectorAssignment collection = CollectorAssignment.of(
                topology,
                options,
                scope.mayCollect(),
                instruments,
                cover.candidates().names(placement),
                cover.candidates().watched(placement));
        List<OverlayPlan.Probe> probes = options.explain() && flows.isEmpty()
                ? ProbeExplanations.explain(collection.probes(), cover, placement)
                : collection.probes();
        OverlayPlan.Coverage coverage =
                flows.map(FlowCoverage::coverage).orElseGet(() -> CoverageCalculator.of(topology, probes));
        OverlayPlan plan = new OverlayPlan(
                topology.experiment(),
                scope.mode(),
                size(),
                probes,
                collection.collectors(),
                coverage,
                bound(placement),
                owners(probes),
                scope.extra(),
                collection.load(),
                options.timing(),
                collection.sizing(),
                notes(cover, collection, coverage, flows),
                false,
                scope.change(),
                Optional.empty(),
                flows.map(FlowCoverage::plan),
                Optional.empty());
        return new SwitchCopies(topology, catalogue)
                .added(plan, options.wishes().copies());
    }

    private List<String> notes(
            SegmentCoverProblem cover,
            CollectorAssignment collection,
            OverlayPlan.Coverage coverage,
            Optional<FlowCoverage> flows) {
        List<String> notes = new ArrayList<>();
        topology.findings().stream()
                .filter(f -> f.kind() == DiscoveryNote.Kind.WARNING)
                .forEach(f -> notes.add(f.subject() + " " + f.text()));
        if (cover.scale().inThousandths()) {
            notes.add(cover.scale().note());
        }
        if (coverage.observed() + coverage.uncovered().size() < coverage.conversations()) {
            notes.add(CoverageCalculator.SHORTENED);
        }
        notes.addAll(collection.notes());
        flows.ifPresent(found -> notes.addAll(found.notes()));
        return notes;
    }

    private Placement place(CoverProblem problem) {
        Limits limits = Limits.seconds(options.seconds());
        long greedy = new GreedyPlacement().place(problem, limits).cost();
        return PlacementAlgorithms.byName(options.algorithm())
                .place(problem, limits)
                .withGreedyCost(greedy);
    }

    private boolean mayProbe(String node) {
        return scope.mayProbe().test(node) && options.mayProbe(node);
    }

    static void checkNames(Topology topology, PlanOptions options) {
        Set<String> known = topology.nodes().stream().map(Node::name).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(options.excluded());
        unknown.addAll(options.only());
        unknown.addAll(options.wishes().probeAt().keySet());
        options.wishes().copies().forEach(wish -> wish.node().ifPresent(unknown::add));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new PlanException("no node is called " + String.join(", ", unknown) + "; known are "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    private OverlayPlan.Size size() {
        long shapers =
                topology.nodes().stream().filter(n -> n.role() == Role.SHAPER).count();
        return new OverlayPlan.Size(
                topology.nodes().size() - (int) shapers,
                (int) shapers,
                topology.segments().size(),
                topology.conversationCount());
    }

    private static OverlayPlan.Bound bound(Placement placement) {
        Optional<Long> greedy = placement.greedyCost().isPresent()
                ? Optional.of(placement.greedyCost().getAsLong())
                : Optional.empty();
        return new OverlayPlan.Bound(placement.cost(), placement.lowerBound(), placement.proven(), greedy);
    }

    private List<OverlayPlan.Owners> owners(List<OverlayPlan.Probe> probes) {
        Map<String, List<String>> watching = new HashMap<>();
        for (OverlayPlan.Probe p : probes) {
            p.interfaces().forEach(i -> watching.computeIfAbsent(i.segment(), s -> new ArrayList<>())
                    .add(p.node()));
        }
        return topology.segments().stream()
                .map(s -> ownersOf(s, watching.getOrDefault(s.name(), List.of())))
                .toList();
    }

    private OverlayPlan.Owners ownersOf(Segment segment, List<String> nodes) {
        String medium = segment.medium().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new OverlayPlan.Owners(
                segment.name(), segment.kind(), medium, ObservationPoint.usualOrder(topology, nodes));
    }
}
