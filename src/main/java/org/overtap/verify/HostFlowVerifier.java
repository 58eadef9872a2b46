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
 * The two ways are two flows, each with an owner of its own: the one interface at which the plan counts it.
 * That lies somewhere on the way, so it must tell of what arrived at least and of what was sent at most, which is the
 * same where nothing was lost.
 */
public final class HostFlowVerifier {
    private final Topology topology;
    private final CanaryCounts counts;
    private final Map<List<String>, FlowPlan.Owner> owners = new HashMap<>();
    private final Map<List<String>, Integer> sourceIds = new HashMap<>();

    private HostFlowVerifier(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        this.topology = topology;
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
            results.add(verifier.find(verifier.there(canary), canary.packetBytes()));
            results.add(verifier.find(verifier.back(canary), canary.packetBytes()));
        }
        return ConversationResult.verdict(results);
    }

    private record OneWay(String sender, String receiver, Direction direction, Passage passage, String silence) {}

    private OneWay there(Canary canary) {
        CanaryPair pair = canary.pair();
        String silence = new Silence(topology, canary).ofForth();
        return new OneWay(pair.a(), pair.b(), Direction.there(canary), canary.forth(), silence);
    }

    private OneWay back(Canary canary) {
        CanaryPair pair = canary.pair();
        String silence = new Silence(topology, canary).ofBack();
        return new OneWay(pair.b(), pair.a(), Direction.back(canary), canary.back(), silence);
    }

    private ConversationResult find(OneWay way, int packetBytes) {
        Optional<FlowPlan.Owner> owner = Optional.ofNullable(owners.get(List.of(way.sender, way.receiver)));
        String node = owner.map(FlowPlan.Owner::owner).orElse("");
        int sourceId =
                owner.map(o -> sourceIds.get(List.of(o.owner(), o.iface()))).orElse(-1);
        CanaryCounts.Sum sum = counts.at(node, sourceId, way.direction);
        Set<String> nodes = counts.nodes(way.direction);
        ExpectedPackets expected = new ExpectedPackets(way.passage.received(), way.passage.sent());
        WayResult result = WayResult.of(way.sender + " to " + way.receiver, way.passage, expected, sum, packetBytes);
        if (result.is(WayResult.Kind.MISSING)) {
            List<String> others = nodes.stream().filter(n -> !n.equals(node)).toList();
            return ConversationResult.missing(
                    !nodes.isEmpty(), new Verdict.Missing("", way.sender, way.receiver, node, others));
        }
        if (result.is(WayResult.Kind.UNANSWERED)) {
            return ConversationResult.unanswered(
                    !nodes.isEmpty(), new Verdict.Unanswered("", way.sender, way.receiver, way.silence));
        }
        return ConversationResult.stored(
                true,
                result.surplus(),
                result.words().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Verdict.Inexact("", way.sender, way.receiver, node, result.words())));
    }
}
