package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Shaping;

/**
 * Makes one segment from links and LANs that bridge nodes join. A bridge sees what one end sends and receives where
 * that end has a link to the bridge for itself, as a shaper does that stands before it.
 *
 * <p>The testbed shapes nothing on bridged links but at the bridges: what a bridge's port on one link says of its
 * outward direction holds from there to the other.
 */
final class BridgedBuilder {
    private final BridgedGroups.Group group;
    private final ExperimentSnapshot snapshot;
    private final Map<LanMember, Interface> ends;
    private final Map<String, List<DelayRow>> bridges = new LinkedHashMap<>();
    private final List<PresentShaping> present = new ArrayList<>();

    /**
     * @param ends the members that are no bridges, each with its interface
     * @param readings what the nodes told
     */
    BridgedBuilder(
            BridgedGroups.Group group,
            ExperimentSnapshot snapshot,
            Map<LanMember, Interface> ends,
            Map<String, NodeFacts> readings)
            throws TestbedException {
        this.group = group;
        this.snapshot = snapshot;
        this.ends = new LinkedHashMap<>(ends);
        for (String bridge : group.bridges()) {
            Optional.ofNullable(readings.get(bridge)).ifPresent(reading -> present.addAll(reading.shaping()));
            bridges.put(bridge, rows(Optional.ofNullable(readings.get(bridge))));
        }
    }

    Segment assemble() {
        List<Member> members = new ArrayList<>();
        ends.forEach((end, iface) -> members.add(member(end, iface)));
        List<Shaper> shapers = shapers();
        if (members.size() == 2 && parts().allMatch(part -> part.size() == 2)) {
            Endpoint first = members.get(0).endpoint();
            return new Link(
                    group.name(),
                    members,
                    shapers.stream().filter(s -> s.member().equals(first)).toList());
        }
        boolean floods = snapshot.flooding().containsAll(group.parts());
        return new Lan(group.name(), floods ? Medium.FLOODING : Medium.SWITCHED, members, shapers);
    }

    private Stream<List<LanMember>> parts() {
        return group.parts().stream().map(snapshot.lans()::get);
    }

    private Member member(LanMember end, Interface iface) {
        return port(end.lan())
                .filter(port -> alone(end.lan()))
                .map(port -> new Member(end.node(), iface.name(), now(port), Shaping.NONE, false))
                .orElseGet(() -> new Member(end.node(), iface.name(), end.out(), end.in(), false));
    }

    /** What a bridge does now to what comes from a part. */
    private Shaping now(LanMember port) {
        return present.stream()
                .filter(told -> told.link().equals(port.node()))
                .flatMap(told -> told.from().equals(port.lan())
                        ? Stream.of(told.forth())
                        : told.to().equals(port.lan()) ? told.back().stream() : Stream.empty())
                .flatMap(told -> PresentShaping.other(told, port.out()).stream())
                .findFirst()
                .orElse(port.out());
    }

    /** Whether the part has one end only, and one bridge. */
    private boolean alone(String part) {
        return snapshot.lans().get(part).size() == 2;
    }

    /** A bridge's port on that part. */
    private Optional<LanMember> port(String part) {
        return snapshot.lans().get(part).stream()
                .filter(member -> snapshot.bridges().contains(member.node()))
                .findFirst();
    }

    private List<Shaper> shapers() {
        List<Shaper> shapers = new ArrayList<>();
        Set<Endpoint> taken = new HashSet<>();
        for (Map.Entry<LanMember, Interface> end : ends.entrySet()) {
            Endpoint member = new Endpoint(end.getKey().node(), end.getValue().name());
            if (alone(end.getKey().lan()) && taken.add(member)) {
                bridges.forEach((bridge, rows) -> rows.stream()
                        .flatMap(row -> facing(row, bridge, end.getKey().lan(), member).stream())
                        .findFirst()
                        .ifPresent(shapers::add));
            }
        }
        shapers.sort(Comparator.comparing(Shaper::member));
        return shapers;
    }

    private static Optional<Shaper> facing(DelayRow row, String bridge, String part, Endpoint member) {
        if (row.node0().equals(part)) {
            return Optional.of(new Shaper(bridge, row.iface0(), row.iface1(), member));
        }
        return row.node1().equals(part)
                ? Optional.of(new Shaper(bridge, row.iface1(), row.iface0(), member))
                : Optional.empty();
    }

    /** In a bridge's rows the nodes' places have the names of the two links. */
    private List<DelayRow> rows(Optional<NodeFacts> reading) throws TestbedException {
        if (reading.isEmpty()) {
            return List.of();
        }
        for (DelayRow row : reading.get().rows()) {
            for (String part : List.of(row.node0(), row.node1())) {
                if (!group.parts().contains(part)) {
                    throw row.contradiction("the bridge is not on " + part);
                }
            }
            for (String iface : List.of(row.iface0(), row.iface1())) {
                if (!reading.get().has(iface)) {
                    throw row.contradiction("the bridge has no interface " + iface);
                }
            }
        }
        return reading.get().rows();
    }
}
