package org.overtap.overlay.taps;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.taps.TapPlacement;
import org.overtap.placement.taps.TapProblem;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * The tap problem of a topology: what shapers see is taken as seen, so only the experiment's own nodes are
 * candidates, and the rows are what they or taps must see.
 *
 * @param problem one row for each of {@code rows}, one candidate for each of {@code hosts}
 * @param hosts names of the experiment's own nodes; a candidate's number is its place here
 * @param rows segments of which something is left to be seen
 * @param unseen segments that neither an allowed node nor an affordable tap can see in full
 */
public record TapCoverProblem(TapProblem problem, List<String> hosts, List<TapRow> rows, List<Segment> unseen) {

    /** The problem for so many extra nodes; empty means as many as it takes. */
    public static TapCoverProblem of(Topology topology, TapConstraints rules, OptionalInt nodes) {
        Predicate<String> host = hosts(topology)::contains;
        Predicate<String> free = rules.mayProbe().and(host.negate());
        List<TapRow> rows = new ArrayList<>();
        for (Segment segment : topology.segments()) {
            TapRow row = TapRow.of(segment, free, rules.mayProbe().and(host));
            if (row.need() > 0) {
                rows.add(rules.mayTap().test(segment) ? row : row.untapped());
            }
        }
        List<TapRow> beyond = beyondReach(rows, rules, nodes);
        List<Segment> unseen = beyond.stream().map(TapRow::segment).toList();
        List<TapRow> kept = rows.stream()
                .map(row -> beyond.contains(row) ? row.bestEffort() : row)
                .filter(row -> row.need() > 0)
                .toList();
        List<String> names = List.copyOf(hosts(topology));
        return new TapCoverProblem(problem(kept, names, rules), names, kept, unseen);
    }

    /** Network interfaces that carry traffic: not those that a tap keeps others from using. */
    public long nicsInUse(TapPlacement placement, TapConstraints rules) {
        int[] taps = placement.taps();
        long nics = placement.nics();
        for (int row = 0; row < rows.size(); row++) {
            nics -= taps[row] > 0 ? rows.get(row).idleNics(rules) : 0;
        }
        return nics;
    }

    /** The experiment's own nodes, by name. */
    public static Set<String> hosts(Topology topology) {
        Set<String> hosts = new TreeSet<>();
        topology.nodes().stream()
                .filter(n -> n.role() == Role.HOST)
                .map(Node::name)
                .forEach(hosts::add);
        return hosts;
    }

    /** Rows that allowed nodes do not see in full, and for which no tap is possible or none is left. */
    private static List<TapRow> beyondReach(List<TapRow> rows, TapConstraints rules, OptionalInt nodes) {
        List<TapRow> beyond = new ArrayList<>();
        long left = nodes.isPresent() ? room(nodes.getAsInt(), rules) : Long.MAX_VALUE;
        List<TapRow> blind = rows.stream()
                .filter(row -> row.possible() < row.need())
                .sorted(Comparator.comparing((TapRow row) -> row.need() - row.possible()))
                .toList();
        for (TapRow row : blind) {
            int missing = Math.max(row.need() - row.possible(), row.wholePorts(rules));
            if (row.tappable() && missing <= left) {
                left -= missing;
            } else {
                beyond.add(row);
            }
        }
        return beyond;
    }

    private static long room(long nodes, TapConstraints rules) {
        return nodes == 0 ? 0 : nodes * (rules.nicsPerNode() / TapProblem.PORT_NICS) + rules.sparePorts();
    }

    private static TapProblem problem(List<TapRow> rows, List<String> names, TapConstraints rules) {
        Map<String, Integer> ids = new HashMap<>();
        names.forEach(name -> ids.put(name, ids.size()));
        CoverProblemBuilder builder = CoverProblem.builder(names.size());
        names.forEach(name -> builder.cost(ids.get(name), rules.cost().applyAsLong(name)));
        BitSet untappable = new BitSet();
        int[] whole = new int[rows.size()];
        for (TapRow row : rows) {
            untappable.set(builder.rows(), !row.tappable());
            whole[builder.rows()] = row.wholePorts(rules);
            builder.row(
                    row.need(),
                    row.slots().stream()
                            .filter(slot -> !slot.hosts().isEmpty())
                            .map(slot ->
                                    slot.hosts().stream().mapToInt(ids::get).toArray())
                            .toArray(int[][]::new));
        }
        return new TapProblem(builder.build(), rules.nicsPerNode(), whole, untappable, rules.sparePorts());
    }
}
