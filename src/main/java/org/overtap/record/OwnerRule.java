package org.overtap.record;

import java.util.List;
import java.util.Optional;
import org.overtap.overlay.plan.ObservationPoint;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Conversation;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Decides which one probe counts a conversation: the first in the segment's owner list that sees it. */
public final class OwnerRule {
    private final Topology topology;
    private final OverlayPlan plan;

    public OwnerRule(Topology topology, OverlayPlan plan) {
        this.topology = topology;
        this.plan = plan;
    }

    /** Every observation point of the plan that sees the conversation, its owner first. */
    public List<ObservationPoint> watching(Conversation conversation) {
        Segment segment = topology.segment(conversation.segment()).orElseThrow();
        return ObservationPoint.on(topology, plan, segment).stream()
                .filter(watch -> watch.vantage().sees(segment, conversation))
                .toList();
    }

    /** The conversation's owner; none if no planned probe sees it. */
    public Optional<ObservationPoint> owner(Conversation conversation) {
        return watching(conversation).stream().findFirst();
    }
}
