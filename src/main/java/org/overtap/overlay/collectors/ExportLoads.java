package org.overtap.overlay.collectors;

import org.overtap.instrument.WireFormat;
import org.overtap.overlay.plan.ExportPacket;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;

/**
 * Expected export load. The paper (section 4) saw at most 500 simultaneous flows on a 100 Mb link; each of them is
 * exported once an active timeout.
 */
public final class ExportLoads {
    private static final double USUAL_KBIT = 100_000;
    private static final int ETHERNET_BYTES = 14;

    private ExportLoads() {}

    /** Records/s from a probe on that segment. */
    static double recordsPerSecond(Segment segment, PlanOptions options) {
        double kbit = segment.members().stream()
                .map(Member::out)
                .mapToLong(shape -> shape.kbitPerSecond())
                .filter(known -> known > 0)
                .average()
                .orElse(USUAL_KBIT);
        return usual(options) * kbit / USUAL_KBIT;
    }

    /** Records/s from a probe on a link of the usual speed. */
    public static double usual(PlanOptions options) {
        return (double) options.sizing().flows() / options.timing().active();
    }

    /** The load of that many records/s on the control network, in full datagrams. */
    public static OverlayPlan.ExportLoad of(double recordsPerSecond, WireFormat wire) {
        ExportPacket datagram = ExportPacket.of(wire);
        double records = Math.round(recordsPerSecond * 10) / 10.0;
        double bytes = (double) (datagram.packetBytes() + ETHERNET_BYTES) / datagram.records();
        return new OverlayPlan.ExportLoad(records, Math.round(records * bytes * 8));
    }
}
