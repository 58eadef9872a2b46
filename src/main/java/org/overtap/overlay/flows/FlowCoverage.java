package org.overtap.overlay.flows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.overlay.cover.SegmentCoverProblem;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapCoverProblem;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.flows.FlowAssignment;
import org.overtap.placement.flows.FlowPaths;
import org.overtap.placement.flows.FlowPlacement;
import org.overtap.placement.multicover.ExactPlacement;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;

/**
 * Which nodes see every flow between hosts, and who counts which.
 *
 * @param placement the choice
 * @param plan what the overlay plan says of it
 * @param unseen pairs of hosts whose flows no allowed node sees, the first of them
 * @param notes what the user should know of it
 */
public record FlowCoverage(Placement placement, FlowPlan plan, List<OverlayPlan.Uncovered> unseen, List<String> notes) {
    private static final int MOST_UNSEEN = 1000;

    public static FlowCoverage of(
            Topology topology, PlanOptions options, FlowOptions flows, SegmentCoverProblem links) {
        RoutedTopology network = RoutedTopology.of(topology, hosts(topology, flows));
        requireTrafficBetween(network.ends(), flows);
        CoverProblem orders = orders(links.problem(), network, options);
        Limits limits = Limits.seconds(options.seconds());
        Placement linkCover = new ExactPlacement().place(links.problem(), limits);
        Optional<Placement> usable = links.unseen().isEmpty() ? Optional.of(linkCover) : Optional.empty();
        Placement placement = FlowPlacement.of(network.paths(), orders, usable, limits);
        FlowPlan plan = plan(network, flows, placement, linkCover.cost());
        List<String> notes = new ArrayList<>(plan.notes());
        notes.addAll(PartlyRouted.notes(network));
        return new FlowCoverage(placement, plan, unseen(network, placement.asBitSet()), notes);
    }

    /** The hosts that flows run between: those named, those that the topology calls so, else nodes on one segment. */
    static List<String> hosts(Topology topology, FlowOptions flows) {
        List<String> all = List.copyOf(TapCoverProblem.hosts(topology));
        if (flows.hosts().equals(List.of("all"))) {
            return all;
        }
        if (!flows.hosts().isEmpty()) {
            requireKnown(all, flows.hosts());
            return List.copyOf(new TreeSet<>(flows.hosts()));
        }
        List<String> said = topology.nodes().stream()
                .filter(n -> n.host().orElse(false))
                .map(Node::name)
                .toList();
        List<String> leaves = topology.nodes().stream()
                .filter(n -> n.role() == Role.HOST && n.host().orElse(true))
                .filter(n -> n.interfaces().size() == 1)
                .map(Node::name)
                .toList();
        return said.size() > 1 ? said : leaves.size() > 1 ? leaves : all;
    }

    private static void requireTrafficBetween(List<String> hosts, FlowOptions flows) {
        Set<String> unknown = new TreeSet<>();
        flows.traffic().keySet().forEach(pair -> unknown.addAll(List.of(pair.from(), pair.to())));
        hosts.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new PlanException("traffic is given for " + String.join(", ", unknown)
                    + ", between which no flows are covered; hosts are " + String.join(", ", hosts));
        }
    }

    private static void requireKnown(List<String> known, List<String> named) {
        Set<String> unknown = new TreeSet<>(named);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new PlanException(
                    "no host is called " + String.join(", ", unknown) + "; known are " + String.join(", ", known));
        }
        if (new TreeSet<>(named).size() < 2) {
            throw new PlanException("flows run between two hosts at least, " + named.get(0) + " is one");
        }
    }

    /** Costs as for links; who may not probe is forbidden. */
    private static CoverProblem orders(CoverProblem links, RoutedTopology network, PlanOptions options) {
        CoverProblemBuilder builder = CoverProblem.builder(links.candidates());
        for (int v = 0; v < links.candidates(); v++) {
            builder.cost(v, links.cost(v));
            if (!options.mayProbe(network.name(v))) {
                builder.forbid(v);
            }
        }
        return builder.build();
    }

    private static FlowPlan plan(RoutedTopology network, FlowOptions flows, Placement placement, long linkCover) {
        FlowPaths paths = network.paths();
        BitSet chosen = placement.asBitSet();
        List<List<Integer>> targets = network.targets().byHost();
        FlowAssignment owners =
                FlowAssignment.of(paths, chosen, (from, target) -> weight(network, flows, from, paths.endOf(target)));
        long flowing = paths.pairs();
        long dark = FlowPlacement.unseen(paths, chosen);
        long pairs = pairs(paths, targets, (from, target) -> paths.connected(from, target));
        long unseen = pairs(
                paths,
                targets,
                (from, target) -> paths.connected(from, target) && !FlowPlacement.sees(paths, from, target, chosen));
        long ends = paths.ends();
        boolean abridged = pairs > FlowPlan.MOST_OWNERS;
        return new FlowPlan(
                network.routesRead() ? "read" : "shortest-paths",
                (int) ends,
                pairs,
                ends * (ends - 1) - pairs,
                pairs - unseen,
                placement.size(),
                linkCover,
                flowing == dark ? 0 : hundredths((double) FlowPlacement.sightings(paths, chosen) / (flowing - dark)),
                owners.largestLoad(),
                placement.size() == 0 ? 0 : hundredths((double) owners.totalLoad() / placement.size()),
                abridged ? List.of() : ListedOwners.of(network, owners),
                abridged);
    }

    private interface Which {
        boolean holds(int from, int target);
    }

    /** Ordered pairs of hosts of which that holds for some target of the second. */
    private static long pairs(FlowPaths paths, List<List<Integer>> targets, Which which) {
        long pairs = 0;
        for (int from = 0; from < paths.ends(); from++) {
            for (List<Integer> its : targets) {
                int sender = from;
                pairs += its.stream().anyMatch(target -> which.holds(sender, target)) ? 1 : 0;
            }
        }
        return pairs;
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static long weight(RoutedTopology network, FlowOptions flows, int from, int to) {
        if (flows.traffic().isEmpty()) {
            return 1;
        }
        FlowOptions.Pair pair =
                new FlowOptions.Pair(network.ends().get(from), network.ends().get(to));
        return flows.traffic().getOrDefault(pair, 0L);
    }

    private static List<OverlayPlan.Uncovered> unseen(RoutedTopology network, BitSet chosen) {
        List<OverlayPlan.Uncovered> unseen = new ArrayList<>();
        FlowPaths paths = network.paths();
        List<List<Integer>> targets = network.targets().byHost();
        for (int from = 0; from < paths.ends(); from++) {
            for (int to = 0; to < paths.ends() && unseen.size() < MOST_UNSEEN; to++) {
                for (int target : targets.get(to)) {
                    if (paths.connected(from, target) && !FlowPlacement.sees(paths, from, target, chosen)) {
                        unseen.add(uncovered(network, from, target));
                        break;
                    }
                }
            }
        }
        return unseen;
    }

    private static OverlayPlan.Uncovered uncovered(RoutedTopology network, int from, int target) {
        String segments = String.join(
                ",", network.path(from, target).stream().map(Hop::segment).toList());
        String to = network.ends().get(network.paths().endOf(target));
        return new OverlayPlan.Uncovered(segments, network.ends().get(from), to);
    }

    /** The same with the weaker bound of a plan for switches that show all that they carry. */
    public FlowCoverage atLeast(FlowCoverage unlimited) {
        long bound = Math.min(placement.lowerBound(), unlimited.placement().lowerBound());
        Placement its = new Placement(
                placement.algorithm(),
                placement.chosen(),
                placement.cost(),
                bound,
                placement.greedyCost(),
                placement.stats());
        return new FlowCoverage(its, plan, unseen, notes);
    }

    /** Flow coverage of a plan: pairs of hosts in place of conversations. */
    public OverlayPlan.Coverage coverage() {
        return new OverlayPlan.Coverage(plan.pairs(), plan.observed(), unseen);
    }
}
