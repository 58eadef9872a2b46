package org.overtap.topology.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Route;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Follows packets of either family through the routing tables that a topology carries: longest prefix first, then the
 * lowest metric, as Linux does. Networks that a node's own interfaces are on need no route. A destination over several
 * equal routes has no path here, since nobody can say which one a flow takes.
 */
public final class PathTracer {
    private final Map<String, TreeMap<Integer, Map<IpPrefix, List<Route>>>> tables = new HashMap<>();
    private final Map<String, List<Member>> membersBySegment = new HashMap<>();
    private final Map<Endpoint, List<String>> segmentsOf = new HashMap<>();
    private final Map<String, Set<Endpoint>> portsOf = new HashMap<>();
    private final Map<Endpoint, Set<IpAddress>> addresses = new HashMap<>();
    private final Map<String, Set<IpAddress>> addressesOfNode = new HashMap<>();

    public PathTracer(Topology topology) {
        for (Segment segment : topology.segments()) {
            membersBySegment.put(segment.name(), segment.members());
            segment.members().forEach(m -> attach(m.endpoint(), segment.name()));
        }
        topology.routes().forEach(this::learn);
        topology.nodes().forEach(this::learn);
    }

    private void attach(Endpoint port, String segment) {
        segmentsOf.computeIfAbsent(port, e -> new ArrayList<>()).add(segment);
        portsOf.computeIfAbsent(port.node(), n -> new TreeSet<>()).add(port);
    }

    private void learn(Route route) {
        tables.computeIfAbsent(route.node(), n -> new TreeMap<>((a, b) -> b - a))
                .computeIfAbsent(route.to().length(), n -> new HashMap<>())
                .computeIfAbsent(route.to(), n -> new ArrayList<>())
                .add(route);
    }

    private void learn(Node node) {
        for (Interface port : node.interfaces()) {
            Set<IpAddress> here =
                    addresses.computeIfAbsent(new Endpoint(node.name(), port.name()), e -> new HashSet<>());
            here.addAll(port.linkLocal());
            for (InterfaceAddress address : port.addresses()) {
                here.add(address.ip());
                addressesOfNode
                        .computeIfAbsent(node.name(), n -> new HashSet<>())
                        .add(address.ip());
                if (!knows(node.name(), address.prefix())) {
                    learn(new Route(node.name(), address.prefix(), Optional.empty(), Optional.of(port.name()), 0));
                }
            }
        }
    }

    private boolean knows(String node, IpPrefix prefix) {
        return tables.getOrDefault(node, new TreeMap<>())
                .getOrDefault(prefix.length(), Map.of())
                .containsKey(prefix);
    }

    /**
     * The hop that a packet for that address takes at that node; empty where it arrives, is dropped, or may go either
     * way.
     */
    public Optional<Hop> hop(String node, IpAddress address) {
        if (has(node, address)) {
            return Optional.empty();
        }
        // Of two routes to one network, one of which leads nowhere, the kernel may still take that.
        List<Optional<Hop>> hops = routes(node, address).stream()
                .map(route -> hop(route, address))
                .distinct()
                .toList();
        return hops.size() == 1 ? hops.get(0) : Optional.empty();
    }

    /** The hops from a node to an address, or none where no single path leads there. */
    public List<Hop> trace(String from, IpAddress address) {
        List<Hop> path = new ArrayList<>();
        Set<String> passed = new HashSet<>();
        String at = from;
        for (Optional<Hop> hop = hop(at, address); hop.isPresent(); hop = hop(at, address)) {
            if (!passed.add(at)) {
                return List.of();
            }
            path.add(hop.get());
            at = hop.get().to().node();
        }
        return has(at, address) ? path : List.of();
    }

    private boolean has(String node, IpAddress address) {
        return addressesOfNode.getOrDefault(node, Set.of()).contains(address);
    }

    /** The matching routes of longest prefix and lowest metric. */
    private List<Route> routes(String node, IpAddress address) {
        for (Map.Entry<Integer, Map<IpPrefix, List<Route>>> length :
                tables.getOrDefault(node, new TreeMap<>()).entrySet()) {
            List<Route> found = length.getKey() > address.family().bits()
                    ? null
                    : length.getValue().get(new IpPrefix(address, length.getKey()));
            if (found != null) {
                int least = found.stream().mapToInt(Route::metric).min().orElse(0);
                return found.stream().filter(r -> r.metric() == least).toList();
            }
        }
        return List.of();
    }

    private Optional<Hop> hop(Route route, IpAddress address) {
        IpAddress next = route.via().orElse(address);
        return portsOf.getOrDefault(route.node(), Set.of()).stream()
                .filter(e ->
                        route.dev().map(e.iface()::equals).orElse(route.via().isPresent()))
                .flatMap(from -> hopTo(from, next).stream())
                .findFirst();
    }

    private Optional<Hop> hopTo(Endpoint from, IpAddress next) {
        for (String segment : segmentsOf.get(from)) {
            for (Member member : membersBySegment.get(segment)) {
                if (addresses.getOrDefault(member.endpoint(), Set.of()).contains(next)
                        && !member.node().equals(from.node())) {
                    return Optional.of(new Hop(segment, from, member.endpoint()));
                }
            }
        }
        return Optional.empty();
    }
}
