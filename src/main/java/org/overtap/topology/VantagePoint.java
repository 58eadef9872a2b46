package org.overtap.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * A place where a probe may run, and what it sees there.
 *
 * <p>A host's interface is a vantage point, and so is a shaper's near port (its far port would see the same packets
 * again), and a switch that can export or mirror what it carries. {@link SegmentVisibility} says what each sees.
 *
 * @param node the node on which the probe would run
 * @param iface the interface that it would listen on
 * @param segment the segment there
 * @param at the member whose traffic passes here; the switch's own place for a switch
 */
public record VantagePoint(String node, String iface, String segment, Endpoint at) {

    /** Every vantage point of a segment: shapers first, then members, each in the segment's order, then its switch. */
    public static List<VantagePoint> of(Segment segment) {
        List<VantagePoint> all = new ArrayList<>();
        segment.shapers().forEach(s -> all.add(new VantagePoint(s.node(), s.near(), segment.name(), s.member())));
        segment.members().forEach(m -> all.add(new VantagePoint(m.node(), m.iface(), segment.name(), m.endpoint())));
        segment.carrier()
                .filter(CarryingSwitch::shows)
                .ifPresent(s -> all.add(new VantagePoint(s.node(), s.iface(), segment.name(), s.endpoint())));
        return all;
    }

    /** Whether the packets of that conversation pass here. */
    public boolean sees(Segment on, Conversation conversation) {
        return SegmentVisibility.sees(on, this, conversation.a(), conversation.b());
    }

    /** On which side of the shaping this point meets packets that {@code from} sends to {@code to}. */
    public ShapingSide side(Segment on, Endpoint from, Endpoint to) {
        boolean senderShaped = shaped(on, from);
        if (!senderShaped && !shaped(on, to)) {
            return ShapingSide.UNSHAPED;
        }
        if (at.equals(from)) {
            // A capture on the sender itself sits behind the queue that end-node shaping uses.
            return endShaped(on, from) ? ShapingSide.AFTER_SHAPING : ShapingSide.BEFORE_SHAPING;
        }
        return senderShaped || at.equals(to) ? ShapingSide.AFTER_SHAPING : ShapingSide.BEFORE_SHAPING;
    }

    private static boolean shaped(Segment on, Endpoint member) {
        return on.shaperOf(member).isPresent() || endShaped(on, member);
    }

    private static boolean endShaped(Segment on, Endpoint member) {
        return on.member(member).map(Member::endShaped).orElse(false);
    }
}
