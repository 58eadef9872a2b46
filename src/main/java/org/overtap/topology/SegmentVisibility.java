package org.overtap.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who sees what on a segment, and how much must be watched so that nothing passes unseen. Nobody else says so: what a
 * plan needs, who owns a conversation, what a flow passes and what a verdict expects is asked here.
 *
 * <p>A switch hands a frame to the port of its receiver only, so a vantage point sees just the conversations one end
 * of which it stands at. Links and segments that flood show everything to everybody on them, and a switch that exports
 * or mirrors shows all that it carries. Each was measured on a real bridge.
 *
 * <p>The static questions take numbers alone and allocate nothing, for networks of millions.
 */
public final class SegmentVisibility {
    /** Of the two ends of what a switch carries so many may be unwatched, and it is seen. */
    private static final int UNWATCHED_ENDS = 1;

    private final Segment segment;
    private final List<VantagePoint> vantages;
    private final Map<VantagePoint, Integer> rank = new HashMap<>();
    private final Map<Endpoint, List<VantagePoint>> standingAt = new HashMap<>();
    private final List<VantagePoint> showing;

    private SegmentVisibility(Segment segment) {
        this.segment = segment;
        this.vantages = VantagePoint.of(segment);
        vantages.forEach(v -> rank.put(v, rank.size()));
        vantages.forEach(v ->
                standingAt.computeIfAbsent(v.at(), at -> new ArrayList<>(2)).add(v));
        this.showing = vantages.stream().filter(v -> isCarrier(segment, v)).toList();
    }

    /** What is seen on that segment. */
    public static SegmentVisibility of(Segment segment) {
        return new SegmentVisibility(segment);
    }

    /**
     * Whether a vantage point sees a conversation.
     *
     * @param endsHere how many of the conversation's two ends it stands at
     */
    public static boolean sees(Medium medium, int endsHere) {
        return !differsByPlace(medium) || 2 - endsHere <= UNWATCHED_ENDS;
    }

    /**
     * How many places of a segment must be watched so that every conversation is seen.
     *
     * @param places nodes on a switched LAN, else anything that is not 0 if there is traffic at all
     */
    public static int needed(Medium medium, int places) {
        return differsByPlace(medium) ? Math.max(0, places - UNWATCHED_ENDS) : Math.min(1, places);
    }

    /**
     * Whether a conversation neither end of which is watched goes unseen.
     *
     * @param anybody whether some other member is watched
     */
    public static boolean hides(Medium medium, boolean anybody) {
        return !anybody || !sees(medium, 0);
    }

    /** Whether it matters at which member one stands. */
    private static boolean differsByPlace(Medium medium) {
        return medium == Medium.SWITCHED;
    }

    /** Whether the packets of a conversation pass a vantage point. */
    public static boolean sees(Segment segment, VantagePoint vantage, Endpoint a, Endpoint b) {
        int endsHere = (vantage.at().equals(a) ? 1 : 0) + (vantage.at().equals(b) ? 1 : 0);
        return sees(segment.medium(), endsHere) || isCarrier(segment, vantage);
    }

    private static boolean isCarrier(Segment segment, VantagePoint vantage) {
        return segment.carrier()
                .filter(carrier -> carrier.shows() && carrier.endpoint().equals(vantage.at()))
                .isPresent();
    }

    /** Its vantage points that see this conversation, in the order of {@link VantagePoint#of}. */
    public List<VantagePoint> seeing(Endpoint a, Endpoint b) {
        if (sees(segment.medium(), 0)) {
            return vantages;
        }
        Set<VantagePoint> able = new HashSet<>(showing);
        able.addAll(standingAt.getOrDefault(a, List.of()));
        able.addAll(standingAt.getOrDefault(b, List.of()));
        return able.stream().sorted(Comparator.comparing(rank::get)).toList();
    }

    /**
     * What is watched as one.
     *
     * @param ports where a tap must stand inline to see it
     * @param seers the vantage points of every node that sees all of it by itself
     */
    public record Place(List<Endpoint> ports, List<VantagePoint> seers) {}

    /** How many of the {@link #places} must be watched. Members that talk to nobody ask for nothing. */
    public int needed() {
        boolean silent = segment.medium() == Medium.FLOODING && segment.conversationCount() == 0;
        long nodes = segment.talkers().stream().map(Member::node).distinct().count();
        return silent ? 0 : needed(segment.medium(), (int) nodes);
    }

    /** Each talking node of a switched LAN, in the order of its members; the whole segment otherwise. */
    public List<Place> places() {
        if (!differsByPlace(segment.medium())) {
            return List.of(new Place(List.of(vantages.get(0).at()), vantages));
        }
        Map<String, List<Endpoint>> ports = new LinkedHashMap<>();
        segment.talkers().forEach(m -> ports.computeIfAbsent(m.node(), n -> new ArrayList<>(1))
                .add(m.endpoint()));
        return ports.values().stream()
                .map(its -> new Place(List.copyOf(its), seers(its)))
                .toList();
    }

    /** A shaper before one of several ports of a node does not see what the others carry. */
    private List<VantagePoint> seers(List<Endpoint> ports) {
        List<VantagePoint> here = new ArrayList<>();
        ports.forEach(port -> here.addAll(standingAt.get(port)));
        if (ports.size() > 1) {
            Map<String, Set<Endpoint>> reach = new HashMap<>();
            here.forEach(v ->
                    reach.computeIfAbsent(v.node(), n -> new LinkedHashSet<>()).add(v.at()));
            here.removeIf(v -> reach.get(v.node()).size() < ports.size());
        }
        here.addAll(showing);
        return here;
    }

    /** The members between which conversations go unseen when only these vantage points are watched. */
    public List<Member> hidden(Predicate<VantagePoint> watched) {
        List<VantagePoint> here = vantages.stream().filter(watched).toList();
        boolean shown = here.stream().anyMatch(showing::contains);
        if (shown || !hides(segment.medium(), !here.isEmpty())) {
            return List.of();
        }
        Set<Endpoint> seen = new HashSet<>();
        here.forEach(v -> seen.add(v.at()));
        return segment.talkers().stream()
                .filter(m -> !seen.contains(m.endpoint()))
                .toList();
    }
}
