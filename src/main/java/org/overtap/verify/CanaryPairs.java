package org.overtap.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.overlay.flows.FlowFamilies;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Conversation;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Topology;

/**
 * Whom canaries must go between so that a plan is proven: every conversation, over each family that both its ends have,
 * or every pair of hosts.
 */
final class CanaryPairs {
    private CanaryPairs() {}

    /** @throws VerifyException if an end has no address, or a plan for flows does not tell who owns which */
    static List<CanaryPair> of(Topology topology, OverlayPlan plan) throws VerifyException {
        return plan.flows().isPresent() ? hosts(topology, plan, plan.flows().get()) : conversations(topology);
    }

    private static List<CanaryPair> conversations(Topology topology) throws VerifyException {
        List<CanaryPair> pairs = new ArrayList<>();
        for (Conversation conversation : topology.conversations()) {
            Interface one = topology.interfaceOf(conversation.a());
            Interface other = topology.interfaceOf(conversation.b());
            List<CanaryPair> both = new ArrayList<>();
            overIpv4(one, other, conversation).ifPresent(both::add);
            overIpv6(one, other, conversation).ifPresent(both::add);
            if (both.isEmpty()) {
                throw new VerifyException(
                        conversation.a() + " and " + conversation.b() + " have no addresses of one family" + " on "
                                + conversation.segment() + ", so no canary can go between them");
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

    /** Pairs that have an owner in one direction at least, and those that the plan says nobody sees. */
    private static List<CanaryPair> hosts(Topology topology, OverlayPlan plan, FlowPlan flows) throws VerifyException {
        if (flows.abridged()) {
            throw new VerifyException("the plan does not list who owns the flows between its " + flows.hosts()
                    + " hosts, they are too many: deploy a plan for fewer with --hosts to have it proven");
        }
        Set<List<String>> names = new LinkedHashSet<>();
        flows.owners().forEach(owner -> names.add(sorted(owner.from(), owner.to())));
        plan.coverage().uncovered().forEach(pair -> names.add(sorted(pair.a(), pair.b())));
        FlowFamilies families =
                new FlowFamilies(topology, names.stream().flatMap(List::stream).toList());
        List<CanaryPair> pairs = new ArrayList<>();
        for (List<String> pair : names) {
            String a = pair.get(0);
            String b = pair.get(1);
            pairs.add(CanaryPair.between(a, b, address(families, a), address(families, b)));
        }
        return pairs;
    }

    private static List<String> sorted(String one, String other) {
        return List.copyOf(new TreeSet<>(List.of(one, other)));
    }

    /** Routes were read towards the address that stands for each host, so that is where the flows go. */
    private static IpAddress address(FlowFamilies families, String host) throws VerifyException {
        return families.address(host)
                .orElseThrow(() -> new VerifyException(host + " has no address, so no canary can reach it"));
    }
}
