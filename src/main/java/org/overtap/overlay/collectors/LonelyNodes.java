package org.overtap.overlay.collectors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/** Nodes without a control network, as their testbed tells: their records are collected where they are made. */
final class LonelyNodes {
    private LonelyNodes() {}

    /** Whether no record can leave that node. */
    static boolean isLonely(Topology topology, String node) {
        return topology.node(node).map(Node::isolated).orElse(false);
    }

    /** Which way the records of these go, for the user. */
    static List<String> notes(Topology topology, List<ExportSource> alone) {
        Predicate<ExportSource> onSwitch =
                e -> topology.node(e.node()).map(Node::role).orElse(Role.HOST) == Role.SWITCH;
        List<String> notes = new ArrayList<>();
        Predicate<ExportSource> set = e -> topology.segments().stream()
                .flatMap(segment -> segment.carrier().stream())
                .anyMatch(its -> its.node().equals(e.node())
                        && (its.exporter().isPresent() || its.mirror().isPresent()));
        List<String> programmed = names(alone, onSwitch.and(set));
        List<String> bridges = names(alone, onSwitch.and(set.negate()));
        List<String> hosts = names(alone, onSwitch.negate());
        if (!programmed.isEmpty()) {
            notes.add(String.join(", ", programmed)
                    + ": made to export or to mirror what it carries, and collected beside it, outside of the nodes");
        }
        if (!bridges.isEmpty()) {
            notes.add(String.join(", ", bridges)
                    + ": listened to at the switch's own interface, outside of the nodes, and collected beside it");
        }
        if (!hosts.isEmpty()) {
            notes.add(String.join(", ", hosts)
                    + ": without a control network, so each has a collector of its own on its loopback interface, and"
                    + " nothing is sent over the experiment's segments; 'collect' fetches the files");
        }
        return notes;
    }

    private static List<String> names(List<ExportSource> alone, Predicate<ExportSource> which) {
        return alone.stream().filter(which).map(ExportSource::node).distinct().toList();
    }
}
