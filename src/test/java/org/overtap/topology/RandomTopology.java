package org.overtap.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Grows a random experiment; the same random numbers give the same one. */
final class RandomTopology {
    private final Random random;
    private final List<String> hosts = new ArrayList<>();
    private final List<List<Interface>> ports = new ArrayList<>();
    private final List<Node> shapers = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();

    RandomTopology(Random random) {
        this.random = random;
    }

    Topology build(String name) {
        int count = 3 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            hosts.add("h" + i);
            ports.add(new ArrayList<>());
        }
        int wanted = 1 + random.nextInt(6);
        for (int s = 0; s < wanted; s++) {
            segments.add(random.nextInt(3) == 0 ? lan("lan" + s) : link("link" + s));
        }
        List<Node> nodes = new ArrayList<>(shapers);
        for (int i = 0; i < hosts.size(); i++) {
            nodes.add(new Node(hosts.get(i), Role.HOST, Samples.machine(i + 1), ports.get(i)));
        }
        return new Topology(name, nodes, segments, List.of());
    }

    private Segment link(String name) {
        List<Member> members = members(name, 2);
        List<Shaper> there = random.nextBoolean() ? List.of(shaper(members.get(0))) : List.of();
        return new Link(name, members, there);
    }

    private Segment lan(String name) {
        List<Member> members = members(name, 2 + random.nextInt(hosts.size() - 1));
        List<Shaper> there = new ArrayList<>();
        for (Member member : members) {
            if (random.nextInt(3) == 0) {
                there.add(shaper(member));
            }
        }
        Medium medium = random.nextInt(4) == 0 ? Medium.FLOODING : Medium.SWITCHED;
        return new Lan(name, medium, members, there);
    }

    private List<Member> members(String segment, int count) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            order.add(i);
        }
        java.util.Collections.shuffle(order, random);
        List<Member> members = new ArrayList<>();
        for (int host : order.subList(0, Math.min(count, order.size()))) {
            String port = "eth" + (ports.get(host).size() + 1);
            String address =
                    "10." + segments.size() + "." + host + "." + ports.get(host).size() + "/24";
            ports.get(host).add(Interface.with(port, Optional.empty(), address));
            members.add(Member.plain(hosts.get(host), port));
        }
        return members;
    }

    /** Every shaped thing gets a node of its own or shares the last one's second pair of ports. */
    private Shaper shaper(Member member) {
        boolean share = !shapers.isEmpty()
                && shapers.get(shapers.size() - 1).interfaces().size() == 2
                && random.nextBoolean();
        if (share) {
            Node last = shapers.remove(shapers.size() - 1);
            shapers.add(Samples.shaper(last.name(), 100 + shapers.size(), 2));
            return new Shaper(last.name(), "eth3", "eth4", member.endpoint());
        }
        String name = "tbdelay" + shapers.size();
        shapers.add(Samples.shaper(name, 100 + shapers.size(), 1));
        return new Shaper(name, "eth1", "eth2", member.endpoint());
    }
}
