package org.overtap.overlay.taps;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Limits;
import org.overtap.placement.multicover.ExactPlacement;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** The fewest shapers that see what probing hosts and taps leave. */
final class ShaperSelection {
    private final Set<String> hosts;
    private final Predicate<String> able;
    private final Map<String, Set<Endpoint>> tapped = new HashMap<>();

    private ShaperSelection(Set<String> hosts, Predicate<String> able, List<TapSelection.Tap> taps) {
        this.hosts = hosts;
        this.able = able;
        taps.forEach(tap -> tapped.put(tap.segment(), new HashSet<>(tap.at())));
    }

    static Set<String> of(
            Topology topology, TapConstraints rules, Set<String> hosts, List<TapSelection.Tap> taps, Limits limits) {
        Set<String> own = TapCoverProblem.hosts(topology);
        List<String> names = topology.nodes().stream()
                .map(Node::name)
                .filter(name -> !own.contains(name))
                .toList();
        Predicate<String> able = rules.mayProbe().and(name -> !own.contains(name));
        CoverProblem problem = new ShaperSelection(hosts, able, taps).problem(topology, names);
        Set<String> chosen = new TreeSet<>();
        for (int candidate : new ExactPlacement().place(problem, limits).chosen()) {
            chosen.add(names.get(candidate));
        }
        return chosen;
    }

    private CoverProblem problem(Topology topology, List<String> names) {
        Map<String, Integer> ids = new HashMap<>();
        names.forEach(name -> ids.put(name, ids.size()));
        CoverProblemBuilder builder = CoverProblem.builder(names.size());
        topology.segments().forEach(segment -> addRow(builder, segment, ids));
        return builder.build();
    }

    private void addRow(CoverProblemBuilder builder, Segment segment, Map<String, Integer> ids) {
        TapRow row = TapRow.of(segment, node -> false, able.or(hosts::contains));
        List<TapRow.Slot> open =
                row.slots().stream().filter(slot -> !seen(segment, slot)).toList();
        int[][] slots = open.stream()
                .filter(slot -> !slot.hosts().isEmpty())
                .map(slot -> slot.hosts().stream().mapToInt(ids::get).toArray())
                .toArray(int[][]::new);
        int need = row.need() - (row.slots().size() - open.size());
        int hits = Math.min(need, slots.length);
        if (hits > 0) {
            builder.row(hits, slots);
        }
    }

    private boolean seen(Segment segment, TapRow.Slot slot) {
        Set<Endpoint> here = tapped.getOrDefault(segment.name(), Set.of());
        return slot.hosts().stream().anyMatch(hosts::contains)
                || slot.ports().stream().anyMatch(here::contains);
    }
}
