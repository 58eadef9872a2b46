package org.overtap.record.once;

import java.util.List;
import java.util.Set;
import org.overtap.record.Measurement;
import org.overtap.record.once.Decision.Kind;
import org.overtap.topology.IpAddress;
import org.overtap.topology.route.Hop;

/**
 * Decides what the records of a probe are by their addresses and MAC addresses: whose they are on their segment, and
 * whether the flow is told once there. Each decision is made once, so it may take its time.
 *
 * <p>A flow is told once on the first segment of its way of which somebody counts it. The way begins where the MAC
 * address says that the node with the source address sent the packets, or else where routes begin. Where neither tells,
 * it is told where it is met first, as long as nothing contradicts: all flows of two addresses are then taken to go one
 * way, so that of those that routers spread over several equal ways some may only be crossings.
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

    /** What is to be decided, with the nodes that have the source address and the ends on the segment. */
    private record Case(
            Point point, IpAddress from, IpAddress to, String fromMac, String toMac, List<String> sources, Ends ends) {
        private SegmentOwners on() {
            return ends.on();
        }
    }

    /** The decision on records of that probe with these addresses, and MAC addresses if it tells them. */
    Decision judge(Point point, IpAddress from, IpAddress to, String fromMac, String toMac) {
        if (point.vantage == null) {
            return Decision.OTHERS;
        }
        Ends ends = Ends.of(segments.on(point.segment), ways, from, to, fromMac, toMac);
        List<String> sources = ways.nodes(from);
        if (sources.isEmpty() && ends.owner() != null && ends.owner() != point) {
            return Decision.OTHERS;
        }
        Case it = new Case(point, from, to, fromMac, toMac, sources, ends);
        Kind kind = kind(it);
        return new Decision(from, to, fromMac, toMac, kind, kind == Kind.OTHERS ? null : place(it));
    }

    private Kind kind(Case it) {
        List<Point> listed = it.ends.group() ? List.of() : listed(it);
        if (listed.stream().anyMatch(point -> !segments.excluded(point.segment))) {
            return listed.contains(it.point) && !returns(it) ? Kind.FLOW : Kind.OTHERS;
        }
        Turn turn = turn(it);
        if (turn != null) {
            return turn.counts() == it.point ? home(it) : turn.also() == it.point ? Kind.CROSSING : Kind.OTHERS;
        }
        Point owner = it.ends.owner();
        if (owner == null && !it.ends.known()) {
            long key = key(OWNERS + it.on().place(0), it.from, it.to, it.fromMac, it.toMac);
            owner = points.get(met.first(key, it.point.number));
        }
        return owner != it.point ? Kind.OTHERS : told(it);
    }

    /** Who counts the flow by the plan's list, of the hosts between which packets pass here if others are called alike. */
    private List<Point> listed(Case it) {
        List<String> sources = passing(it);
        String last = sources.size() == 1 ? ways.way(sources.get(0), it.to).last() : null;
        List<String> targets = last == null ? ways.nodes(it.to) : List.of(last);
        return flowOwners.owners(sources.isEmpty() ? it.sources : sources, targets, it.to);
    }

    /** The nodes with the source address whose way leads over the segment; all that have it if there is just one. */
    private List<String> passing(Case it) {
        return it.sources.size() < 2
                ? it.sources
                : it.sources.stream()
                        .filter(node -> ways.way(node, it.to).on(it.on().name()) != null)
                        .toList();
    }

    /** How packets turn back on the segment, if they do and some probe there cannot tell the two ways apart. */
    private Turn turn(Case it) {
        if (!it.ends.group() && (it.fromMac == null || it.on().mergesMacs())) {
            for (String source : it.sources) {
                Turn turn = Turn.of(it.on(), ways.way(source, it.to));
                if (turn != null) {
                    return turn;
                }
            }
        }
        return null;
    }

    /** Whether the packets come back over the segment on which they were counted already. */
    private boolean returns(Case it) {
        for (String node : it.sources) {
            Hop hop = ways.way(node, it.to).on(it.on().name());
            if (it.ends.proven() && hop != null && it.on().member(hop.from()) != it.ends.from()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the flow is told on this segment, whoever sent it here. */
    private Kind home(Case it) {
        for (String source : it.sources) {
            Home home = Home.of(segments, ways, source, it.to, false);
            if (home.on(it.on())) {
                return Kind.FLOW;
            }
            if (home.open(false)) {
                return met(it, SegmentOwners.UNKNOWN);
            }
        }
        return Kind.CROSSING;
    }

    /** Whether what the owner tells is the flow, or what the flow was on a further segment. */
    private Kind told(Case it) {
        if (Scope.link(it.from, it.to)) {
            return Kind.FLOW;
        }
        Ends ends = it.ends;
        boolean open = it.sources.isEmpty();
        for (String source : it.sources) {
            boolean sender = ends.proven() && it.on().node(ends.from()).equals(source);
            if (ends.group() && !ends.proven() && it.on().member(source) != SegmentOwners.UNKNOWN) {
                return Kind.FLOW;
            }
            Home home = Home.of(segments, ways, source, it.to, ends.group());
            if (home.at(ends) || sender && !home.open(true)) {
                return Kind.FLOW;
            }
            open = sender || open || home.open(ends.proven() || ends.group());
        }
        return open ? met(it, ends.proven() ? ends.from() : SegmentOwners.UNKNOWN) : Kind.CROSSING;
    }

    /** A flow of which nothing else tells is told where it was met first. */
    private Kind met(Case it, int sender) {
        int place = it.on().place(sender);
        return met.first(key(FLOWS, it.from, it.to, null, null), place) == place ? Kind.FLOW : Kind.CROSSING;
    }

    private static long key(long salt, IpAddress from, IpAddress to, String fromMac, String toMac) {
        if (fromMac != null && toMac != null) {
            return FirstMet.mix(FirstMet.mix(salt + bits(fromMac)) + bits(toMac));
        }
        long source = FirstMet.mix(FirstMet.mix(salt + from.high()) + from.low());
        return FirstMet.mix(
                FirstMet.mix(source + to.high()) + to.low() + to.family().ordinal());
    }

    /** All that is in a MAC address. */
    private static long bits(String mac) {
        long bits = 0;
        for (int i = 0; i < mac.length(); i++) {
            int digit = Character.digit(mac.charAt(i), 16);
            bits = digit < 0 ? bits : bits << 4 | digit;
        }
        return bits;
    }

    private Decision.Place place(Case it) {
        boolean group = it.ends.group();
        String source = source(it);
        FlowWays.Way way = source == null || group ? null : ways.way(source, it.to);
        String path = way == null ? null : way.path();
        String last = way == null ? null : way.last();
        return new Decision.Place(
                source,
                last != null ? last : node(it.on(), it.to, ways.nodes(it.to)),
                it.ends.side(it.point),
                Scope.link(it.from, it.to) && !group ? it.on().name() : path,
                group);
    }

    /** The node that sent it: of several that have the address, the one whose way leads here. */
    private String source(Case it) {
        if (it.ends.proven() && it.sources.contains(it.on().node(it.ends.from()))) {
            return it.on().node(it.ends.from());
        }
        String here = node(it.on(), it.from, it.sources);
        if (here != null || it.sources.isEmpty()) {
            return here;
        }
        List<String> passing = passing(it);
        return passing.size() == 1 ? passing.get(0) : null;
    }

    /** The node that has the address: the member here, else the only one of those that have it anywhere. */
    private static String node(SegmentOwners on, IpAddress address, List<String> nodes) {
        int member = on.byAddress(address);
        return member != SegmentOwners.UNKNOWN ? on.node(member) : nodes.size() == 1 ? nodes.get(0) : null;
    }
}
