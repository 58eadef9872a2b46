package org.overtap.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * The topology as Emulab will have it once shapers were asked for: a virtual delay for each link, or for each member
 * of a LAN, two on a machine. Names and sharing are what its mapper usually does; only the swap tells what it did.
 *
 * @param topology the experiment with the shapers in it
 * @param delays virtual delays that were added
 * @param machines machines that this takes at the usual packing, beyond those that are there
 * @param most machines that it takes at the worst
 */
record AddedShapers(Topology topology, int delays, int machines, int most) {
    /** Shapers as the testbed usually packs them. */
    static AddedShapers of(Topology before, List<TapChoice.Tap> taps, boolean wholeSegments) {
        return of(before, taps, wholeSegments, 2);
    }

    /** Shapers with room for so many delays each. */
    static AddedShapers of(Topology before, List<TapChoice.Tap> taps, boolean wholeSegments, int perMachine) {
        Map<String, List<Endpoint>> wanted = new HashMap<>();
        taps.forEach(tap -> wanted.put(tap.segment(), tap.at()));
        Set<String> names = new HashSet<>();
        before.nodes().forEach(node -> names.add(node.name()));
        Rack rack = new Rack(names, perMachine);
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : before.segments()) {
            segments.add(
                    wanted.containsKey(segment.name())
                            ? tapped(segment, wanted.get(segment.name()), wholeSegments, rack)
                            : segment);
        }
        List<Node> nodes = new ArrayList<>(before.nodes());
        nodes.addAll(rack.machines());
        Topology after = new Topology(before.experiment(), nodes, segments, before.findings());
        return new AddedShapers(after, rack.delays, machines(before, rack.delays, perMachine), rack.delays);
    }

    /** A shaper that carries one delay has room for another. */
    private static int machines(Topology before, int added, int perMachine) {
        int left = Math.max(0, added - spare(before, perMachine));
        return (left + perMachine - 1) / perMachine;
    }

    /** For how many more delays the shapers that are there have room, all together: the testbed packs them anew. */
    static int spare(Topology before, int perMachine) {
        int there = before.segments().stream().mapToInt(s -> s.shapers().size()).sum();
        long machines = before.segments().stream()
                .flatMap(s -> s.shapers().stream())
                .map(Shaper::node)
                .distinct()
                .count();
        return Math.max(0, Math.toIntExact(machines * perMachine - there));
    }

    private static Segment tapped(Segment segment, List<Endpoint> at, boolean whole, Rack rack) {
        List<Shaper> shapers = new ArrayList<>(segment.shapers());
        if (segment instanceof Link link) {
            if (shapers.isEmpty()) {
                shapers.add(rack.shaper(link.members().get(0).endpoint()));
            }
            return new Link(link.name(), unshapedAtEnds(link.members()), shapers);
        }
        for (Member member : segment.members()) {
            boolean wanted = whole || at.contains(member.endpoint());
            if (wanted && segment.shaperOf(member.endpoint()).isEmpty()) {
                shapers.add(rack.shaper(member.endpoint()));
            }
        }
        return new Lan(segment.name(), segment.medium(), unshapedAtEnds(segment.members()), shapers);
    }

    private static List<Member> unshapedAtEnds(List<Member> members) {
        return members.stream()
                .map(m -> new Member(m.node(), m.iface(), m.out(), m.in(), false))
                .toList();
    }

    /** Hands out places for virtual delays. */
    private static final class Rack {
        private final Set<String> taken;
        private final List<String> names = new ArrayList<>();
        private final int perMachine;
        private int delays;

        Rack(Set<String> taken, int perMachine) {
            this.perMachine = perMachine;
            this.taken = taken;
        }

        Shaper shaper(Endpoint member) {
            int place = delays++ % perMachine;
            if (place == 0) {
                names.add(freshName());
            }
            String node = names.get(names.size() - 1);
            return new Shaper(node, "eth" + (2 * place + 1), "eth" + (2 * place + 2), member);
        }

        private String freshName() {
            int number = 0;
            while (!taken.add("tbdelay" + number)) {
                number++;
            }
            return "tbdelay" + number;
        }

        List<Node> machines() {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                int rest = delays - i * perMachine;
                List<Interface> ports = new ArrayList<>();
                for (int port = 1; port <= 2 * Math.min(rest, perMachine); port++) {
                    ports.add(Interface.named("eth" + port));
                }
                nodes.add(new Node(names.get(i), Role.SHAPER, Optional.empty(), ports));
            }
            return nodes;
        }
    }
}
