package org.overtap.overlay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.overtap.placement.TapProblem;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Lan;
import org.overtap.topology.Medium;
import org.overtap.topology.Segment;
import org.overtap.topology.Vantage;

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
        Map<String, List<Vantage>> groups = groups(segment);
        List<Slot> open = new ArrayList<>();
        for (List<Vantage> group : groups.values()) {
            if (group.stream().noneMatch(v -> free.test(v.node()))) {
                open.add(slot(segment, group, hosts));
            }
        }
        int total = needed(segment, groups.size());
        boolean tappable = segment.shapers().stream().allMatch(s -> free.test(s.node()));
        return new TapRow(segment, open, Math.max(0, total - groups.size() + open.size()), tappable);
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

    /** What a bridge in place of a switched LAN takes: a port for each member. On other segments one is never less. */
    int bridgeNics(TapRules rules) {
        return rules.lans() == TapRules.LanTaps.BRIDGE && segment.medium() == Medium.SWITCHED
                ? segment.members().size()
                : 0;
    }

    /** How many ports are tapped, or their room is taken, if the segment is; 0 where each is tapped by itself. */
    int wholePorts(TapRules rules) {
        if (ownNode(rules)) {
            return rules.nicsPerNode() / TapProblem.PORT_NICS;
        }
        return segment instanceof Lan && rules.lans() == TapRules.LanTaps.WHOLE
                ? segment.members().size() - segment.shapers().size()
                : 0;
    }

    private boolean ownNode(TapRules rules) {
        return segment instanceof Lan ? rules.lans() == TapRules.LanTaps.NODE : rules.links() == TapRules.LinkTaps.NODE;
    }

    /** Network interfaces whose room a tap takes without using them. */
    long idleNics(TapRules rules) {
        int used = rules.lans() == TapRules.LanTaps.NODE ? 1 : TapProblem.PORT_NICS;
        return ownNode(rules) ? (long) TapProblem.PORT_NICS * wholePorts(rules) - used : 0;
    }

    /** A link from a node to itself has no conversation, but traffic. */
    private static int needed(Segment segment, int groups) {
        if (segment.medium() == Medium.SWITCHED) {
            return groups - 1;
        }
        return segment.medium() == Medium.FLOODING && segment.conversationCount() == 0 ? 0 : 1;
    }

    /** Where all see the same, one port is enough for a tap. */
    private static Slot slot(Segment segment, List<Vantage> group, Predicate<String> hosts) {
        List<String> able =
                group.stream().map(Vantage::node).filter(hosts).distinct().toList();
        List<Endpoint> ports = group.stream().map(Vantage::at).distinct().toList();
        return new Slot(able, segment.medium() == Medium.SWITCHED ? ports : ports.subList(0, 1));
    }

    /** On a switched LAN by the node whose traffic passes, else all in one. */
    private static Map<String, List<Vantage>> groups(Segment segment) {
        Map<String, List<Vantage>> groups = new LinkedHashMap<>();
        for (Vantage vantage : Vantage.of(segment)) {
            String key = segment.medium() == Medium.SWITCHED ? vantage.at().node() : "";
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(vantage);
        }
        groups.replaceAll((node, all) -> seeingAll(segment, all));
        return groups;
    }

    /** A shaper before one of several ports of a node does not see what the others carry. */
    private static List<Vantage> seeingAll(Segment segment, List<Vantage> group) {
        long ports = group.stream().map(Vantage::at).distinct().count();
        return ports == 1 || segment.medium() != Medium.SWITCHED
                ? group
                : group.stream().filter(v -> v.node().equals(v.at().node())).toList();
    }
}
