package org.overtap.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
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
    private final Map<List<String>, Integer> sourceIds = new HashMap<>();

    private HostFlowVerifier(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        this.counts = new CanaryCounts(topology, plan, canaries, records);
        plan.flows().orElseThrow().owners().forEach(o -> owners.put(List.of(o.from(), o.to()), o));
        plan.probes().forEach(probe -> probe.interfaces()
                .forEach(watched -> sourceIds.put(List.of(probe.node(), watched.name()), watched.sourceId())));
    }

    /** The verdict on these canaries, one for each pair of hosts; it counts each direction by itself. */
    public static Verdict verify(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        HostFlowVerifier verifier = new HostFlowVerifier(topology, plan, canaries, records);
        List<ConversationResult> results = new ArrayList<>();
        for (Canary canary : canaries) {
            CanaryPair pair = canary.pair();
            results.add(verifier.find(new OneWay(pair.a(), pair.b(), Direction.there(canary), "requests"), canary));
            results.add(verifier.find(new OneWay(pair.b(), pair.a(), Direction.back(canary), "replies"), canary));
        }
        return ConversationResult.verdict(results);
    }

    private record OneWay(String sender, String receiver, Direction direction, String what) {}

    private ConversationResult find(OneWay way, Canary canary) {
        Optional<FlowPlan.Owner> owner = Optional.ofNullable(owners.get(List.of(way.sender, way.receiver)));
        String node = owner.map(FlowPlan.Owner::owner).orElse("");
        int sourceId =
                owner.map(o -> sourceIds.get(List.of(o.owner(), o.iface()))).orElse(-1);
        CanaryCounts.Sum sum = counts.at(node, sourceId, way.direction);
        Set<String> nodes = counts.nodes(way.direction);
        if (sum.packets() == 0) {
            List<String> others = nodes.stream().filter(n -> !n.equals(node)).toList();
            return ConversationResult.missing(
                    !nodes.isEmpty(), new Verdict.Missing("", way.sender, way.receiver, node, others));
        }
        ExpectedPackets expected = new ExpectedPackets(canary.received(), canary.sent());
        String why = expected.complaint(way.what, sum, canary.packetBytes());
        return ConversationResult.stored(
                true,
                expected.surplus(sum),
                why.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Verdict.Inexact("", way.sender, way.receiver, node, why.strip())));
    }
}
