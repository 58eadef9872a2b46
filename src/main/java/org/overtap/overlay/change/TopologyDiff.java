package org.overtap.overlay.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.overlay.taps.TapKind;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Whether the experiment came up as it was meant to. Machines may have changed: nodes are compared by name, interfaces
 * by address.
 */
public final class TopologyDiff {
    private TopologyDiff() {}

    /**
     * Every difference between what was intended and what is there; empty if there is none.
     *
     * @param before the experiment before the change
     * @param after the experiment as it was read afterwards
     * @param change what was asked for
     */
    public static List<String> differences(Topology before, Topology after, ExperimentChange change) {
        List<String> found = new ArrayList<>();
        Set<String> wanted = named(before);
        wanted.addAll(change.addedNodes());
        compare("node", wanted, named(after), found);
        compare("segment", names(before), names(after), found);
        for (Segment segment : before.segments()) {
            after.segment(segment.name())
                    .ifPresent(now -> compare(
                            "member of " + segment.name() + ":", members(before, segment), members(after, now), found));
        }
        change.taps().forEach(tap -> after.segment(tap.segment()).ifPresent(now -> checkTap(now, tap, found)));
        return found;
    }

    private static void checkTap(Segment now, PlannedTap tap, List<String> found) {
        tap.node()
                .filter(node -> !standsOn(now, node))
                .ifPresent(node -> found.add(node + " does not stand on " + now.name()));
        if (!TapKind.named(tap.style()).inline()) {
            return;
        }
        Set<String> shaped = now.members().stream()
                .map(Member::endpoint)
                .filter(end -> now.shaperOf(end).isPresent())
                .map(Endpoint::node)
                .collect(Collectors.toSet());
        tap.at().stream()
                .map(Endpoint::node)
                .filter(node -> !shaped.contains(node))
                .forEach(node -> found.add("no shaper stands between " + node + " and " + now.name()));
    }

    private static boolean standsOn(Segment segment, String node) {
        return segment.shapers().stream().anyMatch(s -> s.node().equals(node))
                || segment.members().stream()
                        .anyMatch(m -> m.onlyListens() && m.node().equals(node));
    }

    /** What has a name of its own; the testbed names shapers as it likes. */
    private static Set<String> named(Topology topology) {
        return topology.nodes().stream()
                .filter(n -> n.role() != Role.SHAPER)
                .map(Node::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Topology topology) {
        return topology.segments().stream().map(Segment::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> members(Topology topology, Segment segment) {
        return segment.talkers().stream()
                .map(m -> m.node() + " " + address(topology.interfaceOf(m.endpoint())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String address(Interface port) {
        return port.address().map(IpAddress::toString).orElse("without address");
    }

    private static void compare(String what, Set<String> wanted, Set<String> there, List<String> found) {
        wanted.stream().filter(x -> !there.contains(x)).forEach(x -> found.add(what + " " + x + " is gone"));
        there.stream().filter(x -> !wanted.contains(x)).forEach(x -> found.add(what + " " + x + " is new"));
    }
}
