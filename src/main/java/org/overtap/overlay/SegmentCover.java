package org.overtap.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.placement.CoverChecker;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Placement;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.Vantage;

/**
 * The cover problem of a topology: one row a segment, one candidate a node. Segments that no allowed node can see are
 * left out of the problem and kept apart.
 *
 * @param problem the problem that is left
 * @param candidates node names; a candidate's number is its place here
 * @param unseen segments that cannot be fully seen
 */
record SegmentCover(CoverProblem problem, List<String> candidates, List<Segment> unseen) {

    static SegmentCover of(Topology topology, Predicate<String> allowed) {
        List<String> names = topology.nodes().stream().map(Node::name).toList();
        Map<String, Integer> ids = new HashMap<>();
        names.forEach(name -> ids.put(name, ids.size()));
        List<Segment> unseen = new ArrayList<>();
        CoverProblemBuilder builder = CoverProblem.builder(names.size());
        for (Segment segment : topology.segments()) {
            List<int[]> slots = slots(segment, ids, allowed);
            int need = need(segment, slots.size());
            long possible = slots.stream().filter(slot -> slot.length > 0).count();
            if (possible < need) {
                unseen.add(segment);
            }
            int[][] usable = slots.stream().filter(slot -> slot.length > 0).toArray(int[][]::new);
            if (need > 0 && usable.length > 0) {
                builder.row((int) Math.min(need, possible), usable);
            }
        }
        return new SegmentCover(builder.build(), names, unseen);
    }

    /** The names of the chosen candidates, sorted. */
    Set<String> names(Placement placement) {
        Set<String> chosen = new TreeSet<>();
        for (int candidate : placement.chosen()) {
            chosen.add(candidates.get(candidate));
        }
        return chosen;
    }

    /** Whether these nodes see all that the problem asks for. */
    boolean coveredBy(Placement placement) {
        return CoverChecker.unmetRows(problem, placement.asBitSet()).isEmpty();
    }

    /** One slot a member's node on a switched LAN, one slot for all otherwise; each lists who can stand in for it. */
    private static List<int[]> slots(Segment segment, Map<String, Integer> ids, Predicate<String> allowed) {
        List<Vantage> vantages = Vantage.of(segment);
        if (segment.medium() != Medium.SWITCHED) {
            return List.of(candidates(vantages, ids, allowed));
        }
        Set<String> nodes = new LinkedHashSet<>();
        segment.members().forEach(member -> nodes.add(member.node()));
        return nodes.stream()
                .map(node -> candidates(seeingAllOf(node, segment, vantages), ids, allowed))
                .toList();
    }

    /** The vantage points of a node's only port there; a node with several ports counts only by itself. */
    private static List<Vantage> seeingAllOf(String node, Segment segment, List<Vantage> vantages) {
        long ports = segment.members().stream()
                .map(Member::node)
                .filter(node::equals)
                .count();
        return vantages.stream()
                .filter(v -> v.at().node().equals(node))
                .filter(v -> ports == 1 || v.node().equals(node))
                .toList();
    }

    private static int need(Segment segment, int slots) {
        return segment.medium() == Medium.SWITCHED
                ? slots - 1
                : segment.conversations().isEmpty() ? 0 : 1;
    }

    private static int[] candidates(List<Vantage> vantages, Map<String, Integer> ids, Predicate<String> allowed) {
        return vantages.stream()
                .map(Vantage::node)
                .filter(allowed)
                .distinct()
                .mapToInt(ids::get)
                .toArray();
    }
}
