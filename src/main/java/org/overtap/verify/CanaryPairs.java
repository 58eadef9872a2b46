package org.overtap.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Conversation;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;
import org.overtap.topology.route.PathTracer;

/**
 * Whom canaries must go between so that a plan is proven: every conversation, over each family that both its ends have,
 * or what the
 * plan says of flows between hosts.
 */
final class CanaryPairs {
    private CanaryPairs() {}

    /** @throws VerifyException if a plan for flows does not tell who owns which */
    static List<CanaryPair> of(Topology topology, OverlayPlan plan) throws VerifyException {
        return plan.flows().isPresent() ? hosts(topology, plan, plan.flows().get()) : conversations(topology);
    }

    private static List<CanaryPair> conversations(Topology topology) {
        List<CanaryPair> pairs = new ArrayList<>();
        for (Conversation conversation : topology.conversations()) {
            Interface one = topology.interfaceOf(conversation.a());
            Interface other = topology.interfaceOf(conversation.b());
            List<CanaryPair> both = new ArrayList<>();
            overIpv4(one, other, conversation).ifPresent(both::add);
            overIpv6(one, other, conversation).ifPresent(both::add);
            if (both.isEmpty()) {
                both.add(CanaryPair.unaddressed(conversation));
            }
            pairs.addAll(both);
        }
        return pairs;
    }

    private static Optional<CanaryPair> overIpv4(Interface one, Interface other, Conversation conversation) {
        return one.address(IpFamily.V4)
                .flatMap(from -> other.address(IpFamily.V4).map(to -> CanaryPair.on(conversation, from, to)));
    }

    /**
     * An interface may have IPv6 addresses of several networks: only those of one and the same reach each other here.
     */
    private static Optional<CanaryPair> overIpv6(Interface one, Interface other, Conversation conversation) {
        return one.addresses().stream()
                .filter(from -> from.ip().family() == IpFamily.V6)
                .flatMap(from -> other.addresses().stream()
                        .map(InterfaceAddress::ip)
                        .filter(from.prefix()::contains)
                        .map(to -> CanaryPair.on(conversation, from.ip(), to)))
                .findFirst();
    }

    /**
     * From one host to another where the plan lists who owns that, or that nobody sees it: to each address of the other
     * that it speaks of, from the address that the first one's packets have then.
     */
    private static List<CanaryPair> hosts(Topology topology, OverlayPlan plan, FlowPlan flows) throws VerifyException {
        if (flows.abridged()) {
            throw new VerifyException("the plan does not list who owns the flows between its " + flows.hosts()
                    + " hosts, they are too many: deploy a plan for fewer with --hosts to have it proven");
        }
        Map<HostPair, Set<IpAddress>> promised = new LinkedHashMap<>();
        for (FlowPlan.Owner owner : flows.owners()) {
            promised(promised, owner.from(), owner.to())
                    .addAll(owner.addresses().isEmpty() ? addresses(topology, owner.to()) : owner.addresses());
        }
        for (OverlayPlan.Uncovered pair : plan.coverage().uncovered()) {
            promised(promised, pair.a(), pair.b()).addAll(addresses(topology, pair.b()));
        }
        PathTracer tracer = new PathTracer(topology);
        List<CanaryPair> pairs = new ArrayList<>();
        for (Map.Entry<HostPair, Set<IpAddress>> entry : promised.entrySet()) {
            pairs.addAll(between(topology, tracer, entry.getKey(), entry.getValue()));
        }
        return pairs;
    }

    private record HostPair(String from, String to) {}

    private static Set<IpAddress> promised(Map<HostPair, Set<IpAddress>> promised, String from, String to) {
        return promised.computeIfAbsent(new HostPair(from, to), pair -> new LinkedHashSet<>());
    }

    private static List<IpAddress> addresses(Topology topology, String host) {
        return interfaces(topology, host).stream()
                .flatMap(iface -> iface.addresses().stream())
                .map(InterfaceAddress::ip)
                .toList();
    }

    private static List<Interface> interfaces(Topology topology, String host) {
        return topology.node(host).map(Node::interfaces).orElse(List.of());
    }

    private static List<CanaryPair> between(
            Topology topology, PathTracer tracer, HostPair hosts, Set<IpAddress> addresses) {
        List<CanaryPair> pairs = new ArrayList<>();
        for (IpAddress to : addresses) {
            source(topology, tracer, hosts.from(), to)
                    .ifPresent(from -> pairs.add(CanaryPair.between(hosts.from(), hosts.to(), from, to)));
        }
        if (pairs.isEmpty()) {
            pairs.add(CanaryPair.unaddressed(hosts.from(), hosts.to()));
        }
        return pairs;
    }

    /** The address of the interface by which packets for that address leave, as the kernel chooses it. */
    private static Optional<IpAddress> source(Topology topology, PathTracer tracer, String host, IpAddress to) {
        Optional<Interface> leaving = tracer.hop(host, to).flatMap(hop -> interfaces(topology, host).stream()
                .filter(iface -> iface.name().equals(hop.from().iface()))
                .findFirst());
        return leaving.flatMap(iface -> source(iface, to))
                .or(() -> topology.node(host).flatMap(node -> node.address(to.family())));
    }

    private static Optional<IpAddress> source(Interface iface, IpAddress to) {
        return iface.addresses().stream()
                .filter(own -> own.ip().family() == to.family() && own.prefix().contains(to))
                .map(InterfaceAddress::ip)
                .findFirst()
                .or(() -> iface.address(to.family()));
    }
}
