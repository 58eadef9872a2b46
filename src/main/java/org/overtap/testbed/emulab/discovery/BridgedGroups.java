package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.testbed.emulab.rewrite.ExperimentNames;
import org.overtap.testbed.emulab.rewrite.InlineTap;

/**
 * Links and LANs that bridge nodes join: to those on them they are one segment. A group of one without bridges is what
 * every other link and LAN is.
 */
final class BridgedGroups {
    /**
     * What is one segment.
     *
     * @param name the name that the script gave it, or those of the parts with {@code +} between, which no name has
     * @param parts the links and LANs, in order
     * @param bridges the nodes that join them
     * @param added whether the bridge is one that was added as a tap
     */
    record Group(String name, List<String> parts, List<String> bridges, boolean added) {}

    private final ExperimentSnapshot snapshot;
    private final Map<String, Set<String>> groups = new TreeMap<>();

    private BridgedGroups(ExperimentSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Every group of an experiment, by name of its first part. */
    static List<Group> of(ExperimentSnapshot snapshot) {
        BridgedGroups joined = new BridgedGroups(snapshot);
        snapshot.lans().keySet().forEach(lan -> joined.groups.put(lan, new TreeSet<>(Set.of(lan))));
        snapshot.bridges().forEach(joined::join);
        return joined.groups.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals(entry.getValue().iterator().next()))
                .map(entry -> joined.group(List.copyOf(entry.getValue())))
                .toList();
    }

    private void join(String bridge) {
        Set<String> all = new TreeSet<>();
        partsOf(bridge).forEach(part -> all.addAll(groups.get(part)));
        all.forEach(part -> groups.put(part, all));
    }

    private List<String> partsOf(String bridge) {
        return snapshot.lans().entrySet().stream()
                .filter(lan ->
                        lan.getValue().stream().anyMatch(member -> member.node().equals(bridge)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Group group(List<String> parts) {
        List<String> bridges = snapshot.bridges().stream()
                .filter(bridge -> parts.stream().anyMatch(partsOf(bridge)::contains))
                .toList();
        Optional<InlineTap> tap = snapshot.taps().stream()
                .filter(known -> List.of(known.node()).equals(bridges))
                .filter(known -> Set.copyOf(known.halves()).equals(Set.copyOf(parts)))
                .findFirst();
        return tap.map(known -> new Group(known.segment(), known.halves(), bridges, true))
                .orElseGet(() ->
                        new Group(String.join(ExperimentNames.JOINED, parts), new ArrayList<>(parts), bridges, false));
    }
}
