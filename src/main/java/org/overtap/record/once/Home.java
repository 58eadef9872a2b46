package org.overtap.record.once;

import java.util.List;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.route.Hop;

/**
 * Where on its way a flow is told once.
 *
 * @param certainty how much is known of it
 * @param segment the segment; null where it is not known
 * @param sender who sends it there; null likewise
 */
record Home(Certainty certainty, String segment, Endpoint sender) {
    /** What is known. */
    enum Certainty {
        /** It is there. */
        KNOWN,
        /** It is wherever the MAC address says that its node sends it: all of that is seen. */
        BY_MAC,
        /** It is where it is met. */
        OPEN
    }

    private static final Home BY_MAC = new Home(Certainty.BY_MAC, null, null);
    private static final Home OPEN = new Home(Certainty.OPEN, null, null);

    /** That of flows from a node to an address: the first hop that somebody counts. */
    static Home of(Segments segments, FlowWays ways, String from, IpAddress to, boolean group) {
        List<Hop> hops = group ? List.of() : ways.way(from, to).hops();
        for (Hop hop : hops) {
            if (segments.covers(hop)) {
                return new Home(Certainty.KNOWN, hop.segment(), hop.from());
            }
        }
        List<String> its = ways.segments(from);
        boolean seen = hops.isEmpty() && its.stream().allMatch(name -> segments.covers(from, name, group));
        if (seen && its.size() == 1) {
            SegmentOwners on = segments.on(its.get(0));
            return new Home(Certainty.KNOWN, on.name(), on.endpoint(on.member(from)));
        }
        return seen ? BY_MAC : OPEN;
    }

    /** Whether it is on that segment. */
    boolean on(SegmentOwners here) {
        return certainty == Certainty.KNOWN && segment.equals(here.name());
    }

    /** Whether it is what passed between these ends. */
    boolean at(Ends ends) {
        return on(ends.on()) && (!ends.proven() || ends.on().member(sender) == ends.from());
    }

    /** Whether it is where a flow is met first, if the sender is known so well. */
    boolean open(boolean proven) {
        return certainty == Certainty.OPEN || certainty == Certainty.BY_MAC && !proven;
    }
}
