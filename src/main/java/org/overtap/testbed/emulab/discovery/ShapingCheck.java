package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.List;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaping;

/** Points out segments that should be shaped, by the values that the boss tells, but that nobody was found to shape. */
final class ShapingCheck {
    /** One-way delays below this many ms are not emulated. */
    private static final double LEAST_DELAY_MS = 2;

    private final ExperimentSnapshot snapshot;
    private final ShaperRows rows;

    ShapingCheck(ExperimentSnapshot snapshot, ShaperRows rows) {
        this.snapshot = snapshot;
        this.rows = rows;
    }

    List<DiscoveryNote> findings(List<Segment> segments) {
        List<DiscoveryNote> found = new ArrayList<>();
        for (Segment segment : segments) {
            // Bridged segments are none of the boss's: their bridges shape.
            boolean asked = snapshot.lans().getOrDefault(segment.name(), List.of()).stream()
                    .anyMatch(ShapingCheck::shaped);
            boolean done = !rows.shapers(segment.name()).isEmpty()
                    || segment.members().stream().anyMatch(Member::endShaped);
            if (asked && !done) {
                found.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        segment.name(),
                        "asks for delay or loss, but no shaper was found that makes them"));
            }
        }
        return found;
    }

    /** Links carry the delay in halves, so one member's sum is the link's one-way delay. */
    private static boolean shaped(LanMember member) {
        return member.out().delayMs() + member.in().delayMs() >= LEAST_DELAY_MS
                || lossy(member.out())
                || lossy(member.in());
    }

    private static boolean lossy(Shaping shape) {
        return shape.loss() > 0;
    }
}
