package org.overtap.record.once;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Machine;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Route;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.SimulatedSegment;
import org.overtap.topology.Topology;

/**
 * A random network in small: hosts and routers on links and LANs, with tables by which packets really go. It finds its
 * ways itself, hop by hop, and knows nothing of how anybody else would.
 */
final class SimulatedNetwork {
    /** A packet's step over a segment, between the cards that really send and take it. */
    record Step(String segment, Endpoint from, Endpoint to) {}

    /** A machine's own view: where it sends what. */
    private record Entry(IpPrefix to, List<IpAddress> next) {}

    private final Random random;
    private final Map<String, List<Interface>> ports = new LinkedHashMap<>();
    private final Map<String, Integer> shapers = new LinkedHashMap<>();
    private final Set<String> routers = new HashSet<>();
    private final Map<String, List<Endpoint>> cards = new LinkedHashMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private final Map<String, IpPrefix> fourth = new LinkedHashMap<>();
    private final Map<String, IpPrefix> sixth = new LinkedHashMap<>();
    private final Map<String, List<Entry>> tables = new HashMap<>();
    private final Map<String, SimulatedSegment> wires = new HashMap<>();
    private final List<String> hosts = new ArrayList<>();

    /** By host, the neighbour that it reaches by way of a router on their own LAN. */
    final Map<String, IpAddress> turning = new LinkedHashMap<>();

    final Topology topology;
    final boolean sharedControl;

    /**
     * @param told whether the topology has the routes
     * @param turns whether some hosts reach neighbours by way of a router on their own LAN
     * @param several whether some nodes know several equal ways
     */
    SimulatedNetwork(Random random, boolean told, boolean turns, boolean several) {
        this.random = random;
        this.sharedControl = random.nextInt(4) == 0;
        draw();
        fillTables(several);
        if (turns) {
            turnBack();
        }
        topology = new Topology("sim/" + segments.size(), drawn(), segments, List.of(), told ? routes() : List.of());
        segments.forEach(segment -> wires.put(segment.name(), new SimulatedSegment(segment)));
    }

    private void draw() {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            node("r" + i);
            routers.add("r" + i);
            if (i > 0) {
                join(List.of("r" + random.nextInt(i), "r" + i), true);
            }
        }
        if (count > 2 && random.nextBoolean()) {
            join(List.of("r0", "r" + (count - 1)), true);
        }
        for (int lan = 0; lan < 1 + random.nextInt(3); lan++) {
            List<String> there = new ArrayList<>(List.of("r" + random.nextInt(count)));
            if (count > 1 && random.nextInt(3) == 0) {
                there.add("r" + random.nextInt(count));
            }
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                there.add(host());
            }
            if (hosts.size() > 2 && random.nextInt(3) == 0) {
                there.add(hosts.get(random.nextInt(hosts.size())));
            }
            join(there.stream().distinct().toList(), false);
        }
        join(List.of("r" + random.nextInt(count), host()), random.nextBoolean());
        if (random.nextInt(3) == 0) {
            island();
            island();
        }
    }

    /** A network of two that has the same addresses as another. */
    private void island() {
        IpPrefix four = IpPrefix.of("192.168.7.0/24");
        join(List.of(host(), host()), true, four, IpPrefix.of("fd77::/64"));
    }

    private String host() {
        String name = "h" + hosts.size();
        hosts.add(name);
        node(name);
        return name;
    }

    private void node(String name) {
        ports.put(name, new ArrayList<>());
    }

    private void join(List<String> nodes, boolean link) {
        int number = segments.size();
        join(nodes, link, IpPrefix.of("10.0." + number + ".0/24"), IpPrefix.of("fd00:" + number + "::/64"));
    }

    private void join(List<String> nodes, boolean link, IpPrefix four, IpPrefix six) {
        String name = (link ? "link" : "lan") + segments.size();
        List<Member> members = new ArrayList<>();
        for (String node : nodes) {
            int last = members.size() + 1;
            String port = "eth" + (ports.get(node).size() + 1);
            String mac = String.format("02:00:00:00:%02x:%02x", segments.size(), last);
            ports.get(node)
                    .add(new Interface(
                            port,
                            Optional.of(mac),
                            List.of(new InterfaceAddress(in(four, last), 24), new InterfaceAddress(in(six, last), 64)),
                            List.of(IpAddress.of("fe80::" + last))));
            members.add(Member.plain(node, port));
            cards.computeIfAbsent(name, n -> new ArrayList<>()).add(new Endpoint(node, port));
        }
        fourth.put(name, four);
        sixth.put(name, six);
        List<Shaper> its = new ArrayList<>();
        for (Member member : link ? members.subList(0, 1) : members) {
            if (random.nextInt(4) == 0) {
                its.add(shaper(member.endpoint()));
            }
        }
        Medium medium = random.nextInt(4) == 0 ? Medium.FLOODING : Medium.SWITCHED;
        segments.add(link ? new Link(name, members, its) : new Lan(name, medium, members, its));
    }

    private Shaper shaper(Endpoint member) {
        String node = "tbdelay" + (shapers.isEmpty() || random.nextBoolean() ? shapers.size() : shapers.size() - 1);
        int port = shapers.merge(node, 2, Integer::sum);
        return new Shaper(node, "eth" + (port - 1), "eth" + port, member);
    }

    private static IpAddress in(IpPrefix prefix, int number) {
        return new IpAddress(
                prefix.base().family(), prefix.base().high(), prefix.base().low() + number);
    }

    private List<Node> drawn() {
        List<Node> nodes = new ArrayList<>();
        shapers.forEach((name, count) -> {
            List<Interface> its = new ArrayList<>();
            for (int port = 1; port <= count; port++) {
                its.add(Interface.named("eth" + port));
            }
            nodes.add(new Node(name, Role.SHAPER, machine(nodes.size()), its));
        });
        ports.forEach((name, its) -> nodes.add(new Node(name, Role.HOST, machine(nodes.size()), its)));
        return nodes;
    }

    private Optional<Machine> machine(int number) {
        String control = "172.16.0." + (sharedControl ? 1 : number + 1);
        return Optional.of(new Machine("pc" + number, "", "", Optional.of(control), Optional.empty()));
    }

    private List<String> of(String node) {
        return cards.keySet().stream()
                .filter(segment ->
                        cards.get(segment).stream().anyMatch(card -> card.node().equals(node)))
                .toList();
    }

    /** Every node learns the ways of fewest routers to all prefixes; where several are as good, one of them or all. */
    private void fillTables(boolean several) {
        for (String target : cards.keySet()) {
            Map<String, Integer> far = new HashMap<>();
            cards.get(target).forEach(card -> far.put(card.node(), 0));
            for (int round = 1; round < ports.size(); round++) {
                for (String node : ports.keySet()) {
                    for (IpAddress next :
                            far.containsKey(node) ? List.<IpAddress>of() : nearer(node, far, round, true)) {
                        far.put(node, round);
                    }
                }
            }
            far.forEach((node, distance) -> {
                if (distance > 0) {
                    learn(node, fourth.get(target), nearer(node, far, distance, true), several);
                    learn(node, sixth.get(target), nearer(node, far, distance, false), several);
                }
            });
        }
    }

    /** The addresses of routers beside a node that are nearer by one. */
    private List<IpAddress> nearer(String node, Map<String, Integer> far, int distance, boolean four) {
        List<IpAddress> found = new ArrayList<>();
        for (String segment : of(node)) {
            for (Endpoint card : cards.get(segment)) {
                boolean good = !card.node().equals(node)
                        && routers.contains(card.node())
                        && far.getOrDefault(card.node(), -1) == distance - 1;
                if (good) {
                    found.add(addresses(card).get(four ? 0 : 1));
                }
            }
        }
        return found;
    }

    private void learn(String node, IpPrefix to, List<IpAddress> next, boolean several) {
        List<IpAddress> taken =
                several && random.nextInt(3) == 0 ? next : List.of(next.get(random.nextInt(next.size())));
        tables.computeIfAbsent(node, n -> new ArrayList<>()).add(new Entry(to, taken));
    }

    /** A host sends to a neighbour by way of a router between them on the same LAN. */
    private void turnBack() {
        for (List<Endpoint> here : cards.values()) {
            Optional<Endpoint> router =
                    here.stream().filter(card -> routers.contains(card.node())).findFirst();
            List<Endpoint> others =
                    here.stream().filter(card -> !routers.contains(card.node())).toList();
            if (router.isPresent() && others.size() > 1) {
                IpAddress other = addresses(others.get(1)).get(0);
                turning.put(others.get(0).node(), other);
                tables.computeIfAbsent(others.get(0).node(), n -> new ArrayList<>())
                        .add(new Entry(
                                new IpPrefix(other, 32),
                                List.of(addresses(router.get()).get(0))));
            }
        }
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        tables.forEach((node, entries) -> entries.forEach(entry -> entry.next.forEach(
                next -> routes.add(new Route(node, entry.to, Optional.of(next), Optional.empty(), 0)))));
        Collections.shuffle(routes, random);
        return routes;
    }

    /** All that send and receive, routers too. */
    List<String> nodes() {
        return List.copyOf(ports.keySet());
    }

    List<Endpoint> cards(String segment) {
        return cards.get(segment);
    }

    List<String> segments() {
        return List.copyOf(cards.keySet());
    }

    /** The address of that family of every card of a node. */
    List<IpAddress> addresses(String node, boolean four) {
        return ports.get(node).stream()
                .map(port -> port.addresses().get(four ? 0 : 1).ip())
                .toList();
    }

    List<IpAddress> addresses(Endpoint card) {
        return port(card).addresses().stream().map(InterfaceAddress::ip).toList();
    }

    String mac(Endpoint card) {
        return port(card).mac().orElseThrow();
    }

    private Interface port(Endpoint card) {
        return ports.get(card.node()).stream()
                .filter(port -> port.name().equals(card.iface()))
                .findFirst()
                .orElseThrow();
    }

    /** The way of a packet from a node to an address; empty if it does not arrive. */
    List<Step> send(String from, IpAddress to) {
        List<Step> steps = new ArrayList<>();
        String at = from;
        while (!has(at, to)) {
            Optional<Step> step = step(at, to);
            if (step.isEmpty() || steps.size() > 20) {
                return List.of();
            }
            steps.add(step.get());
            at = step.get().to().node();
        }
        return steps;
    }

    /** Whether a node on that way knows several equal ways. */
    boolean ambiguous(String from, IpAddress to, List<Step> way) {
        return way.stream().anyMatch(step -> entry(step.from().node(), to)
                .filter(entry -> entry.next.size() > 1)
                .isPresent());
    }

    private boolean has(String node, IpAddress address) {
        return ports.get(node).stream().anyMatch(port -> port.has(address));
    }

    private Optional<Entry> entry(String node, IpAddress to) {
        Optional<Entry> best = Optional.empty();
        for (Entry entry : tables.getOrDefault(node, List.of())) {
            boolean longer = entry.to.length() > best.map(b -> b.to.length()).orElse(-1);
            best = entry.to.contains(to) && longer ? Optional.of(entry) : best;
        }
        boolean attached = ports.get(node).stream()
                .flatMap(port -> port.addresses().stream())
                .anyMatch(address -> address.prefix().contains(to));
        return best.filter(entry -> !attached || entry.to.length() == 32);
    }

    private Optional<Step> step(String node, IpAddress to) {
        Optional<Entry> entry = entry(node, to);
        IpAddress next =
                entry.map(e -> e.next.get(random.nextInt(e.next.size()))).orElse(to);
        for (String segment : of(node)) {
            Endpoint own = cards.get(segment).stream()
                    .filter(card -> card.node().equals(node))
                    .findFirst()
                    .orElseThrow();
            for (Endpoint card : cards.get(segment)) {
                if (!card.node().equals(node) && addresses(card).contains(next)) {
                    return Optional.of(new Step(segment, own, card));
                }
            }
        }
        return Optional.empty();
    }

    /** Where packets between two cards can be captured. */
    Set<Endpoint> captures(Step step) {
        return wires.get(step.segment()).exchange(step.from(), step.to());
    }

    Segment segment(String name) {
        return segments.stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
