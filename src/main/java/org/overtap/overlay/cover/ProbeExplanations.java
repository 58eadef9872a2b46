package org.overtap.overlay.cover;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Placement;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;

/** Says of each probing node what it is needed for. */
public final class ProbeExplanations {
    public static final int MOST_NAMED = 5;

    private final SegmentCoverProblem cover;
    private final CoverProblem problem;
    private final Map<Integer, List<Segment>> forcedBy = new HashMap<>();
    private final Map<Integer, List<Segment>> seenOnlyBy = new HashMap<>();

    private ProbeExplanations(SegmentCoverProblem cover, BitSet chosen) {
        this.cover = cover;
        this.problem = cover.problem();
        BitSet all = new BitSet();
        all.set(0, problem.candidates());
        for (int row = 0; row < problem.rows(); row++) {
            addNeeded(row, all, forcedBy);
            addNeeded(row, chosen, seenOnlyBy);
        }
    }

    /** The probes with the reason of each filled in. The same plan gives the same words. */
    public static List<OverlayPlan.Probe> explain(
            List<OverlayPlan.Probe> probes, SegmentCoverProblem cover, Placement placement) {
        ProbeExplanations reasons = new ProbeExplanations(cover, placement.asBitSet());
        return probes.stream()
                .map(p -> p.because(reasons.of(reasons.candidates(p))))
                .toList();
    }

    /** Notes the row for each candidate without which the others of {@code present} do not meet it. */
    private void addNeeded(int row, BitSet present, Map<Integer, List<Segment>> found) {
        Map<Integer, Integer> alone = new HashMap<>();
        int hits = 0;
        for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
            List<Integer> here = presentIn(slot, present);
            hits += here.isEmpty() ? 0 : 1;
            if (here.size() == 1) {
                alone.merge(here.get(0), 1, Integer::sum);
            }
        }
        Segment segment = cover.rows().get(row);
        int spare = hits - problem.need(row);
        alone.forEach((candidate, slots) -> {
            if (slots > spare) {
                found.computeIfAbsent(candidate, c -> new ArrayList<>()).add(segment);
            }
        });
    }

    private List<Integer> presentIn(int slot, BitSet present) {
        List<Integer> here = new ArrayList<>(1);
        for (int i = problem.memberFrom(slot); i < problem.memberTo(slot); i++) {
            if (present.get(problem.member(i))) {
                here.add(problem.member(i));
            }
        }
        return here;
    }

    /** A switch is a candidate for each segment that it shows. */
    private Set<Integer> candidates(OverlayPlan.Probe probe) {
        return probe.interfaces().stream()
                .map(i -> cover.candidates().at(probe.node(), i.segment()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String of(Set<Integer> candidates) {
        List<Segment> forced = of(candidates, forcedBy);
        List<Segment> only = of(candidates, seenOnlyBy);
        only.removeAll(forced);
        return text(new Listed(forced), new Listed(only));
    }

    private static List<Segment> of(Set<Integer> candidates, Map<Integer, List<Segment>> found) {
        List<Segment> all = new ArrayList<>();
        candidates.forEach(candidate -> all.addAll(found.getOrDefault(candidate, List.of())));
        return all;
    }

    /** Segments that can be counted and described. */
    public interface Named {
        int size();

        String describe(int index);
    }

    private record Listed(List<Segment> segments) implements Named {
        @Override
        public int size() {
            return segments.size();
        }

        @Override
        public String describe(int index) {
            Segment segment = segments.get(index);
            List<String> nodes = segment.members().stream()
                    .map(Member::node)
                    .distinct()
                    .limit(MOST_NAMED)
                    .toList();
            return ProbeExplanations.describe(
                    segment.name(), nodes, segment.members().size());
        }
    }

    /** The reasons in words. */
    public static String text(Named forced, Named only) {
        List<String> reasons = new ArrayList<>();
        if (forced.size() > 0) {
            reasons.add("forced: without it nobody can see all of " + list(forced));
        }
        if (only.size() > 0) {
            reasons.add("of the probes only this one completes " + list(only));
        }
        return reasons.isEmpty() ? "could be spared: the others see all that it sees" : String.join("; ", reasons);
    }

    /** A segment by its name and its first members. */
    public static String describe(String name, List<String> nodes, int members) {
        return name + " (" + String.join(" ", nodes) + more(members) + ")";
    }

    private static String list(Named segments) {
        return IntStream.range(0, Math.min(MOST_NAMED, segments.size()))
                        .mapToObj(segments::describe)
                        .collect(Collectors.joining(", "))
                + more(segments.size());
    }

    private static String more(int count) {
        return count > MOST_NAMED ? " and " + (count - MOST_NAMED) + " more" : "";
    }
}
