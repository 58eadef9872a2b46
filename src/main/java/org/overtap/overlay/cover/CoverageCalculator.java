package org.overtap.overlay.cover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.Topology;

/** What a set of probes sees of a topology. Lists no conversation but those that nobody sees: they may be millions. */
public final class CoverageCalculator {
    /** Of conversations that nobody sees only so many are listed; all are counted. */
    static final int MOST_LISTED = 100_000;

    /** What a plan says where not all are listed. */
    public static final String SHORTENED = "of the conversations that nobody sees only the first are listed";

    private CoverageCalculator() {}

    public static OverlayPlan.Coverage of(Topology topology, List<OverlayPlan.Probe> probes) {
        Set<String> watched = probes.stream()
                .flatMap(p -> p.interfaces().stream().map(i -> key(p.node(), i.name(), i.segment())))
                .collect(Collectors.toSet());
        List<OverlayPlan.Uncovered> uncovered = new ArrayList<>();
        long unseen = 0;
        for (Segment segment : topology.segments()) {
            List<Member> hidden = SegmentVisibility.of(segment)
                    .hidden(v -> watched.contains(key(v.node(), v.iface(), segment.name())));
            unseen += addUnseen(segment, hidden, uncovered);
        }
        long total = topology.conversationCount();
        return new OverlayPlan.Coverage(total, total - unseen, uncovered);
    }

    private static long addUnseen(Segment segment, List<Member> hidden, List<OverlayPlan.Uncovered> uncovered) {
        List<String> blind = hidden.stream().map(Member::node).toList();
        for (int i = 0; i < blind.size() && uncovered.size() < MOST_LISTED; i++) {
            for (int j = i + 1; j < blind.size() && uncovered.size() < MOST_LISTED; j++) {
                if (!blind.get(i).equals(blind.get(j))) {
                    uncovered.add(new OverlayPlan.Uncovered(segment.name(), blind.get(i), blind.get(j)));
                }
            }
        }
        return pairs(blind);
    }

    /** Pairs of different nodes, without going through them: a LAN of many has billions. */
    private static long pairs(List<String> nodes) {
        Map<String, Long> ports = nodes.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting()));
        long own = ports.values().stream().mapToLong(CoverageCalculator::pairs).sum();
        return pairs(nodes.size()) - own;
    }

    static long pairs(long count) {
        return count * (count - 1) / 2;
    }

    private static String key(String node, String iface, String segment) {
        return node + "\0" + iface + "\0" + segment;
    }
}
