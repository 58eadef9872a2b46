package org.overtap.verify;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.FlowRecord;
import org.overtap.topology.Topology;

/**
 * Compares the canaries that were sent between hosts with the records that were stored, for a plan that covers flows.
 * Flows from one host to an address of another have an owner: the one interface at which the plan counts them. That lies
 * somewhere on the way, so it must tell of what arrived at least and of what was sent at most, which is the same where
 * nothing was lost. {@link WayResult} has the table.
 */
public final class HostFlowVerifier {
    private final Topology topology;
    private final CanaryCounts counts;
    private final Map<List<String>, Integer> sourceIds = new HashMap<>();
    private final Map<HostPair, List<FlowPlan.Owner>> owners;

    private HostFlowVerifier(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        this.topology = topology;
        this.counts = new CanaryCounts(topology, plan, canaries, records);
        this.owners = plan.flows().orElseThrow().owners().stream()
                .collect(Collectors.groupingBy(owner -> new HostPair(owner.from(), owner.to())));
        plan.probes().forEach(probe -> probe.interfaces()
                .forEach(watched -> sourceIds.put(List.of(probe.node(), watched.name()), watched.sourceId())));
    }

    private record HostPair(String from, String to) {}

    /** The verdict on these canaries: flows from one host to another hold where those to each of its addresses do. */
    public static Verdict verify(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        HostFlowVerifier verifier = new HostFlowVerifier(topology, plan, canaries, records);
        Map<HostPair, ConversationResult> results = new LinkedHashMap<>();
        canaries.forEach(canary -> results.merge(
                new HostPair(canary.pair().a(), canary.pair().b()), verifier.find(canary), ConversationResult::and));
        return ConversationResult.verdict(List.copyOf(results.values()));
    }

    private ConversationResult find(Canary canary) {
        String from = canary.pair().a();
        String to = canary.pair().b();
        Direction direction = Direction.there(canary);
        Optional<FlowPlan.Owner> owner = owners.getOrDefault(new HostPair(from, to), List.of()).stream()
                .filter(o -> o.counts(canary.pair().to()))
                .findFirst();
        String node = owner.map(FlowPlan.Owner::owner).orElse("");
        int sourceId =
                owner.map(o -> sourceIds.get(List.of(o.owner(), o.iface()))).orElse(-1);
        CanaryCounts.Sum sum = counts.at(node, sourceId, direction);
        Set<String> nodes = counts.nodes(direction);
        ExpectedPackets expected =
                new ExpectedPackets(canary.forth().received(), canary.forth().sent());
        WayResult result =
                WayResult.of(from + " to " + canary.pair().to(), canary.forth(), expected, sum, canary.packetBytes());
        if (result.is(WayResult.Kind.MISSING)) {
            List<String> others = nodes.stream().filter(n -> !n.equals(node)).toList();
            return ConversationResult.missing(!nodes.isEmpty(), new Verdict.Missing("", from, to, node, others));
        }
        if (result.is(WayResult.Kind.UNANSWERED)) {
            return ConversationResult.unanswered(
                    !nodes.isEmpty(), new Verdict.Unanswered("", from, to, new Silence(topology, canary).ofForth()));
        }
        return ConversationResult.stored(
                true,
                result.surplus(),
                result.words().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Verdict.Inexact("", from, to, node, result.words())));
    }
}
