package org.overtap.overlay;

import java.util.ArrayList;
import java.util.List;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * What it costs to add machines to a running experiment, to be read before anything is swapped.
 *
 * @param nics network interfaces that the added machines use, control interfaces not counted
 * @param minutes estimate of how long the experiment does not run
 * @param nodesAtRisk nodes that may come up as other machines with fresh disks; processes end on all of them
 * @param eventsReplayed whether the experiment's events start from the beginning
 * @param intrusion what is put into the way of traffic
 */
public record Bill(int nics, int minutes, int nodesAtRisk, boolean eventsReplayed, List<Intrusion> intrusion) {
    /** A swap takes this long however small the experiment is: machines are loaded and booted side by side. */
    private static final int LEAST_MINUTES = 6;

    private static final int NODES_A_MINUTE = 20;

    /**
     * Added hops on one segment.
     *
     * @param segment the segment
     * @param hops machines added on the way between two members, at most
     * @param members the members behind an added machine
     */
    public record Intrusion(String segment, int hops, List<String> members) {
        public Intrusion {
            members = List.copyOf(members);
        }
    }

    public Bill {
        intrusion = intrusion == null ? List.of() : List.copyOf(intrusion);
    }

    /** The bill for what differs between two topologies. */
    static Bill of(Topology before, Topology after) {
        List<Intrusion> intrusion = new ArrayList<>();
        int nics = 0;
        for (Segment segment : after.segments()) {
            List<Endpoint> known = before.segment(segment.name()).stream()
                    .flatMap(s -> s.shapers().stream())
                    .map(s -> s.member())
                    .toList();
            List<String> added = segment.shapers().stream()
                    .map(s -> s.member())
                    .filter(m -> !known.contains(m))
                    .map(Endpoint::node)
                    .toList();
            if (!added.isEmpty()) {
                intrusion.add(new Intrusion(segment.name(), Math.min(2, added.size()), added));
                nics += 2 * added.size();
            }
        }
        int hosts =
                (int) before.nodes().stream().filter(n -> n.role() == Role.HOST).count();
        return new Bill(nics, LEAST_MINUTES + hosts / NODES_A_MINUTE, hosts, true, intrusion);
    }
}
