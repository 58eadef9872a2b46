package org.overtap.overlay.taps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.overtap.placement.taps.TapPlacement;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;

/** Turns numbers of taps into places for them. */
final class TapLocator {
    private TapLocator() {}

    /** One tap for each row that the hosts leave to taps. */
    static List<TapSelection.Tap> of(
            TapCoverProblem cover, TapConstraints rules, TapPlacement placement, Set<String> hosts) {
        List<TapSelection.Tap> taps = new ArrayList<>();
        for (int row = 0; row < cover.rows().size(); row++) {
            int wanted = placement.taps()[row];
            if (wanted > 0) {
                TapRow segment = cover.rows().get(row);
                taps.add(segment.wholePorts(rules) > 0 ? whole(segment.segment()) : tap(segment, wanted, hosts));
            }
        }
        return taps;
    }

    /** Every member that has no shaper yet; on a link the first stands for both. */
    private static TapSelection.Tap whole(Segment segment) {
        List<Endpoint> ports = segment.members().stream()
                .map(Member::endpoint)
                .filter(member -> segment.shaperOf(member).isEmpty())
                .limit(segment instanceof Link ? 1 : Long.MAX_VALUE)
                .toList();
        return new TapSelection.Tap(segment.name(), ports);
    }

    private static TapSelection.Tap tap(TapRow row, int wanted, Set<String> hosts) {
        List<Endpoint> ports = row.slots().stream()
                .filter(slot -> slot.hosts().stream().noneMatch(hosts::contains))
                .sorted(cheapestFirst())
                .limit(wanted)
                .flatMap(slot -> slot.ports().stream())
                .sorted()
                .toList();
        return new TapSelection.Tap(row.segment().name(), ports);
    }

    /** Members with one port before those with several, those that nobody may probe before the others, then by name. */
    private static Comparator<TapRow.Slot> cheapestFirst() {
        return Comparator.<TapRow.Slot>comparingInt(slot -> slot.ports().size())
                .thenComparing(slot -> !slot.hosts().isEmpty())
                .thenComparing(slot -> slot.ports().get(0));
    }
}
