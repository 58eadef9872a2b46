package org.overtap.overlay.taps;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.overtap.overlay.cover.CostScale;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.placement.taps.TapProblem;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * What taps may be made of, and whom they relieve.
 *
 * @param mayProbe whether a node that is there may run a probe
 * @param cost what a probe on one of the experiment's own nodes costs, zero or more
 * @param nicsPerNode network interfaces of an extra node, its control interface not counted
 * @param lans how LANs are tapped
 * @param links how links are tapped
 * @param mayTap where a tap may stand
 * @param sparePorts how many taps find room on machines that are there
 */
public record TapConstraints(
        Predicate<String> mayProbe,
        ToLongFunction<String> cost,
        int nicsPerNode,
        LanTaps lans,
        LinkTaps links,
        Predicate<Segment> mayTap,
        int sparePorts) {
    /** How a LAN is tapped. */
    public enum LanTaps {
        /** At single ports of it. */
        PORTS,
        /** At all ports of it or none: a LAN is shaped as a whole. */
        WHOLE,
        /** By an extra node that is plugged in as one more member, by one interface. Where the LAN floods it sees all. */
        NODE
    }

    /** How a link is tapped. */
    public enum LinkTaps {
        /** By two ports of an extra node, which may tap others with its other ports. */
        PORTS,
        /** By an extra node of its own, with an interface on either side. */
        NODE,
        /** By an extra node that is plugged in as a third member, by one interface. */
        MEMBER
    }

    /** Four interfaces: two links a node. */
    public static final int USUAL_NICS = 4;

    /** Every node may probe at cost 1; extra nodes tap two ports each. */
    public static final TapConstraints DEFAULT = new TapConstraints(node -> true, node -> 1, USUAL_NICS, LanTaps.PORTS);

    /** The rules that a plan's options make, with the costs that the topology tells. */
    public static TapConstraints of(Topology topology, PlanOptions options, TapOptions taps) {
        CostScale scale = CostScale.of(topology);
        ToLongFunction<String> cost = name -> topology.node(name)
                .flatMap(Node::cost)
                .map(given -> scale.apply(name, given))
                .orElse((long) scale.factor());
        TapStyle style = taps.how();
        return new TapConstraints(
                options::mayProbe,
                cost,
                taps.nicsPerNode(),
                style.lanTaps(),
                style.linkTaps(),
                taps::mayTap,
                spare(topology, taps));
    }

    /** What takes a machine of its own has no use for room on others, and the search does not tell the two apart. */
    private static int spare(Topology topology, TapOptions taps) {
        return taps.how().linkTaps() != LinkTaps.PORTS
                ? 0
                : AugmentedTopology.spare(topology, taps.nicsPerNode() / TapProblem.PORT_NICS);
    }

    public TapConstraints {
        if (nicsPerNode < 2 || nicsPerNode > 1024) {
            throw new PlanException(
                    "a tap takes two network interfaces: an extra node has 2 to 1024 of them, not " + nicsPerNode);
        }
    }

    /** Rules under which links share extra nodes, with no room on machines that are there. */
    public TapConstraints(Predicate<String> mayProbe, ToLongFunction<String> cost, int nicsPerNode, LanTaps lans) {
        this(mayProbe, cost, nicsPerNode, lans, LinkTaps.PORTS, segment -> true, 0);
    }

    /**
     * The same with the room on machines that are there which the search leaves aside, where some taps could use it.
     * What it leaves on the experiment's own nodes then is a bound, but perhaps no plan.
     */
    public TapConstraints roomiest(Topology topology) {
        return links == LinkTaps.PORTS || lans == LanTaps.NODE
                ? this
                : new TapConstraints(
                        mayProbe,
                        cost,
                        nicsPerNode,
                        lans,
                        links,
                        mayTap,
                        AugmentedTopology.spare(topology, nicsPerNode / TapProblem.PORT_NICS));
    }

    /** The same, but these nodes run no probe. */
    public TapConstraints excluding(Set<String> nodes) {
        Set<String> excluded = Set.copyOf(nodes);
        return new TapConstraints(
                mayProbe.and(node -> !excluded.contains(node)), cost, nicsPerNode, lans, links, mayTap, sparePorts);
    }
}
