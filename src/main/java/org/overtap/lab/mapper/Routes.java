package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The static routes a testbed would compute: the cheapest way to every segment a node is not on.
 *
 * <p>Dijkstra from each node over nodes and segments, O(n (n + m) log(n + m)); the cost of a segment is what its
 * members say; equal ways are told apart by the neighbour's name, so the same network gives the same routes.
 */
public final class Routes {
    private static final String STATIC = "static";

    private final VirtualNetwork network;
    private final Map<String, List<VirtualMember>> ports = new HashMap<>();
    private final Map<String, VirtualLan> lans = new TreeMap<>();

    public Routes(VirtualNetwork network) {
        this.network = network;
        for (VirtualLan lan : network.lans()) {
            lans.put(lan.name(), lan);
            lan.members().forEach(member -> ports.computeIfAbsent(member.node(), node -> new ArrayList<>())
                    .add(member));
        }
    }

    /**
     * @param destination network and prefix length, such as 10.1.2.0/24
     * @param via the neighbour's address
     */
    public record Route(String destination, String via) {}

    /** The routes of a node; none unless the script asks for static routing. */
    public List<Route> of(String node) {
        boolean wanted = network.node(node)
                .map(one -> one.routing().startsWith(STATIC) && !one.isBridge())
                .orElse(false);
        return wanted ? searched(node) : List.of();
    }

    private record Reached(String node, double cost, String via) {}

    private List<Route> searched(String start) {
        Map<String, Route> routes = new TreeMap<>();
        Set<String> here = new HashSet<>();
        portsOf(start).forEach(port -> here.add(Subnet.of(port)));
        Set<String> settled = new HashSet<>();
        PriorityQueue<Reached> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Reached::cost).thenComparing(Reached::node));
        queue.add(new Reached(start, 0, ""));
        while (!queue.isEmpty()) {
            Reached reached = queue.poll();
            if (settled.add(reached.node())) {
                note(start, reached, here, routes);
                spread(reached, settled, queue);
            }
        }
        return List.copyOf(routes.values());
    }

    private void note(String start, Reached reached, Set<String> here, Map<String, Route> routes) {
        for (VirtualMember port : portsOf(reached.node())) {
            String subnet = Subnet.of(port);
            if (!reached.via().isEmpty() && !here.contains(subnet) && near(start, reached.via())) {
                routes.putIfAbsent(subnet, new Route(subnet, reached.via()));
            }
        }
    }

    private void spread(Reached from, Set<String> settled, PriorityQueue<Reached> queue) {
        for (VirtualMember port : portsOf(from.node())) {
            for (VirtualMember peer : lans.get(port.lan()).members()) {
                if (!settled.contains(peer.node()) && inReach(port, peer)) {
                    queue.add(step(from, port, peer));
                }
            }
        }
    }

    /** A neighbour whose address is in another subnet is no gateway: the kernel would refuse the route. */
    private static boolean inReach(VirtualMember port, VirtualMember peer) {
        boolean overBridge =
                !port.flags().bridge().isEmpty() || !peer.flags().bridge().isEmpty();
        return overBridge || Subnet.holds(port, peer.ip()) && Subnet.holds(peer, port.ip());
    }

    /** A bridge is crossed on the way to the neighbour behind it, whose address is then the next hop. */
    private Reached step(Reached from, VirtualMember port, VirtualMember peer) {
        boolean overBridge = peer.flags().bridge().equals(peer.node());
        String via = !from.via().isEmpty() ? from.via() : overBridge ? "" : peer.ip();
        return new Reached(peer.node(), from.cost() + Math.max(port.cost(), 0), via);
    }

    private boolean near(String node, String address) {
        return portsOf(node).stream().anyMatch(port -> Subnet.holds(port, address));
    }

    private List<VirtualMember> portsOf(String node) {
        return ports.getOrDefault(node, List.of());
    }
}
