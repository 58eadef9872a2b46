package org.overtap.overlay.flows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.placement.flows.FlowPaths;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * What hosts are reached at: packets take a way for each address of a host, of either family. Addresses to which the
 * same ways lead are one target.
 */
final class FlowTargets {
    private final List<Target> all;
    private final int hosts;

    private FlowTargets(List<Target> all, int hosts) {
        this.all = all;
        this.hosts = hosts;
    }

    /**
     * Addresses of one host to which the same ways lead.
     *
     * @param host its number among the hosts
     * @param addresses they; empty for a host of which none is known
     * @param hops for each node its hop towards them
     */
    record Target(int host, List<IpAddress> addresses, int[] hops) {}

    private record Port(String iface, IpAddress address) {}

    /** Says what is wrong with so many targets. */
    interface Limit {
        void check(long targets);
    }

    /**
     * The targets of these hosts: the first of each, in order, then the others.
     *
     * @param limit is asked before there are more of them
     */
    static FlowTargets of(Topology topology, List<String> hosts, Trees trees, Walk walk, Limit limit) {
        Optional<IpFamily> shared = shared(topology, hosts);
        List<Target> first = new ArrayList<>();
        List<Target> more = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            List<Target> its = of(topology, hosts.get(i), i, shared, trees, walk);
            first.add(its.get(0));
            more.addAll(its.subList(1, its.size()));
            limit.check((long) hosts.size() + more.size());
        }
        first.addAll(more);
        return new FlowTargets(List.copyOf(first), hosts.size());
    }

    /** What is left of a tree if only the ways of flows between hosts matter. */
    interface Walk {
        int[] used(int[] hops);
    }

    private static List<Target> of(
            Topology topology, String host, int number, Optional<IpFamily> shared, Trees trees, Walk walk) {
        List<Port> ports = ports(topology, host, shared);
        if (ports.isEmpty()) {
            return List.of(new Target(number, List.of(), trees.towards(host)));
        }
        Map<List<Integer>, Target> targets = new LinkedHashMap<>();
        for (Port port : ports) {
            int[] hops = trees.towards(host, port.iface, port.address);
            List<Integer> ways = Arrays.stream(ports.size() == 1 ? new int[0] : walk.used(hops))
                    .boxed()
                    .toList();
            targets.computeIfAbsent(ways, w -> new Target(number, new ArrayList<>(), hops))
                    .addresses
                    .add(port.address);
        }
        return List.copyOf(targets.values());
    }

    /** The host's addresses, the one that stands for it first. */
    private static List<Port> ports(Topology topology, String host, Optional<IpFamily> shared) {
        List<Port> ports = new ArrayList<>();
        Optional<IpAddress> main =
                topology.node(host).flatMap(node -> shared.isPresent() ? node.address(shared.get()) : node.address());
        for (Interface iface : topology.node(host).map(Node::interfaces).orElse(List.of())) {
            for (InterfaceAddress address : iface.addresses()) {
                boolean first = main.filter(address.ip()::equals).isPresent();
                ports.add(first ? 0 : ports.size(), new Port(iface.name(), address.ip()));
            }
        }
        return ports;
    }

    /** The family in which the first of them is told: IPv4 where every host has it, else IPv6 likewise. */
    private static Optional<IpFamily> shared(Topology topology, Collection<String> hosts) {
        return Arrays.stream(IpFamily.values())
                .filter(family -> hosts.stream().allMatch(host -> topology.node(host)
                        .flatMap(node -> node.address(family))
                        .isPresent()))
                .findFirst();
    }

    int size() {
        return all.size();
    }

    Target get(int target) {
        return all.get(target);
    }

    /** The numbers of each host's targets, the first that stands for it first. */
    List<List<Integer>> byHost() {
        Map<Integer, List<Integer>> byHost = new HashMap<>();
        for (int t = 0; t < all.size(); t++) {
            byHost.computeIfAbsent(all.get(t).host, h -> new ArrayList<>()).add(t);
        }
        List<List<Integer>> lists = new ArrayList<>();
        for (int host = 0; host < hosts; host++) {
            lists.add(byHost.get(host));
        }
        return lists;
    }

    /** For each target its host. */
    int[] hosts() {
        return all.stream().mapToInt(Target::host).toArray();
    }

    /** For each target the hops towards it. */
    int[][] hops() {
        return all.stream().map(Target::hops).toArray(int[][]::new);
    }

    /** That tree where only what flows from these nodes pass is kept. */
    static int[] used(int[] hops, int[] sources, int[] hopTo) {
        int[] used = new int[hops.length];
        Arrays.fill(used, FlowPaths.NONE);
        for (int source : sources) {
            for (int at = source; hops[at] != FlowPaths.NONE && used[at] == FlowPaths.NONE; at = hopTo[hops[at]]) {
                used[at] = hops[at];
            }
        }
        return used;
    }
}
