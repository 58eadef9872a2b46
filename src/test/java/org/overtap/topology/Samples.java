package org.overtap.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Small topologies for tests. */
public final class Samples {
    private Samples() {}

    /** A host with one interface for each segment name, all in 10.0.x.y. */
    public static Node host(String name, int number, int interfaces) {
        List<Interface> ports = new ArrayList<>();
        for (int i = 1; i <= interfaces; i++) {
            ports.add(Interface.with(
                    "eth" + i, Optional.empty(), "10." + number / 256 + "." + i + "." + number % 256 + "/24"));
        }
        return new Node(name, Role.HOST, machine(number), ports);
    }

    /** A shaper with that many pairs of ports. */
    public static Node shaper(String name, int number, int pairs) {
        List<Interface> ports = new ArrayList<>();
        for (int i = 1; i <= 2 * pairs; i++) {
            ports.add(Interface.named("eth" + i));
        }
        return new Node(name, Role.SHAPER, machine(number), ports);
    }

    static Optional<Machine> machine(int number) {
        return Optional.of(new Machine(
                "pc" + number, "pc", "", Optional.of("172.30." + number / 256 + "." + number % 256), Optional.empty()));
    }

    /** {@code n} hosts on one switched LAN, each by its eth1. */
    public static Topology lan(int n) {
        return lan(n, Medium.SWITCHED);
    }

    public static Topology lan(int n, Medium medium) {
        List<Node> nodes = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            nodes.add(host("n" + i, i, 1));
            members.add(Member.plain("n" + i, "eth1"));
        }
        return new Topology("p/lan", nodes, List.of(new Lan("lan0", medium, members, List.of())), List.of());
    }

    /** Two hosts joined through a shaper. */
    public static Topology shapedLink() {
        Shaping half = new Shaping(5, 10_000, 0.01);
        return new Topology(
                "p/link",
                List.of(host("a", 1, 1), host("b", 2, 1), shaper("tbdelay0", 3, 1)),
                List.of(new Link(
                        "wan",
                        List.of(new Member("a", "eth1", half, half, false), new Member("b", "eth1", half, half, false)),
                        List.of(new Shaper("tbdelay0", "eth1", "eth2", new Endpoint("a", "eth1"))))),
                List.of());
    }

    /** Two hosts on one link; both shape by themselves. */
    public static Topology endShapedLink() {
        Shaping half = new Shaping(5, 10_000, 0.0);
        return new Topology(
                "p/end",
                List.of(host("a", 1, 1), host("b", 2, 1)),
                List.of(new Link(
                        "wan",
                        List.of(new Member("a", "eth1", half, half, true), new Member("b", "eth1", half, half, true)),
                        List.of())),
                List.of());
    }

    /** A LAN of four whose first two members sit behind the two pairs of one shaper. */
    public static Topology mixedLan() {
        Topology plain = lan(4);
        List<Node> nodes = new ArrayList<>(plain.nodes());
        nodes.add(shaper("tbdelay0", 9, 2));
        Segment lan = plain.segments().get(0);
        return new Topology(
                "p/mixed",
                nodes,
                List.of(new Lan(
                        "lan0",
                        Medium.SWITCHED,
                        lan.members(),
                        List.of(
                                new Shaper("tbdelay0", "eth1", "eth2", new Endpoint("n1", "eth1")),
                                new Shaper("tbdelay0", "eth3", "eth4", new Endpoint("n2", "eth1"))))),
                List.of());
    }

    /** A seeded random experiment: hosts, links, switched and flooding LANs, shapers on some. */
    public static Topology random(long seed) {
        return new RandomTopology(new Random(seed)).build("p/random-" + seed);
    }
}
