package org.overtap.overlay.taps;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.overlay.cover.SwitchUse;
import org.overtap.placement.Limits;
import org.overtap.placement.taps.ParetoFrontier;
import org.overtap.placement.taps.TapPlacement;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Where taps go, and which machines that are there probe beside them. One cost model for every mode: without extra
 * nodes it is the lightest load on the experiment's own nodes, with as many as it takes none is left on them.
 *
 * @param mode lightweight (no extra node), budget, or heavyweight (as many as it takes)
 * @param taps by segment, then port
 * @param probing the machines that are there and run a probe: the experiment's own nodes, shapers, earlier taps
 * @param unseen segments that neither an allowed node nor an affordable tap sees in full
 * @param cost what the probes on the experiment's own nodes cost
 * @param lowerBound no choice with as many extra nodes costs less
 * @param nics network interfaces that the taps take
 * @param nodes extra nodes, packed as tightly as they go
 */
public record TapSelection(
        String mode,
        List<Tap> taps,
        Set<String> probing,
        List<String> unseen,
        long cost,
        long lowerBound,
        long nics,
        int nodes) {

    /**
     * Extra nodes on one segment.
     *
     * @param segment the segment's name
     * @param at the members at whose ports it is inline
     */
    public record Tap(String segment, List<Endpoint> at) {
        public Tap {
            at = List.copyOf(at);
        }
    }

    public TapSelection {
        taps = List.copyOf(taps);
        probing = Collections.unmodifiableSortedSet(new TreeSet<>(probing));
        unseen = List.copyOf(unseen);
    }

    /** No probe on any of the experiment's own nodes: shapers do what they can, taps see the rest. */
    public static TapSelection heavyweight(Topology topology, TapConstraints rules, Limits limits) {
        return of(topology, rules, OptionalInt.empty(), limits);
    }

    /** At most so many extra nodes, where they take the most load off the experiment's own; empty means any number. */
    public static TapSelection of(Topology given, TapConstraints rules, OptionalInt nodes, Limits limits) {
        Topology topology = SwitchUse.granted(given);
        TapConstraints allowed = nodes.isPresent() ? rules : rules.excluding(TapCoverProblem.hosts(topology));
        TapCoverProblem cover = TapCoverProblem.of(topology, allowed, nodes);
        TapPlacement placement = ParetoFrontier.of(cover.problem(), limits).at(nodes.orElse(Integer.MAX_VALUE));
        Set<String> hosts = new TreeSet<>();
        for (int host : placement.chosen()) {
            hosts.add(cover.hosts().get(host));
        }
        List<Tap> taps = TapLocator.of(cover, allowed, placement, hosts);
        Set<String> probing = new TreeSet<>(ShaperSelection.of(topology, allowed, hosts, taps, limits));
        probing.addAll(hosts);
        String mode = nodes.isEmpty() ? "heavyweight" : nodes.getAsInt() == 0 ? "lightweight" : "budget";
        return new TapSelection(
                mode,
                taps,
                probing,
                cover.unseen().stream().map(Segment::name).toList(),
                placement.cost(),
                Math.min(placement.lowerBound(), roomiest(given, allowed, nodes, limits)),
                cover.nicsInUse(placement, allowed),
                placement.nodes());
    }

    /** What no choice leaves less than, were all the room that is there for any tap, and switches without limits. */
    private static long roomiest(Topology topology, TapConstraints rules, OptionalInt nodes, Limits limits) {
        TapConstraints roomiest = rules.roomiest(topology);
        boolean roomy = roomiest.sparePorts() == rules.sparePorts() && SwitchUse.granted(topology) == topology;
        if (nodes.isEmpty() || roomy) {
            return Long.MAX_VALUE;
        }
        TapCoverProblem cover = TapCoverProblem.of(topology, roomiest, nodes);
        ParetoFrontier frontier = ParetoFrontier.of(cover.problem(), limits);
        return frontier.reaches(nodes.getAsInt())
                ? frontier.at(nodes.getAsInt()).lowerBound()
                : 0;
    }

    /** The names of the segments that get a tap. */
    public Set<String> tappedSegments() {
        return taps.stream().map(Tap::segment).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether no choice with as many extra nodes leaves less on the experiment's own. */
    public boolean proven() {
        return cost == lowerBound;
    }
}
