package org.overtap.overlay.taps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.overtap.overlay.plan.ChangeEstimate;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** What a change of the experiment would take, worked out from the topologies before and after it. */
public final class ChangeEstimation {
    /** A tap inline has one interface on either side. */
    private static final int TAP_NICS = 2;

    private ChangeEstimation() {}

    /** The bill for what differs between two topologies, changed on that testbed while the experiment runs. */
    public static ChangeEstimate of(
            Topology before,
            Topology after,
            List<PlannedTap> taps,
            ExtraNodes extra,
            Optional<FreeNodes> free,
            TestbedTraits testbed) {
        List<ChangeEstimate.Intrusion> intrusion = new ArrayList<>();
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
                intrusion.add(new ChangeEstimate.Intrusion(
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
        return new ChangeEstimate(
                nics + tapNics(before, after),
                testbed.minutes(own),
                own,
                false,
                intrusion,
                machines(extra, nics, tapNics(before, after), free),
                0,
                Optional.empty());
    }

    private static List<ChangeEstimate.Bandwidth> bandwidths(
            Topology before, String segment, List<PlannedTap> taps, TestbedTraits testbed) {
        return taps.stream()
                .filter(tap -> tap.segment().equals(segment))
                .flatMap(tap -> tap.at().stream()
                        .flatMap(end -> before.segment(segment).orElseThrow().member(end).stream())
                        .map(member -> new ChangeEstimate.Bandwidth(
                                member.node(),
                                member.out().kbitPerSecond(),
                                TapKind.kbitPerSecond(tap, member, testbed.leastKbit()))))
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
    private static List<ChangeEstimate.Machines> machines(
            ExtraNodes extra, int shaperNics, int tapNics, Optional<FreeNodes> free) {
        Optional<String> type = free.map(FreeNodes::kind);
        int shapersMax = extra.nodesMax() - extra.taps() - extra.collectors();
        return Stream.of(
                        new ChangeEstimate.Machines("shaper", type, extra.shapers(), shapersMax, shaperNics),
                        new ChangeEstimate.Machines("tap", type, extra.taps(), extra.taps(), tapNics),
                        new ChangeEstimate.Machines("collector", type, extra.collectors(), extra.collectors(), 0))
                .filter(kind -> kind.nodesMax() > 0)
                .toList();
    }
}
