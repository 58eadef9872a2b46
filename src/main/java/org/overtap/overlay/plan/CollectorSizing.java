package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.WireFormat;

/**
 * How much is collected, and how many collectors that takes at least. The smaller of two limits binds: what a
 * collector's CPU takes in, and what its port on the control network carries in full datagrams.
 *
 * @param recordsPerSecond expected from all probes together
 * @param capacity records/s that one collector takes in
 * @param controlMbit speed of its port on the control network
 * @param controlRecordsPerSecond records/s that this carries
 * @param binding which limit is the smaller one
 * @param lowerBound fewer collectors cannot take it
 */
public record CollectorSizing(
        double recordsPerSecond,
        long capacity,
        double controlMbit,
        double controlRecordsPerSecond,
        Binding binding,
        int lowerBound) {

    /** The limit that binds. */
    public enum Binding {
        @JsonProperty("capacity")
        CAPACITY,
        @JsonProperty("control-network")
        CONTROL_NETWORK
    }

    /** For that many records/s, in datagrams of that kind. */
    public static CollectorSizing of(
            double recordsPerSecond, long capacity, double controlMbit, ExportPacket datagram) {
        double carried = datagram.recordsPerSecond(controlMbit);
        double limit = Math.min(capacity, carried);
        return new CollectorSizing(
                Math.round(recordsPerSecond * 10) / 10.0,
                capacity,
                controlMbit,
                Math.round(carried * 10) / 10.0,
                carried < capacity ? Binding.CONTROL_NETWORK : Binding.CAPACITY,
                atLeast(recordsPerSecond, limit));
    }

    public static CollectorSizing of(
            double recordsPerSecond, SizingOptions options, WireFormat wire, Instrument collector) {
        long usual = collector.capacity() > 0 ? collector.capacity() : SizingOptions.USUAL_CAPACITY;
        return of(recordsPerSecond, options.capacity().orElse(usual), options.controlMbit(), ExportPacket.of(wire));
    }

    /** Records/s that one collector can take. */
    @JsonIgnore
    public double limit() {
        return Math.min(capacity, controlRecordsPerSecond);
    }

    /** What is compared with it: a rounding error must not part what fits exactly. */
    public double ceiling() {
        return limit() * (1 + 1e-9);
    }

    /** Which option or descriptor raises the limit that binds. */
    @JsonIgnore
    public String remedy() {
        return "a longer --active-timeout, or "
                + (binding == Binding.CAPACITY
                        ? "a faster collector (--collector-capacity)"
                        : "a faster control network (--control-mbit)");
    }

    /** A rounding error must not add a collector. */
    private static int atLeast(double recordsPerSecond, double limit) {
        return (int) Math.ceil(recordsPerSecond / limit - 1e-9);
    }
}
