package org.overtap.record.once;

import org.overtap.topology.IpAddress;
import org.overtap.topology.route.Hop;

/**
 * Between which members of its segment a record's packets passed.
 *
 * @param on the segment
 * @param from the sending member's number
 * @param to the receiving member's, likewise
 * @param proven whether the MAC address tells the sender
 * @param group whether they were sent to more than one
 * @param owner who counts them; null where nobody sees them, or where it is not known who
 * @param ownSide on which side of the shaping the owner does; null where that is not known
 */
record Ends(SegmentOwners on, int from, int to, boolean proven, boolean group, Point owner, String ownSide) {
    private static final int UNKNOWN = SegmentOwners.UNKNOWN;

    /** MAC addresses tell, else routes, else addresses; a segment of two leaves no choice. */
    static Ends of(SegmentOwners on, FlowWays ways, IpAddress from, IpAddress to, String fromMac, String toMac) {
        if (fromMac != null && toMac != null && !Scope.group(to)) {
            Ends told = on.told(fromMac, toMac);
            if (told != null) {
                return told;
            }
        }
        boolean group = Scope.group(to) || (toMac != null ? Scope.group(toMac) : on.broadcast(to));
        int sender = fromMac == null ? UNKNOWN : on.byMac(fromMac);
        int receiver = toMac == null ? UNKNOWN : on.byMac(toMac);
        boolean proven = sender != UNKNOWN;
        if (!proven || receiver == UNKNOWN) {
            Hop hop = group ? null : hop(on, ways, from, to);
            int guessed = hop != null ? on.member(hop.from()) : on.byAddress(from);
            int target = hop != null ? on.member(hop.to()) : on.byAddress(to);
            sender = proven || !possible(on, guessed, fromMac) ? sender : guessed;
            receiver = receiver != UNKNOWN || !possible(on, target, toMac) ? receiver : target;
        }
        if (on.two() && !group) {
            sender = sender == UNKNOWN && receiver != UNKNOWN ? 1 - receiver : sender;
            receiver = sender == UNKNOWN ? UNKNOWN : 1 - sender;
        }
        return of(on, sender, group ? UNKNOWN : receiver, proven, group);
    }

    private static Ends of(SegmentOwners on, int from, int to, boolean proven, boolean group) {
        Point owner = group ? on.groupOwner(from) : on.two() ? on.owner(0, 1) : on.owner(from, to);
        return new Ends(on, from, to, proven, group, owner, owner == null ? null : on.side(owner, from, to));
    }

    /** On which side of the shaping that point meets them; null where that is not known. */
    String side(Point point) {
        return point == owner ? ownSide : on.side(point, from, to);
    }

    /** What two members send each other, as MAC addresses tell. */
    static Ends between(SegmentOwners on, int from, int to) {
        return of(on, from, to, true, false);
    }

    /** The hop that routes take over the segment from the one node that has the source address and comes by here. */
    private static Hop hop(SegmentOwners on, FlowWays ways, IpAddress from, IpAddress to) {
        Hop only = null;
        for (String node : ways.nodes(from)) {
            Hop hop = ways.way(node, to).on(on.name());
            if (hop != null && only != null && !hop.equals(only)) {
                return null;
            }
            only = hop != null ? hop : only;
        }
        return only;
    }

    /** A member whose MAC address is known sent nothing with another. */
    private static boolean possible(SegmentOwners on, int member, String mac) {
        return member != UNKNOWN && (mac == null || on.withoutMac(member));
    }

    /** Whether it is known which conversation it is of. */
    boolean known() {
        return group || on.two() || from != UNKNOWN && to != UNKNOWN;
    }
}
