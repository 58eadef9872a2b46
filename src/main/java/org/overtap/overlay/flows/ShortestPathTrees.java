package org.overtap.overlay.flows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.overtap.placement.flows.FlowPaths;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;

/**
 * Paths of the fewest segments, breadth first from each destination. The first segment and node by name wins a tie. Who is
 * on the segment of an address sends to it there, whatever else joins the two.
 */
final class ShortestPathTrees implements Trees {
    private final List<Segment> segments;
    private final Map<String, Integer> ids;
    private final ToIntFunction<Hop> hopId;
    /** For each node the segments that it is on, in order. */
    private final List<List<Integer>> attached = new ArrayList<>();

    private String last = "";
    private int[] lastTree = new int[0];

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

    @Override
    public int[] towards(String host) {
        return tree(host).clone();
    }

    @Override
    public int[] towards(String host, String iface, IpAddress address) {
        int[] hops = towards(host);
        Endpoint arrival = new Endpoint(host, iface);
        for (int s : attached.get(ids.get(host))) {
            Segment segment = segments.get(s);
            if (segment.members().stream().anyMatch(m -> m.endpoint().equals(arrival))) {
                sendThere(segment, arrival, hops);
            }
        }
        return hops;
    }

    private void sendThere(Segment segment, Endpoint arrival, int[] hops) {
        Set<String> sending = new HashSet<>(Set.of(arrival.node()));
        for (Member member : segment.members()) {
            if (sending.add(member.node())) {
                Hop there = new Hop(segment.name(), member.endpoint(), arrival);
                hops[ids.get(member.node())] = hopId.applyAsInt(there);
            }
        }
    }

    private int[] tree(String host) {
        if (!host.equals(last)) {
            lastTree = tree(ids.get(host));
            last = host;
        }
        return lastTree;
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
