package org.overtap.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.overlay.FlowPlan;
import org.overtap.overlay.OverlayPlan;
import org.overtap.record.FlowRecord;
import org.overtap.topology.Topology;

/**
 * Compares the canaries that were sent between hosts with the records that were stored, for a plan that covers flows.
 * Requests and replies are two flows, each with an owner of its own: the one interface at which the plan counts it.
 * That lies somewhere on the way, so it must tell of what arrived at least and of what was sent at most, which is the
 * same where nothing was lost.
 */
public final class HostFlowVerifier {
    private final CanaryCounts counts;
    private final Map<List<String>, FlowPlan.Owner> owners = new HashMap<>();
    private final Map<List<String>, Integer> engines = new HashMap<>();

    private HostFlowVerifier(Topology topology, OverlayPlan plan, List<FlowRecord> records) {
        this.counts = new CanaryCounts(topology, records);
        plan.flows().orElseThrow().owners().forEach(o -> owners.put(List.of(o.from(), o.to()), o));
        plan.probes().forEach(probe -> probe.interfaces()
                .forEach(watched -> engines.put(List.of(probe.node(), watched.name()), watched.engine())));
    }

    /** The verdict on these canaries, one for each pair of hosts; it counts each direction by itself. */
    public static Verdict judge(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        HostFlowVerifier judge = new HostFlowVerifier(topology, plan, records);
        List<ConversationResult> findings = new ArrayList<>();
        for (Canary canary : canaries) {
            CanaryPair target = canary.target();
            Direction there = new Direction(target.a(), target.b(), target.from(), target.to(), "requests");
            Direction back = new Direction(target.b(), target.a(), target.to(), target.from(), "replies");
            findings.add(judge.find(there, canary));
            findings.add(judge.find(back, canary));
        }
        return ConversationResult.verdict(findings);
    }

    private record Direction(String sender, String receiver, String from, String to, String what) {}

    private ConversationResult find(Direction way, Canary canary) {
        Optional<FlowPlan.Owner> owner = Optional.ofNullable(owners.get(List.of(way.sender, way.receiver)));
        String node = owner.map(FlowPlan.Owner::owner).orElse("");
        int engine = owner.map(o -> engines.get(List.of(o.owner(), o.iface()))).orElse(-1);
        CanaryCounts.Sum sum = counts.at(node, engine, way.from, way.to, canary.tos());
        Set<String> nodes = counts.nodes(way.from, way.to, canary.tos());
        if (sum.packets() == 0) {
            List<String> others = nodes.stream().filter(n -> !n.equals(node)).toList();
            return ConversationResult.missing(
                    !nodes.isEmpty(), new Verdict.Missing("", way.sender, way.receiver, node, others));
        }
        ExpectedPackets range = new ExpectedPackets(canary.received(), canary.sent());
        String why = range.complaint(way.what, sum, canary.packetBytes());
        return ConversationResult.stored(
                true,
                range.surplus(sum),
                why.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Verdict.Inexact("", way.sender, way.receiver, node, why.strip())));
    }
}
