package org.overtap.overlay.taps;

import java.util.List;
import java.util.function.Predicate;
import org.overtap.placement.taps.TapProblem;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Lan;
import org.overtap.topology.Segment;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.VantagePoint;

/**
 * What is left of a segment once the machines that are there anyway (shapers, earlier taps) see what they can.
 *
 * @param segment the segment
 * @param slots where a probe or a tap helps: one a member's node on a switched LAN, one for all otherwise
 * @param need how many of the slots must be seen
 * @param tappable whether taps may help; not where a shaper stands that may not probe, as it is there already
 */
record TapRow(Segment segment, List<Slot> slots, int need, boolean tappable) {

    /**
     * One place.
     *
     * @param hosts the experiment's own nodes that may see it
     * @param ports where a tap would see it
     */
    record Slot(List<String> hosts, List<Endpoint> ports) {}

    /** The row of a segment. {@code free} are the machines that probe at no cost, {@code hosts} those that may. */
    static TapRow of(Segment segment, Predicate<String> free, Predicate<String> hosts) {
        SegmentVisibility visibility = SegmentVisibility.of(segment);
        List<SegmentVisibility.Place> places = visibility.places();
        List<Slot> open = places.stream()
                .filter(place -> place.seers().stream().noneMatch(v -> free.test(v.node())))
                .map(place -> slot(place, hosts))
                .toList();
        boolean tappable = segment.shapers().stream().allMatch(s -> free.test(s.node()));
        return new TapRow(segment, open, Math.max(0, visibility.needed() - places.size() + open.size()), tappable);
    }

    /** How many slots some allowed node sees. */
    int possible() {
        return (int) slots.stream().filter(slot -> !slot.hosts().isEmpty()).count();
    }

    /** The same row where no tap may stand. */
    TapRow untapped() {
        return new TapRow(segment, slots, need, false);
    }

    /** The same row asking for no more than the allowed nodes see. */
    TapRow bestEffort() {
        return new TapRow(segment, slots, Math.min(need, possible()), false);
    }

    /** How many ports are tapped, or their room is taken, if the segment is; 0 where each is tapped by itself. */
    int wholePorts(TapConstraints rules) {
        if (ownNode(rules)) {
            return rules.nicsPerNode() / TapProblem.PORT_NICS;
        }
        return segment instanceof Lan && rules.lans() == TapConstraints.LanTaps.WHOLE
                ? segment.members().size() - segment.shapers().size()
                : 0;
    }

    private boolean ownNode(TapConstraints rules) {
        return segment instanceof Lan
                ? rules.lans() == TapConstraints.LanTaps.NODE
                : rules.links() != TapConstraints.LinkTaps.PORTS;
    }

    /** Network interfaces whose room a tap takes without using them. */
    long idleNics(TapConstraints rules) {
        boolean member = segment instanceof Lan
                ? rules.lans() == TapConstraints.LanTaps.NODE
                : rules.links() == TapConstraints.LinkTaps.MEMBER;
        int used = member ? 1 : TapProblem.PORT_NICS;
        return ownNode(rules) ? (long) TapProblem.PORT_NICS * wholePorts(rules) - used : 0;
    }

    private static Slot slot(SegmentVisibility.Place place, Predicate<String> hosts) {
        List<String> able = place.seers().stream()
                .map(VantagePoint::node)
                .filter(hosts)
                .distinct()
                .toList();
        return new Slot(able, place.ports());
    }
}
