package org.overtap.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.overlay.FlowPlan;
import org.overtap.overlay.OverlayPlan;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** Whom canaries must go between so that a plan is proven: every conversation, or every pair of hosts. */
final class CanaryPairs {
    private CanaryPairs() {}

    /** @throws VerifyException if an end has no address, or a plan for flows does not tell who owns which */
    static List<CanaryPair> of(Topology topology, OverlayPlan plan) throws VerifyException {
        return plan.flows().isPresent() ? hosts(topology, plan, plan.flows().get()) : conversations(topology);
    }

    private static List<CanaryPair> conversations(Topology topology) throws VerifyException {
        List<CanaryPair> pairs = new ArrayList<>();
        for (Conversation conversation : topology.conversations()) {
            pairs.add(CanaryPair.on(
                    conversation,
                    address(topology, conversation.a(), conversation),
                    address(topology, conversation.b(), conversation)));
        }
        return pairs;
    }

    private static IpAddress address(Topology topology, Endpoint end, Conversation conversation)
            throws VerifyException {
        return topology.interfaceOf(end)
                .address()
                .orElseThrow(() -> new VerifyException(
                        end + " has no address on " + conversation.segment() + ", so no canary can reach it"));
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
        List<CanaryPair> pairs = new ArrayList<>();
        for (List<String> pair : names) {
            String a = pair.get(0);
            String b = pair.get(1);
            pairs.add(CanaryPair.between(a, b, first(topology, a), first(topology, b)));
        }
        return pairs;
    }

    private static List<String> sorted(String one, String other) {
        return List.copyOf(new TreeSet<>(List.of(one, other)));
    }

    /** Routes were read towards the first address of each host, so that is where the flows go. */
    private static IpAddress first(Topology topology, String host) throws VerifyException {
        return topology.node(host)
                .flatMap(Node::address)
                .orElseThrow(() -> new VerifyException(host + " has no address, so no canary can reach it"));
    }
}
