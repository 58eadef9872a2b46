package org.overtap.overlay.taps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * The topology as the testbed will have it once taps were asked for. A shaper is one delay for each link, or for each
 * member of a LAN, some of them on a machine; their names and sharing are what the testbed usually does, and only the
 * changed experiment tells what it did. A bridge is one machine, under the name that the plan gave it.
 *
 * @param topology the experiment with the added machines in it
 * @param shapers machines that the added delays take at the usual packing, beyond those that are there
 * @param mostShapers machines that they take at the worst
 * @param taps machines that carry one tap each
 */
public record AugmentedTopology(Topology topology, int shapers, int mostShapers, int taps) {
    /** Those of a plan's taps, with room for so many delays on a shaper, whose names begin like that. */
    public static AugmentedTopology of(Topology before, List<PlannedTap> taps, int delaysPerShaper, String shaperName) {
        Map<String, PlannedTap> wanted = new HashMap<>();
        taps.forEach(tap -> wanted.put(tap.segment(), tap));
        TapNodeAllocator rack = new TapNodeAllocator(before, delaysPerShaper, shaperName);
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : before.segments()) {
            PlannedTap tap = wanted.get(segment.name());
            segments.add(tap == null ? segment : with(segment, tap, rack));
        }
        List<Node> nodes =
                new ArrayList<>(before.nodes().stream().map(rack::extended).toList());
        nodes.addAll(rack.machines());
        Topology after = new Topology(before.experiment(), nodes, segments, before.findings());
        return new AugmentedTopology(
                after, machines(before, rack.delays(), delaysPerShaper), rack.delays(), rack.taps());
    }

    /** A shaper that carries one delay has room for another. */
    private static int machines(Topology before, int added, int perMachine) {
        int left = Math.max(0, added - spare(before, perMachine));
        return (left + perMachine - 1) / perMachine;
    }

    /** For how many more delays the shapers that are there have room, all together: the testbed packs them anew. */
    static int spare(Topology before, int perMachine) {
        List<Shaper> there = before.segments().stream()
                .flatMap(s -> s.shapers().stream())
                .filter(s -> before.node(s.node()).orElseThrow().role() == Role.SHAPER)
                .toList();
        long machines = there.stream().map(Shaper::node).distinct().count();
        return Math.max(0, Math.toIntExact(machines * perMachine - there.size()));
    }

    private static Segment with(Segment segment, PlannedTap tap, TapNodeAllocator rack) {
        return TapKind.named(tap.style()).inline() ? inline(segment, tap, rack) : listened(segment, tap, rack);
    }

    /** What is plugged into becomes a LAN, if it was a link. */
    private static Segment listened(Segment segment, PlannedTap tap, TapNodeAllocator rack) {
        List<Member> members = new ArrayList<>(segment.members());
        members.add(rack.listener(tap));
        return new Lan(segment.name(), Medium.FLOODING, members, segment.shapers(), segment.carrier());
    }

    private static Segment inline(Segment segment, PlannedTap tap, TapNodeAllocator rack) {
        List<Shaper> shapers = new ArrayList<>(segment.shapers());
        if (segment instanceof Link link) {
            if (shapers.isEmpty()) {
                shapers.add(rack.inline(tap, link.members().get(0).endpoint()));
            }
            return new Link(link.name(), unshapedAtEnds(link.members()), shapers, link.carrier());
        }
        for (Member member : segment.members()) {
            if (tap.at().contains(member.endpoint())
                    && segment.shaperOf(member.endpoint()).isEmpty()) {
                shapers.add(rack.inline(tap, member.endpoint()));
            }
        }
        return new Lan(segment.name(), segment.medium(), unshapedAtEnds(segment.members()), shapers, segment.carrier());
    }

    private static List<Member> unshapedAtEnds(List<Member> members) {
        return members.stream()
                .map(m -> new Member(m.node(), m.iface(), m.out(), m.in(), false))
                .toList();
    }
}
