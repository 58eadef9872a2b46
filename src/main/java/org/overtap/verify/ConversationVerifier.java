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
 * <p>Each way is judged by itself ({@link WayResult} has the table), and the worse of both is the conversation's: an
 * owner that stored none of what passed is missing it, whatever became of the other way; else what did not arrive leaves
 * it unanswered.
 *
 * <p>What is counted before shaping must equal what was sent; what is counted after shaping, or where nothing shapes
 * and yet something was lost, must lie between what arrived and what was sent.
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
        Optional<ObservationPoint> owner = watching.stream().findFirst();
        WayResult forth = forth(owner, conversation, canary);
        WayResult back = back(owner, conversation, canary);
        String segment = conversation.segment();
        String a = conversation.a().node();
        String b = conversation.b().node();
        String node = owner.map(o -> o.vantage().node()).orElse("");
        if (forth.is(WayResult.Kind.MISSING) || back.is(WayResult.Kind.MISSING)) {
            List<String> others =
                    seenBy.stream().filter(seer -> !seer.equals(node)).toList();
            return ConversationResult.missing(!seenBy.isEmpty(), new Verdict.Missing(segment, a, b, node, others));
        }
        if (forth.is(WayResult.Kind.UNANSWERED) || back.is(WayResult.Kind.UNANSWERED)) {
            String why = over(canary) + new Silence(topology, canary).ofBoth();
            return ConversationResult.unanswered(!seenBy.isEmpty(), new Verdict.Unanswered(segment, a, b, why));
        }
        String why = (forth.words() + " " + back.words()).strip();
        Optional<Verdict.Inexact> inexact = why.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Inexact(segment, a, b, node, over(canary) + why));
        return ConversationResult.stored(true, forth.surplus() + back.surplus(), inexact);
    }

    private WayResult forth(Optional<ObservationPoint> owner, Conversation conversation, Canary canary) {
        ExpectedPackets expected = expected(owner, conversation, conversation.a(), conversation.b(), canary.forth());
        return WayResult.of(
                conversation.a().node() + " to " + conversation.b().node(),
                canary.forth(),
                expected,
                owner.map(o -> there(o, canary)).orElse(CanaryCounts.NONE),
                canary.packetBytes());
    }

    private WayResult back(Optional<ObservationPoint> owner, Conversation conversation, Canary canary) {
        ExpectedPackets expected = expected(owner, conversation, conversation.b(), conversation.a(), canary.back());
        return WayResult.of(
                conversation.b().node() + " to " + conversation.a().node(),
                canary.back(),
                expected,
                owner.map(o -> back(o, canary)).orElse(CanaryCounts.NONE),
                canary.packetBytes());
    }

    private ExpectedPackets expected(
            Optional<ObservationPoint> owner, Conversation conversation, Endpoint from, Endpoint to, Passage way) {
        Segment segment = topology.segment(conversation.segment()).orElseThrow();
        boolean before = owner.map(o -> o.vantage().side(segment, from, to))
                .filter(side -> side == ShapingSide.BEFORE_SHAPING)
                .isPresent();
        return new ExpectedPackets(before ? way.sent() : way.received(), way.sent());
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
