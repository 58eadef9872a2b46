package org.overtap.overlay;

import java.util.List;
import org.overtap.instrument.Instrument;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Expected export load. The paper (section 4) saw at most 500 simultaneous flows on a 100 Mb link; each of them is
 * exported once an active timeout.
 */
final class ExportLoads {
    private static final double FLOWS_PER_MBIT = 5.0;
    private static final double USUAL_MBIT = 100.0;
    /** Ethernet, IPv4 and UDP headers, and the v9 header with one flow set's. */
    private static final int DATAGRAM_OVERHEAD_BYTES = 14 + 20 + 8 + 20 + 4;

    private ExportLoads() {}

    static OverlayPlan.ExportLoad of(
            Topology topology, List<OverlayPlan.Probe> probes, Instrument probe, OverlayPlan.Timing timing) {
        double flows = probes.stream()
                .flatMap(p -> p.interfaces().stream())
                .mapToDouble(w ->
                        topology.segment(w.segment()).map(ExportLoads::flows).orElse(0.0))
                .sum();
        double records = Math.round(flows / timing.active() * 10) / 10.0;
        double bytes = probe.recordBytes() + (double) DATAGRAM_OVERHEAD_BYTES / probe.recordsPerDatagram();
        return new OverlayPlan.ExportLoad(records, Math.round(records * bytes * 8));
    }

    private static double flows(Segment segment) {
        double mbit = segment.members().stream()
                .map(Member::out)
                .mapToLong(shape -> shape.kbitPerSecond())
                .filter(kbit -> kbit > 0)
                .average()
                .orElse(USUAL_MBIT * 1000);
        return FLOWS_PER_MBIT * mbit / 1000;
    }
}
