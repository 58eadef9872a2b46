package org.overtap.overlay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.GreedyPlacement;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.PlacementAlgorithms;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.Vantage;

/** Makes an overlay plan for a topology. The same input gives the same plan. */
public final class Planner {
    private final Topology topology;
    private final PlanOptions options;
    private final Instrument probe;
    private final Instrument collector;

    private final PlanScope scope;

    private Planner(Topology topology, PlanOptions options, InstrumentCatalogue instruments, PlanScope scope) {
        this.topology = topology;
        this.options = options;
        this.scope = scope;
        this.probe = instruments.get(options.probe(), Instrument.Kind.PROBE);
        this.collector = instruments.get(options.collector(), Instrument.Kind.COLLECTOR);
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
        return plan(topology, options, instruments, PlanScope.lightweight(options));
    }

    /** The plan within what a mode allows. */
    static OverlayPlan plan(Topology topology, PlanOptions options, InstrumentCatalogue instruments, PlanScope scope) {
        return new Planner(topology, options, instruments, scope).plan();
    }

    private OverlayPlan plan() {
        SegmentCover cover = SegmentCover.of(topology, this::mayProbe);
        Placement placement = place(cover.problem());
        Set<String> chosen = cover.names(placement);
        List<OverlayPlan.Collector> collectors = chosen.isEmpty() ? List.of() : List.of(chooseCollector(chosen));
        List<OverlayPlan.Probe> probes = chosen.stream()
                .map(node -> probeOn(node, collectors.get(0).node()))
                .toList();
        return new OverlayPlan(
                topology.experiment(),
                scope.mode(),
                size(),
                probes,
                collectors,
                Coverages.of(topology, probes),
                bound(placement),
                owners(probes),
                scope.extra(),
                ExportLoads.of(topology, probes, probe, options.timing()),
                options.timing(),
                scope.change(),
                Optional.empty());
    }

    private Placement place(CoverProblem problem) {
        Limits limits = Limits.seconds(options.seconds());
        long greedy = new GreedyPlacement().place(problem, limits).cost();
        return PlacementAlgorithms.byName(options.algorithm())
                .place(problem, limits)
                .withGreedyCost(greedy);
    }

    private boolean mayProbe(String node) {
        return scope.mayProbe().test(node)
                && !options.excluded().contains(node)
                && (options.only().isEmpty() || options.only().contains(node));
    }

    static void checkNames(Topology topology, PlanOptions options) {
        Set<String> known = topology.nodes().stream().map(Node::name).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(options.excluded());
        unknown.addAll(options.only());
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
                topology.conversations().size());
    }

    /** A node without a probe if there is one, an idle one before a busy one, a host before a shaper. */
    private OverlayPlan.Collector chooseCollector(Set<String> probing) {
        Comparator<Node> order = Comparator.<Node, Boolean>comparing(n -> probing.contains(n.name()))
                .thenComparing(n -> n.role() == Role.SHAPER)
                .thenComparing(
                        n -> n.machine().flatMap(Machine::load).map(Math::round).orElse(0L))
                .thenComparing(Node::name);
        return topology.nodes().stream()
                .filter(n -> n.role() != Role.SWITCH && scope.mayCollect().test(n.name()))
                .filter(n -> !options.excluded().contains(n.name()))
                .min(order)
                .map(n -> new OverlayPlan.Collector(n.name(), collector.name(), options.port(), false))
                .orElseThrow(() -> new PlanException(
                        "no node is left to run a collector: exclude fewer, or add one with --collectors new"));
    }

    private OverlayPlan.Probe probeOn(String node, String collectorNode) {
        List<OverlayPlan.Watched> watched = new ArrayList<>();
        for (Vantage vantage : vantagesOf(node)) {
            watched.add(new OverlayPlan.Watched(vantage.iface(), vantage.segment(), watched.size() + 1));
        }
        return new OverlayPlan.Probe(node, watched, probe.name(), collectorNode);
    }

    private List<Vantage> vantagesOf(String node) {
        return topology.vantages().stream()
                .filter(v -> v.node().equals(node))
                .sorted(Comparator.comparing(Vantage::iface).thenComparing(Vantage::segment))
                .toList();
    }

    private static OverlayPlan.Bound bound(Placement placement) {
        Optional<Long> greedy = placement.greedyCost().isPresent()
                ? Optional.of(placement.greedyCost().getAsLong())
                : Optional.empty();
        return new OverlayPlan.Bound(placement.cost(), placement.lowerBound(), placement.proven(), greedy);
    }

    private List<OverlayPlan.Owners> owners(List<OverlayPlan.Probe> probes) {
        return topology.segments().stream().map(s -> ownersOf(s, probes)).toList();
    }

    private OverlayPlan.Owners ownersOf(Segment segment, List<OverlayPlan.Probe> probes) {
        List<String> nodes = probes.stream()
                .filter(p -> p.interfaces().stream().anyMatch(i -> i.segment().equals(segment.name())))
                .map(OverlayPlan.Probe::node)
                .toList();
        String medium = segment.medium().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new OverlayPlan.Owners(segment.name(), segment.kind(), medium, Watch.usualOrder(topology, nodes));
    }
}
