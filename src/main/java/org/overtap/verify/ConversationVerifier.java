package org.overtap.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.plan.ObservationPoint;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.FlowRecord;
import org.overtap.record.OwnerRule;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Segment;
import org.overtap.topology.ShapingSide;
import org.overtap.topology.Topology;

/**
 * Compares the canaries that were sent over conversations with the records that were stored. Only records count: a
 * probe that the plan has and that stored nothing has seen nothing.
 *
 * <p>What is counted before shaping, or where nothing shapes, must equal what was sent; what is counted after shaping
 * must lie between what arrived and what was sent, and equal it where nothing was lost.
 */
public final class ConversationVerifier {
    private final Topology topology;
    private final OwnerRule rule;
    private final CanaryCounts counts;

    private ConversationVerifier(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        this.topology = topology;
        this.rule = new OwnerRule(topology, plan);
        this.counts = new CanaryCounts(topology, plan, canaries, records);
    }

    /** The verdict on these canaries: a conversation over both families holds where it does over each. */
    public static Verdict verify(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        ConversationVerifier verifier = new ConversationVerifier(topology, plan, canaries, records);
        Map<Conversation, ConversationResult> results = new LinkedHashMap<>();
        canaries.forEach(canary -> results.merge(
                canary.pair().conversation().orElseThrow(), verifier.find(canary), ConversationResult::and));
        return ConversationResult.verdict(List.copyOf(results.values()));
    }

    private ConversationResult find(Canary canary) {
        Conversation conversation = canary.pair().conversation().orElseThrow();
        List<ObservationPoint> watching = rule.watching(conversation);
        List<String> seenBy = watching.stream()
                .filter(watch -> stored(watch, canary))
                .map(watch -> watch.vantage().node())
                .distinct()
                .toList();
        if (!watching.isEmpty() && stored(watching.get(0), canary)) {
            return compare(watching.get(0), conversation, canary);
        }
        String owner = watching.isEmpty() ? "" : watching.get(0).vantage().node();
        return ConversationResult.missing(
                !seenBy.isEmpty(),
                new Verdict.Missing(
                        conversation.segment(),
                        conversation.a().node(),
                        conversation.b().node(),
                        owner,
                        seenBy.stream().filter(node -> !node.equals(owner)).toList()));
    }

    private ConversationResult compare(ObservationPoint owner, Conversation conversation, Canary canary) {
        Segment segment = topology.segment(conversation.segment()).orElseThrow();
        Endpoint a = conversation.a();
        Endpoint b = conversation.b();
        CanaryCounts.Sum there = there(owner, canary);
        CanaryCounts.Sum back = back(owner, canary);
        long arrived = Math.max(canary.received(), 0);
        ExpectedPackets request = expected(owner.vantage().side(segment, a, b), canary.sent(), arrived);
        ExpectedPackets reply = expectedReplies(owner, segment, conversation, canary);
        String why = request.complaint("requests", there, canary.packetBytes())
                + reply.complaint("replies", back, canary.packetBytes());
        Optional<Verdict.Inexact> inexact = why.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Inexact(
                        segment.name(), a.node(), b.node(), owner.vantage().node(), over(canary) + why.strip()));
        return ConversationResult.stored(true, request.surplus(there) + reply.surplus(back), inexact);
    }

    /**
     * Replies that pass the asking member's own vantage point are just those that came back. Anywhere else as many
     * replies as requests pass before the replies meet a shaper: the far end answers each that reaches it.
     */
    private ExpectedPackets expectedReplies(
            ObservationPoint owner, Segment segment, Conversation conversation, Canary canary) {
        Endpoint a = conversation.a();
        Endpoint b = conversation.b();
        if (owner.vantage().at().equals(a) || canary.received() == canary.sent()) {
            return new ExpectedPackets(canary.received(), canary.received());
        }
        ShapingSide side = owner.vantage().side(segment, b, a);
        long requests = there(owner, canary).packets();
        return side == ShapingSide.AFTER_SHAPING
                ? new ExpectedPackets(canary.received(), canary.sent())
                : new ExpectedPackets(requests, requests);
    }

    private static ExpectedPackets expected(ShapingSide side, long sent, long arrived) {
        return side == ShapingSide.AFTER_SHAPING ? new ExpectedPackets(arrived, sent) : new ExpectedPackets(sent, sent);
    }

    private boolean stored(ObservationPoint watch, Canary canary) {
        return there(watch, canary).packets() > 0 && back(watch, canary).packets() > 0;
    }

    private CanaryCounts.Sum there(ObservationPoint watch, Canary canary) {
        return counts.at(watch.vantage().node(), watch.sourceId(), Direction.there(canary));
    }

    private CanaryCounts.Sum back(ObservationPoint watch, Canary canary) {
        return counts.at(watch.vantage().node(), watch.sourceId(), Direction.back(canary));
    }

    private static String over(Canary canary) {
        return canary.pair().family() == IpFamily.V6 ? "over IPv6: " : "";
    }
}
