package org.overtap.flow;

import java.util.List;
import java.util.Optional;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.Watch;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Segment;
import org.overtap.topology.Side;
import org.overtap.topology.Topology;

/**
 * Compares the canaries that were sent over conversations with the records that were stored. Only records count: a
 * probe that the plan has and that stored nothing has seen nothing.
 *
 * <p>What is counted before shaping, or where nothing shapes, must equal what was sent; what is counted after shaping
 * must lie between what arrived and what was sent, and equal it where nothing was lost.
 */
public final class Judge {
    private final Topology topology;
    private final OwnerRule rule;
    private final StoredCounts counts;

    private Judge(Topology topology, OverlayPlan plan, List<FlowRecord> records) {
        this.topology = topology;
        this.rule = new OwnerRule(topology, plan);
        this.counts = new StoredCounts(topology, records);
    }

    /** The verdict on these canaries, one for each conversation. */
    public static Verdict judge(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        Judge judge = new Judge(topology, plan, records);
        return Finding.verdict(canaries.stream().map(judge::find).toList());
    }

    private Finding find(Canary canary) {
        Conversation conversation = canary.target().conversation().orElseThrow();
        List<Watch> watching = rule.watching(conversation);
        List<String> seenBy = watching.stream()
                .filter(watch -> stored(watch, canary))
                .map(watch -> watch.vantage().node())
                .distinct()
                .toList();
        if (!watching.isEmpty() && stored(watching.get(0), canary)) {
            return compare(watching.get(0), conversation, canary);
        }
        String owner = watching.isEmpty() ? "" : watching.get(0).vantage().node();
        return Finding.missing(
                !seenBy.isEmpty(),
                new Verdict.Missing(
                        conversation.segment(),
                        conversation.a().node(),
                        conversation.b().node(),
                        owner,
                        seenBy.stream().filter(node -> !node.equals(owner)).toList()));
    }

    private Finding compare(Watch owner, Conversation conversation, Canary canary) {
        Segment segment = topology.segment(conversation.segment()).orElseThrow();
        Endpoint a = conversation.a();
        Endpoint b = conversation.b();
        StoredCounts.Sum there = there(owner, canary);
        StoredCounts.Sum back = back(owner, canary);
        long arrived = Math.max(canary.received(), 0);
        Range request = range(owner.vantage().side(segment, a, b), canary.sent(), arrived);
        Range reply = replyRange(owner, segment, conversation, canary);
        String why = request.complaint("requests", there, canary.packetBytes())
                + reply.complaint("replies", back, canary.packetBytes());
        Optional<Verdict.Inexact> inexact = why.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Inexact(
                        segment.name(), a.node(), b.node(), owner.vantage().node(), why.strip()));
        return Finding.stored(true, request.surplus(there) + reply.surplus(back), inexact);
    }

    /**
     * Replies that pass the asking member's own vantage point are just those that came back. Anywhere else as many
     * replies as requests pass before the replies meet a shaper: the far end answers each that reaches it.
     */
    private Range replyRange(Watch owner, Segment segment, Conversation conversation, Canary canary) {
        Endpoint a = conversation.a();
        Endpoint b = conversation.b();
        if (owner.vantage().at().equals(a) || canary.received() == canary.sent()) {
            return new Range(canary.received(), canary.received());
        }
        Side side = owner.vantage().side(segment, b, a);
        long requests = there(owner, canary).packets();
        return side == Side.AFTER_SHAPING ? new Range(canary.received(), canary.sent()) : new Range(requests, requests);
    }

    private static Range range(Side side, long sent, long arrived) {
        return side == Side.AFTER_SHAPING ? new Range(arrived, sent) : new Range(sent, sent);
    }

    private boolean stored(Watch watch, Canary canary) {
        return there(watch, canary).packets() > 0 && back(watch, canary).packets() > 0;
    }

    private StoredCounts.Sum there(Watch watch, Canary canary) {
        Target target = canary.target();
        return counts.at(watch.vantage().node(), watch.engine(), target.from(), target.to(), canary.tos());
    }

    private StoredCounts.Sum back(Watch watch, Canary canary) {
        Target target = canary.target();
        return counts.at(watch.vantage().node(), watch.engine(), target.to(), target.from(), canary.tos());
    }
}
