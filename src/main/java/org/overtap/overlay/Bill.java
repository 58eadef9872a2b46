package org.overtap.overlay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * What it costs to add machines to a running experiment, to be read before anything is changed.
 *
 * @param nics network interfaces that the added machines use, control interfaces not counted
 * @param minutes estimate of how long the experiment does not run
 * @param nodesAtRisk nodes that may come up as other machines with fresh disks
 * @param eventsReplayed whether the experiment's events start from the beginning
 * @param intrusion what is put into the way of traffic
 * @param machines the added machines, kind by kind
 * @param nodesRebooted nodes that boot again, which ends every process on them
 */
public record Bill(
        int nics,
        int minutes,
        int nodesAtRisk,
        boolean eventsReplayed,
        List<Intrusion> intrusion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Machines> machines,
        int nodesRebooted) {
    /** A tap inline has one interface on either side. */
    private static final int TAP_NICS = 2;

    /**
     * Added hops on one segment.
     *
     * @param segment the segment
     * @param hops machines added on the way between two members, at most
     * @param members the members behind an added machine
     * @param bandwidths what members get that had another bandwidth
     */
    public record Intrusion(
            String segment,
            int hops,
            List<String> members,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Bandwidth> bandwidths) {
        public Intrusion {
            members = List.copyOf(members);
            bandwidths = bandwidths == null ? List.of() : List.copyOf(bandwidths);
        }
    }

    /**
     * Another bandwidth at a member's port, in both directions.
     *
     * @param member its node
     * @param before kbit/s as it is
     * @param kbitPerSecond kbit/s as it would be
     */
    public record Bandwidth(String member, long before, long kbitPerSecond) {}

    /**
     * Added machines of one kind.
     *
     * @param kind shaper, tap or collector
     * @param type what the testbed is asked for ({@code pc}: any of its machines will do); absent where none is asked
     * @param nodes how many, at the usual packing of two links a shaper
     * @param nodesMax how many at the worst packing
     * @param nics network interfaces that they use, control interfaces not counted
     */
    public record Machines(
            String kind,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> type,
            int nodes,
            int nodesMax,
            int nics) {
        public Machines {
            type = type == null ? Optional.empty() : type;
        }
    }

    public Bill {
        intrusion = intrusion == null ? List.of() : List.copyOf(intrusion);
        machines = machines == null ? List.of() : List.copyOf(machines);
    }

    /**
     * The bill when the experiment is changed in another way than while it runs. Nodes that the testbed leaves where
     * they are stay up then, with their processes and disks, and events go on; machines that are given back and
     * given anew boot, all of them, and start the events.
     *
     * @param outAndIn whether its machines are given back and given anew
     * @param reboot whether nodes that stay are rebooted
     * @param events whether the events are restarted, by the testbed or afterwards
     */
    Bill during(boolean outAndIn, boolean reboot, boolean events) {
        return new Bill(
                nics,
                minutes,
                nodesAtRisk,
                outAndIn || events,
                intrusion,
                machines,
                outAndIn || reboot ? nodesAtRisk : 0);
    }

    /** The bill for what differs between two topologies, changed on that testbed while the experiment runs. */
    static Bill of(
            Topology before,
            Topology after,
            List<PlannedTap> taps,
            OverlayPlan.Extra extra,
            Optional<FreeNodes> free,
            TestbedTraits testbed) {
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
                intrusion.add(new Intrusion(
                        segment.name(),
                        Math.min(2, added.size()),
                        added,
                        bandwidths(before, segment.name(), taps, testbed)));
                nics += TAP_NICS
                        * (int) segment.shapers().stream()
                                .filter(s -> added.contains(s.member().node()))
                                .filter(s -> !isTap(after, s.node()))
                                .count();
            }
        }
        int own = (int) before.nodes().stream()
                .filter(n -> n.role() == Role.HOST || n.role() == Role.BRIDGE)
                .count();
        return new Bill(
                nics + tapNics(before, after),
                testbed.minutes(own),
                own,
                false,
                intrusion,
                machines(extra, nics, tapNics(before, after), free),
                0);
    }

    private static List<Bandwidth> bandwidths(
            Topology before, String segment, List<PlannedTap> taps, TestbedTraits testbed) {
        return taps.stream()
                .filter(tap -> tap.segment().equals(segment))
                .flatMap(tap -> tap.at().stream()
                        .flatMap(end -> before.segment(segment).orElseThrow().member(end).stream())
                        .map(member -> new Bandwidth(
                                member.node(),
                                member.out().kbitPerSecond(),
                                tap.kbitPerSecond(member, testbed.leastKbit()))))
                .filter(bandwidth -> bandwidth.before() != bandwidth.kbitPerSecond())
                .toList();
    }

    private static boolean isTap(Topology topology, String node) {
        return topology.node(node).map(n -> n.role() == Role.TAP).orElse(false);
    }

    /** What the plan's own machines have; a tap inline has one on either side, one that listens a single one. */
    private static int tapNics(Topology before, Topology after) {
        return after.nodes().stream()
                .filter(n -> n.role() == Role.TAP && before.node(n.name()).isEmpty())
                .mapToInt(n -> n.interfaces().size())
                .sum();
    }

    /** The testbed decides how shapers are packed; of every other kind it makes just as many as it is asked for. */
    private static List<Machines> machines(
            OverlayPlan.Extra extra, int shaperNics, int tapNics, Optional<FreeNodes> free) {
        Optional<String> type = free.map(FreeNodes::kind);
        int shapersMax = extra.nodesMax() - extra.taps() - extra.collectors();
        return Stream.of(
                        new Machines("shaper", type, extra.shapers(), shapersMax, shaperNics),
                        new Machines("tap", type, extra.taps(), extra.taps(), tapNics),
                        new Machines("collector", type, extra.collectors(), extra.collectors(), 0))
                .filter(kind -> kind.nodesMax() > 0)
                .toList();
    }
}
