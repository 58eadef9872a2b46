package org.overtap.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * @param rows the segment of each row
 * @param unseen segments that cannot be fully seen
 * @param scale how the nodes' costs became whole numbers
 */
record SegmentCover(
        CoverProblem problem, List<String> candidates, List<Segment> rows, List<Segment> unseen, CostScale scale) {

    static SegmentCover of(Topology topology, Predicate<String> allowed) {
        List<String> names = topology.nodes().stream().map(Node::name).toList();
        Map<String, Integer> ids = new HashMap<>();
        names.forEach(name -> ids.put(name, ids.size()));
        List<Segment> unseen = new ArrayList<>();
        List<Segment> rows = new ArrayList<>();
        CoverProblemBuilder builder = CoverProblem.builder(names.size());
        CostScale scale = addCosts(topology, builder);
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
                rows.add(segment);
            }
        }
        return new SegmentCover(builder.build(), names, rows, unseen, scale);
    }

    private static CostScale addCosts(Topology topology, CoverProblemBuilder builder) {
        CostScale scale = CostScale.of(
                topology.nodes().stream().flatMap(n -> n.cost().stream()).toList());
        for (int id = 0; id < topology.nodes().size(); id++) {
            Node node = topology.nodes().get(id);
            long cost = node.cost().map(c -> scale.apply(node.name(), c)).orElse((long) scale.factor());
            builder.cost(id, cost);
        }
        return scale;
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

    /**
     * One slot a member's node on a switched LAN, one slot for all otherwise; each lists who can stand in for it: the
     * vantage points of a node's only port there; a node with several ports counts only by itself.
     */
    private static List<int[]> slots(Segment segment, Map<String, Integer> ids, Predicate<String> allowed) {
        List<Vantage> vantages = Vantage.of(segment);
        if (segment.medium() != Medium.SWITCHED) {
            return List.of(candidates(vantages, ids, allowed));
        }
        Map<String, List<Vantage>> byNode = new LinkedHashMap<>();
        Map<String, Integer> ports = new HashMap<>();
        segment.members().forEach(m -> ports.merge(m.node(), 1, Integer::sum));
        segment.members().forEach(m -> byNode.put(m.node(), new ArrayList<>()));
        vantages.stream()
                .filter(v -> ports.get(v.at().node()) == 1 || v.node().equals(v.at().node()))
                .forEach(v -> byNode.get(v.at().node()).add(v));
        return byNode.values().stream()
                .map(seeing -> candidates(seeing, ids, allowed))
                .toList();
    }

    /** A link from a node to itself has no conversation, but traffic: its node must see it. */
    private static int need(Segment segment, int slots) {
        if (segment.medium() == Medium.SWITCHED) {
            return slots - 1;
        }
        return segment.medium() == Medium.FLOODING && segment.conversationCount() == 0 ? 0 : 1;
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
