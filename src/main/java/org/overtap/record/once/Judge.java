package org.overtap.record.once;

import java.util.List;
import java.util.Set;
import org.overtap.record.Measurement;
import org.overtap.record.once.Verdict.Kind;
import org.overtap.topology.IpAddress;
import org.overtap.topology.route.Hop;

/**
 * Decides what the records of a probe are by their addresses and MAC addresses: whose they are on their segment, and
 * whether the flow is told once there. Each decision is made once, so it may take its time.
 *
 * <p>A flow is told once on the first segment of its way of which somebody counts it. The way begins where the MAC
 * address says that the node with the source address sent the packets, or else where routes begin. Where neither tells,
 * it is told where it is met first, as long as nothing contradicts.
 */
final class Judge {
    private static final long OWNERS = 0x5851f42d4c957f2dL;
    private static final long FLOWS = 0x14057b7ef767814fL;

    private final List<Point> points;
    private final Segments segments;
    private final FlowWays ways;
    private final FlowOwners flowOwners;
    private final FirstMet met = new FirstMet();

    Judge(Measurement measurement, Points points, Set<String> excluded) {
        this.points = points.all();
        this.segments = new Segments(measurement, points, excluded);
        this.ways = new FlowWays(measurement.topology());
        this.flowOwners = new FlowOwners(measurement.plan(), points);
    }

    /** The decision on records of that probe with these addresses, and MAC addresses if it tells them. */
    Verdict judge(Point point, IpAddress from, IpAddress to, String fromMac, String toMac) {
        if (point.vantage == null) {
            return new Verdict(from, to, fromMac, toMac, Kind.OTHERS, null);
        }
        SegmentOwners on = segments.on(point.segment);
        Ends ends = Ends.of(on, ways, from, to, fromMac, toMac);
        Kind kind = kind(point, on, ends, from, to, fromMac, toMac);
        Verdict.Place place = kind == Kind.OTHERS ? null : place(point, on, ends, from, to);
        return new Verdict(from, to, fromMac, toMac, kind, place);
    }

    private Kind kind(
            Point point, SegmentOwners on, Ends ends, IpAddress from, IpAddress to, String fromMac, String toMac) {
        Point listed = ends.group() ? null : flowOwners.owner(ways.nodes(from), ways.nodes(to), to);
        if (listed != null && listed.segment != null && !segments.excluded(listed.segment)) {
            return listed == point && !returns(on, ends, from, to) ? Kind.FLOW : Kind.OTHERS;
        }
        Point owner = ends.owner();
        if (owner == null && !ends.known()) {
            owner = points.get(met.first(key(OWNERS + on.place(0), from, to, fromMac, toMac), point.number));
        }
        return owner != point ? Kind.OTHERS : told(on, ends, from, to);
    }

    /** Whether the packets come back over the segment on which they were counted already. */
    private boolean returns(SegmentOwners on, Ends ends, IpAddress from, IpAddress to) {
        for (String node : ways.nodes(from)) {
            Hop hop = ways.way(node, to).on(on.name());
            if (ends.proven() && hop != null && on.member(hop.from()) != ends.from()) {
                return true;
            }
        }
        return false;
    }

    /** Whether what the owner tells is the flow, or what the flow was on a further segment. */
    private Kind told(SegmentOwners on, Ends ends, IpAddress from, IpAddress to) {
        if (Scope.link(from, to)) {
            return Kind.FLOW;
        }
        List<String> sources = ways.nodes(from);
        boolean open = sources.isEmpty();
        for (String source : sources) {
            boolean sender = ends.proven() && on.node(ends.from()).equals(source);
            if (ends.group() && !ends.proven() && on.member(source) != SegmentOwners.UNKNOWN) {
                return Kind.FLOW;
            }
            Home home = Home.of(segments, ways, source, to, ends.group());
            if (home.at(on, ends) || sender && !home.open(true)) {
                return Kind.FLOW;
            }
            open = sender || open || home.open(ends.proven() || ends.group());
        }
        if (!open) {
            return Kind.CROSSING;
        }
        int place = on.place(ends.proven() ? ends.from() : SegmentOwners.UNKNOWN);
        return met.first(key(FLOWS, from, to, null, null), place) == place ? Kind.FLOW : Kind.CROSSING;
    }

    private static long key(long salt, IpAddress from, IpAddress to, String fromMac, String toMac) {
        if (fromMac != null && toMac != null) {
            return FirstMet.mix(FirstMet.mix(salt + bits(fromMac)) + bits(toMac));
        }
        long source = FirstMet.mix(FirstMet.mix(salt + from.high()) + from.low());
        return FirstMet.mix(
                FirstMet.mix(source + to.high()) + to.low() + to.family().ordinal());
    }

    /** All that is in a MAC address; of other text a hash. */
    private static long bits(String mac) {
        long bits = 0;
        for (int i = 0; i < mac.length(); i++) {
            int digit = Character.digit(mac.charAt(i), 16);
            bits = digit < 0 ? bits : bits << 4 | digit;
        }
        return bits;
    }

    private Verdict.Place place(Point point, SegmentOwners on, Ends ends, IpAddress from, IpAddress to) {
        String source = source(on, ends, from, to);
        FlowWays.Way way = source == null || ends.group() ? null : ways.way(source, to);
        String path = way == null ? null : way.path();
        List<Hop> hops = path == null ? List.of() : way.hops();
        String last = hops.isEmpty() ? null : hops.get(hops.size() - 1).to().node();
        boolean link = Scope.link(from, to);
        return new Verdict.Place(
                source,
                last != null ? last : node(on, to),
                on.side(point, ends.from(), ends.to()),
                link && !ends.group() ? on.name() : path,
                ends.group());
    }

    /** The node that sent it: of several that have the address, the one whose way leads here. */
    private String source(SegmentOwners on, Ends ends, IpAddress from, IpAddress to) {
        List<String> sources = ways.nodes(from);
        if (ends.proven() && sources.contains(on.node(ends.from()))) {
            return on.node(ends.from());
        }
        String here = node(on, from);
        if (here != null || sources.isEmpty()) {
            return here;
        }
        List<String> passing = sources.stream()
                .filter(node -> ways.way(node, to).on(on.name()) != null)
                .toList();
        return passing.size() == 1 ? passing.get(0) : null;
    }

    /** The node that has the address: the member here, else the only one. */
    private String node(SegmentOwners on, IpAddress address) {
        int member = on.byAddress(address);
        List<String> nodes = ways.nodes(address);
        return member != SegmentOwners.UNKNOWN ? on.node(member) : nodes.size() == 1 ? nodes.get(0) : null;
    }
}
