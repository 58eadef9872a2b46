package org.overtap.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.Vantage;

/** What a set of probes sees of a topology. Lists no conversation but those that nobody sees: they may be millions. */
final class Coverages {
    private Coverages() {}

    static OverlayPlan.Coverage of(Topology topology, List<OverlayPlan.Probe> probes) {
        Set<String> watched = probes.stream()
                .flatMap(p -> p.interfaces().stream().map(i -> key(p.node(), i.name(), i.segment())))
                .collect(Collectors.toSet());
        List<OverlayPlan.Uncovered> uncovered = new ArrayList<>();
        for (Segment segment : topology.segments()) {
            List<Vantage> here = Vantage.of(segment).stream()
                    .filter(v -> watched.contains(key(v.node(), v.iface(), segment.name())))
                    .toList();
            addUnseen(segment, here, uncovered);
        }
        long total = topology.conversationCount();
        return new OverlayPlan.Coverage(total, total - uncovered.size(), uncovered);
    }

    /** On a switched LAN a conversation is unseen if both its ends are; elsewhere any vantage point sees them all. */
    private static void addUnseen(Segment segment, List<Vantage> here, List<OverlayPlan.Uncovered> uncovered) {
        boolean switched = segment.medium() == Medium.SWITCHED;
        if (!switched && !here.isEmpty()) {
            return;
        }
        Set<Endpoint> seen = here.stream().map(Vantage::at).collect(Collectors.toSet());
        List<Member> blind = segment.talkers().stream()
                .filter(m -> !seen.contains(m.endpoint()))
                .toList();
        for (int i = 0; i < blind.size(); i++) {
            for (int j = i + 1; j < blind.size(); j++) {
                String a = blind.get(i).node();
                String b = blind.get(j).node();
                if (!a.equals(b)) {
                    uncovered.add(new OverlayPlan.Uncovered(segment.name(), a, b));
                }
            }
        }
    }

    private static String key(String node, String iface, String segment) {
        return node + "\0" + iface + "\0" + segment;
    }
}
