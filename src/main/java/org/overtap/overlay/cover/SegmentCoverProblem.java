package org.overtap.overlay.cover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.SwitchLimits;
import org.overtap.topology.Topology;

/**
 * The cover problem of a topology: one row a segment; what each needs is asked of {@link SegmentVisibility}. Segments
 * that no allowed node can see are left out of the problem and kept apart.
 *
 * @param problem the problem that is left
 * @param candidates who may be chosen
 * @param rows the segment of each row
 * @param unseen segments that cannot be fully seen
 * @param scale how the nodes' costs became whole numbers
 */
public record SegmentCoverProblem(
        CoverProblem problem, Candidates candidates, List<Segment> rows, List<Segment> unseen, CostScale scale) {

    public static SegmentCoverProblem of(Topology topology, Predicate<String> allowed) {
        Candidates candidates = Candidates.of(topology);
        List<Segment> unseen = new ArrayList<>();
        List<Segment> rows = new ArrayList<>();
        CoverProblemBuilder builder = CoverProblem.builder(candidates.size());
        CostScale scale = addCosts(topology, candidates, builder);
        SwitchUse indispensable = new SwitchUse(topology);
        for (Segment segment : topology.segments()) {
            SegmentVisibility visibility = SegmentVisibility.of(segment);
            int need = visibility.needed();
            List<int[]> slots = slots(visibility, candidates, allowedBut(segment, need, indispensable, allowed));
            if (slots.size() < need) {
                unseen.add(segment);
            }
            if (need > 0 && !slots.isEmpty()) {
                builder.row(Math.min(need, slots.size()), slots.toArray(int[][]::new));
                rows.add(segment);
            }
        }
        addQuotas(topology, candidates, builder);
        return new SegmentCoverProblem(builder.build(), candidates, rows, unseen, scale);
    }

    private static CostScale addCosts(Topology topology, Candidates candidates, CoverProblemBuilder builder) {
        CostScale scale = CostScale.of(topology);
        for (int id = 0; id < candidates.size(); id++) {
            Node node = topology.node(candidates.node(id)).orElseThrow();
            long cost = node.cost().map(c -> scale.apply(node.name(), c)).orElse((long) scale.factor());
            builder.cost(id, cost);
        }
        return scale;
    }

    /**
     * Who may see a segment: its switch does not where nobody else sees all of it and the switch cannot show it besides
     * others of that kind. So whatever else is chosen, there is a choice within the quotas.
     */
    private static Predicate<String> allowedBut(
            Segment segment, int need, SwitchUse indispensable, Predicate<String> allowed) {
        Optional<CarryingSwitch> carrier = segment.carrier().filter(c -> c.shows() && allowed.test(c.node()));
        if (carrier.isEmpty()) {
            return allowed;
        }
        Predicate<String> others =
                name -> allowed.test(name) && !name.equals(carrier.get().node());
        long seen = SegmentVisibility.of(segment).places().stream()
                .filter(place -> place.seers().stream().anyMatch(v -> others.test(v.node())))
                .count();
        return seen >= need || indispensable.take(carrier.get()) ? allowed : others;
    }

    private static void addQuotas(Topology topology, Candidates candidates, CoverProblemBuilder builder) {
        Map<String, List<Segment>> carried = candidates.shown().stream()
                .collect(Collectors.groupingBy(
                        s -> s.carrier().orElseThrow().node(), TreeMap::new, Collectors.toList()));
        carried.forEach((node, segments) -> {
            for (List<CarryingSwitch.Means> means : SwitchLimits.SETS) {
                int[] of = segments.stream()
                        .filter(s -> means.containsAll(s.carrier().orElseThrow().means()))
                        .mapToInt(s -> candidates.at(node, s.name()))
                        .toArray();
                OptionalInt most = SwitchUse.limits(topology, node).most(means);
                if (most.isPresent() && of.length > most.getAsInt()) {
                    builder.atMost(most.getAsInt(), of);
                }
            }
        });
    }

    /** One slot a place that somebody allowed sees; each lists who can stand in for it. */
    private static List<int[]> slots(SegmentVisibility visibility, Candidates candidates, Predicate<String> allowed) {
        return visibility.places().stream()
                .map(place -> place.seers().stream()
                        .filter(v -> allowed.test(v.node()))
                        .mapToInt(candidates::at)
                        .distinct()
                        .toArray())
                .filter(slot -> slot.length > 0)
                .toList();
    }
}
