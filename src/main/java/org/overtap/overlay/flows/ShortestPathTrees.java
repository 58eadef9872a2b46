package org.overtap.overlay.flows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.overtap.placement.flows.FlowPaths;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;

/** Paths of the fewest segments, breadth first from each destination. The first segment and node by name wins a tie. */
final class ShortestPathTrees {
    private final List<Segment> segments;
    private final Map<String, Integer> ids;
    private final ToIntFunction<Hop> hopId;
    /** For each node the segments that it is on, in order. */
    private final List<List<Integer>> attached = new ArrayList<>();

    ShortestPathTrees(Topology topology, Map<String, Integer> ids, ToIntFunction<Hop> hopId) {
        this.segments = topology.segments();
        this.ids = ids;
        this.hopId = hopId;
        ids.forEach((name, id) -> attached.add(new ArrayList<>()));
        for (int s = 0; s < segments.size(); s++) {
            for (Member member : segments.get(s).members()) {
                List<Integer> on = attached.get(ids.get(member.node()));
                if (on.isEmpty() || on.get(on.size() - 1) != s) {
                    on.add(s);
                }
            }
        }
    }

    /** For each end and each node the number of the hop towards that end. */
    int[][] towards(List<String> ends) {
        return ends.stream().map(end -> tree(ids.get(end))).toArray(int[][]::new);
    }

    private int[] tree(int root) {
        int[] hop = new int[attached.size()];
        Arrays.fill(hop, FlowPaths.NONE);
        boolean[] reached = new boolean[hop.length];
        boolean[] crossed = new boolean[segments.size()];
        Deque<Integer> queue = new ArrayDeque<>(List.of(root));
        reached[root] = true;
        while (!queue.isEmpty()) {
            int at = queue.poll();
            for (int s : attached.get(at)) {
                if (!crossed[s]) {
                    crossed[s] = true;
                    cross(segments.get(s), at, hop, reached, queue);
                }
            }
        }
        return hop;
    }

    private void cross(Segment segment, int at, int[] hop, boolean[] reached, Deque<Integer> queue) {
        Member arrival = segment.members().stream()
                .filter(m -> ids.get(m.node()) == at)
                .findFirst()
                .orElseThrow();
        for (Member member : segment.members()) {
            int other = ids.get(member.node());
            if (!reached[other]) {
                reached[other] = true;
                hop[other] = hopId.applyAsInt(new Hop(segment.name(), member.endpoint(), arrival.endpoint()));
                queue.add(other);
            }
        }
    }
}
