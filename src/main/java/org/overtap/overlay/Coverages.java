package org.overtap.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.topology.Conversation;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.Vantage;

/** What a set of probes sees of a topology. */
final class Coverages {
    private Coverages() {}

    static OverlayPlan.Coverage of(Topology topology, List<OverlayPlan.Probe> probes) {
        Set<String> watched = probes.stream()
                .flatMap(p -> p.interfaces().stream().map(i -> key(p.node(), i.name(), i.segment())))
                .collect(Collectors.toSet());
        List<OverlayPlan.Uncovered> uncovered = new ArrayList<>();
        int total = 0;
        for (Segment segment : topology.segments()) {
            List<Vantage> here = Vantage.of(segment).stream()
                    .filter(v -> watched.contains(key(v.node(), v.iface(), segment.name())))
                    .toList();
            for (Conversation conversation : segment.conversations()) {
                total++;
                if (here.stream().noneMatch(v -> v.sees(segment, conversation))) {
                    uncovered.add(new OverlayPlan.Uncovered(
                            segment.name(),
                            conversation.a().node(),
                            conversation.b().node()));
                }
            }
        }
        return new OverlayPlan.Coverage(total, total - uncovered.size(), uncovered);
    }

    private static String key(String node, String iface, String segment) {
        return node + "\0" + iface + "\0" + segment;
    }
}
