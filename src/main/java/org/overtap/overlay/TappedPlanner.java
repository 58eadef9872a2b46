package org.overtap.overlay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.cover.ProbeExplanations;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.HostLoad;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.overlay.taps.AugmentedTopology;
import org.overtap.overlay.taps.ChangeEstimation;
import org.overtap.overlay.taps.TapConstraints;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.overlay.taps.TapSelection;
import org.overtap.overlay.taps.TapStyle;
import org.overtap.placement.Limits;
import org.overtap.placement.taps.TapProblem;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Plans overlays that add machines: heavyweight (no probe on the experiment's own nodes) and budget (at most so many
 * extra nodes). One cost model with lightweight: only the number of extra nodes differs.
 */
public final class TappedPlanner {
    private static final String COLLECTOR_NAME = "ovcollector";

    private TappedPlanner() {}

    /**
     * The plan as it would be after the change. Shaper names are a guess until the testbed has chosen: see
     * {@link #bind}.
     *
     * @throws PlanException if an option names an unknown node, or nothing is left to run a collector
     */
    public static OverlayPlan plan(
            Topology before, PlanOptions options, TapOptions taps, InstrumentCatalogue instruments) {
        Planner.checkNames(before, options);
        requireStyle(taps);
        List<String> collectors = taps.newCollector() ? List.of(freeName(before)) : List.of();
        TapConstraints rules = TapConstraints.of(before, options, taps);
        TapSelection choice =
                TapSelection.of(before, rules, nodesForTaps(taps, collectors), Limits.seconds(options.seconds()));
        requireTappable(before, taps, choice.unseen());
        List<PlannedTap> planned =
                taps.how().planned(before, choice.taps(), taps.testbed().longestName());
        AugmentedTopology added = AugmentedTopology.of(
                before,
                planned,
                taps.nicsPerNode() / TapProblem.PORT_NICS,
                taps.testbed().shaperName());
        ExperimentChange change =
                new ExperimentChange(taps.style(), planned, collectors, endShaped(before, planned), taps.shaperOs());
        Topology after = withCollectors(added.topology(), collectors);
        int others = added.taps() + collectors.size();
        ExtraNodes extra = ExtraNodes.of(
                added.shapers() + others,
                added.mostShapers() + others,
                added.shapers(),
                added.taps(),
                collectors.size(),
                options.free());
        OverlayPlan plan = scoped(
                        after, options, instruments, choice.mode(), hostsThatProbe(before, choice), extra, change)
                .withHostLoad(ownLoad(before, choice, taps));
        return change.nothing()
                ? plan
                : plan.withChange(
                        Optional.of(change),
                        Optional.of(ChangeEstimation.of(
                                before, after, change.taps(), extra, options.free(), taps.testbed())));
    }

    /**
     * A testbed can make taps of some styles.
     *
     * @throws PlanException if not of the one that is asked for
     */
    static void requireStyle(TapOptions taps) {
        Optional<String> refusal =
                taps.nodes().orElse(1) == 0 ? Optional.empty() : taps.testbed().refusal(taps.style());
        if (refusal.isPresent()) {
            throw new PlanException(refusal.get());
        }
    }

    /** Where a tap is needed and would see nothing, or no tap would see anything anywhere, the plan is refused. */
    static void requireTappable(Topology before, TapOptions taps, List<String> unseen) {
        List<String> blind = before.segments().stream()
                .filter(segment -> !taps.mayTap(segment))
                .map(Segment::name)
                .toList();
        List<String> needed = unseen.stream().filter(blind::contains).toList();
        boolean nowhere =
                blind.size() == before.segments().size() && taps.nodes().orElse(1) > 0;
        List<String> named = needed.isEmpty() && nowhere ? blind : needed;
        if (!named.isEmpty()) {
            String segments = named.stream().limit(ProbeExplanations.MOST_NAMED).collect(Collectors.joining(","));
            throw new PlanException("a node on " + segments
                    + " would see nothing: the testbed's switches learn addresses. "
                    + (taps.testbed().refusal("shaper").isEmpty() ? "Use --tap shaper or bridge, or vouch" : "Vouch")
                    + " for what floods with --flooding " + segments);
        }
    }

    /**
     * The same plan for the topology that really came up.
     *
     * @param after the experiment as it was read after the change
     * @param planned the plan that was made before
     * @param machinesBefore how many machines the experiment had
     */
    public static OverlayPlan bind(
            Topology after,
            OverlayPlan planned,
            int machinesBefore,
            PlanOptions options,
            InstrumentCatalogue instruments) {
        Set<String> hosts = planned.probes().stream()
                .map(OverlayPlan.Probe::node)
                .filter(name -> role(after, name) == Role.HOST)
                .collect(Collectors.toSet());
        ExperimentChange change = planned.change().orElseThrow();
        int added = after.nodes().size() - machinesBefore;
        int taps = change.addedNodes().size() - change.collectors().size();
        ExtraNodes extra = new ExtraNodes(
                added,
                planned.extra().nodesMax(),
                added - change.addedNodes().size(),
                taps,
                change.collectors().size(),
                planned.extra().free(),
                planned.extra().sufficient(),
                planned.extra().freeByType());
        Topology marked = withRoles(after, change.collectors());
        OverlayPlan bound = scoped(marked, options, instruments, planned.mode(), hosts, extra, change)
                .withChange(planned.change(), planned.bill())
                .withHostLoad(planned.own());
        return bound.withNotes(surplus(planned, bound));
    }

    /** The testbed packs as it likes: what came is told where it is more than was planned or allowed. */
    private static List<String> surplus(OverlayPlan planned, OverlayPlan bound) {
        int came = bound.extra().nodes();
        if (came <= planned.extra().nodes() && !bound.exceeded()) {
            return List.of();
        }
        String counted = came + " machines were added where " + planned.extra().nodes() + " were planned (at worst "
                + planned.extra().nodesMax() + ")";
        return List.of(bound.own()
                .flatMap(HostLoad::allowed)
                .filter(most -> came > most)
                .map(most ->
                        counted + ", and " + most + " allowed: the testbed put fewer links on a machine than usual."
                                + " 'overtap teardown' gives them back; --nics-per-node 2 plans for one link a machine; or"
                                + " leave it as it is")
                .orElse(counted));
    }

    private static OverlayPlan scoped(
            Topology topology,
            PlanOptions options,
            InstrumentCatalogue instruments,
            String mode,
            Set<String> hosts,
            ExtraNodes extra,
            ExperimentChange change) {
        PlanMode scope = new PlanMode(
                mode,
                name -> role(topology, name) == Role.HOST
                        ? hosts.contains(name)
                        : role(topology, name) != Role.COLLECTOR,
                name -> mode.equals("heavyweight") ? mayCollect(topology, name, change) : true,
                extra,
                change.nothing() ? Optional.empty() : Optional.of(change));
        return Planner.plan(topology, options, instruments, scope)
                .withNotes(TapStyle.named(change.style()).notes(change.taps()));
    }

    /** A node of its own if one was asked for, else any machine that is not the experimenter's. */
    private static boolean mayCollect(Topology topology, String name, ExperimentChange change) {
        return change.collectors().isEmpty()
                ? role(topology, name) != Role.HOST
                : change.collectors().contains(name);
    }

    private static Role role(Topology topology, String name) {
        return topology.node(name).map(Node::role).orElse(Role.HOST);
    }

    /** A collector of its own is an extra node too. */
    private static OptionalInt nodesForTaps(TapOptions taps, List<String> collectors) {
        if (taps.nodes().isEmpty()) {
            return taps.nodes();
        }
        int left = taps.nodes().getAsInt() - collectors.size();
        if (left < 0) {
            throw new PlanException("a collector on a node of its own is an extra node: allow more than "
                    + taps.nodes().getAsInt() + " with --extra-nodes");
        }
        return OptionalInt.of(left);
    }

    private static HostLoad ownLoad(Topology before, TapSelection choice, TapOptions taps) {
        int probes = hostsThatProbe(before, choice).size();
        Optional<Integer> allowed =
                taps.nodes().isPresent() ? Optional.of(taps.nodes().getAsInt()) : Optional.empty();
        return new HostLoad(probes, choice.cost(), choice.lowerBound(), choice.proven(), allowed);
    }

    private static Set<String> hostsThatProbe(Topology before, TapSelection choice) {
        Set<String> hosts = new HashSet<>(choice.probing());
        hosts.removeIf(name -> role(before, name) != Role.HOST);
        return hosts;
    }

    /**
     * Where end nodes shape a segment that is tapped, they must stop: the shapers that appear then are the taps. A tap
     * on a machine of its own takes the shaping over by itself.
     */
    private static boolean endShaped(Topology before, List<PlannedTap> taps) {
        Set<String> tapped = taps.stream().map(PlannedTap::segment).collect(Collectors.toSet());
        return taps.stream().anyMatch(tap -> tap.node().isEmpty())
                && before.segments().stream()
                        .filter(s -> tapped.contains(s.name()))
                        .anyMatch(s -> s.members().stream().anyMatch(m -> m.endShaped()));
    }

    private static String freeName(Topology topology) {
        String name = COLLECTOR_NAME;
        for (int i = 2; topology.node(name).isPresent(); i++) {
            name = COLLECTOR_NAME + i;
        }
        return name;
    }

    private static Topology withCollectors(Topology topology, List<String> names) {
        List<Node> nodes = new ArrayList<>(topology.nodes());
        names.forEach(name -> nodes.add(new Node(name, Role.COLLECTOR, Optional.empty(), List.of())));
        return new Topology(topology.experiment(), nodes, topology.segments(), topology.findings());
    }

    /** The testbed knows an added node as a node like any other. */
    public static Topology withRoles(Topology topology, List<String> collectors) {
        List<Node> nodes = topology.nodes().stream()
                .map(n -> collectors.contains(n.name())
                        ? new Node(n.name(), Role.COLLECTOR, n.machine(), n.interfaces())
                        : n)
                .toList();
        return new Topology(topology.experiment(), nodes, topology.segments(), topology.findings());
    }
}
