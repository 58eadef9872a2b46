package org.overtap.record.once;

import org.overtap.topology.route.Hop;

/**
 * Packets that enter and leave a router over the same segment. A probe that sees them come and go and does not tell the
 * two apart counts each twice, so those count it that see one of the two only.
 *
 * @param counts who counts them
 * @param also who counts what they were after the turn; null where nobody sees that alone
 */
record Turn(Point counts, Point also) {
    /** How packets on that way turn on that segment; null if they don't, or if nobody sees one of the two alone. */
    static Turn of(SegmentOwners on, FlowWays.Way way) {
        Hop hop = way.on(on.name());
        Hop again = hop == null ? null : way.again(hop);
        if (again == null) {
            return null;
        }
        Point before = on.seeing(hop, again);
        Point after = on.seeing(again, hop);
        return before != null ? new Turn(before, after) : after != null ? new Turn(after, null) : null;
    }
}
