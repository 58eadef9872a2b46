package org.overtap.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;
import org.overtap.topology.VantagePoint;

/**
 * One point at which records were taken, found by what the records themselves tell: the exporter's address and the
 * source id.
 *
 * @param address the address that its records come from
 * @param sourceId the number that they carry: the source id of NetFlow v9, the engine of v5
 * @param node the node that it runs on
 * @param iface the interface there that it listens on
 * @param segment the segment of that; absent where the topology does not tell
 * @param side where along the way its packets are met, likewise
 * @param instrument which probe it is
 * @param format in which wire format it exports; absent where its description is not known
 * @param collector the node that stores its records, itself perhaps; absent with a point that the plan no longer has
 * @param folder where its records are, relative to this document; absent where nothing of it was brought
 * @param standing whether it still runs, or was stopped because the plan was changed
 * @param counted what it told of itself last; absent where it tells nothing, or not all of it
 * @param wire what must be known to read its records, where that is more than the format
 */
public record ExporterEntry(
        String address,
        int sourceId,
        String node,
        @JsonProperty("interface") String iface,
        Optional<String> segment,
        Optional<SidesSeen> side,
        String instrument,
        Optional<String> format,
        Optional<String> collector,
        Optional<String> folder,
        boolean standing,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Counted> counted,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OverlayPlan.Wire> wire) {
    public ExporterEntry {
        if (address == null || node == null || iface == null || instrument == null) {
            throw new TopologyException("an exporter needs an address, a node, an interface and an instrument");
        }
        counted = counted == null ? Optional.empty() : counted;
        wire = wire == null ? Optional.empty() : wire;
    }

    /**
     * What a probe told that it counted since it was started; what it does not tell is absent.
     *
     * @param received packets that reached its capture
     * @param dropped packets that were lost before it counted them
     * @param exported records that it sent
     * @param lost records of it that did not reach its collector, as their sequence numbers tell: those between the first
     *     and the last that did
     * @param at when it was asked
     */
    public record Counted(
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong received,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong dropped,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong exported,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong lost,
            Instant at) {
        public Counted {
            lost = lost == null ? OptionalLong.empty() : lost;
            received = received == null ? OptionalLong.empty() : received;
            dropped = dropped == null ? OptionalLong.empty() : dropped;
            exported = exported == null ? OptionalLong.empty() : exported;
        }
    }

    /** What is known of a point besides its place; each as it is above. */
    public record Told(
            String address,
            int sourceId,
            String instrument,
            Optional<String> format,
            Optional<String> collector,
            Optional<String> folder,
            boolean standing) {}

    /** The point at that interface of a node, of which the topology tells the rest. */
    public static ExporterEntry at(Topology topology, String node, String iface, Told told) {
        Optional<VantagePoint> vantage = topology.segments().stream()
                .flatMap(segment -> VantagePoint.of(segment).stream())
                .filter(v -> v.node().equals(node) && v.iface().equals(iface))
                .findFirst();
        return new ExporterEntry(
                told.address(),
                told.sourceId(),
                node,
                iface,
                vantage.map(VantagePoint::segment),
                vantage.flatMap(v -> topology.segment(v.segment()).map(segment -> SidesSeen.at(segment, v))),
                told.instrument(),
                told.format(),
                told.collector(),
                told.folder(),
                told.standing(),
                Optional.empty(),
                Optional.empty());
    }

    /** This one, which told that. */
    public ExporterEntry counting(Optional<Counted> told) {
        return with(told, wire);
    }

    /** This one, whose records are read so. */
    public ExporterEntry telling(Optional<OverlayPlan.Wire> so) {
        return with(counted, so);
    }

    private ExporterEntry with(Optional<Counted> its, Optional<OverlayPlan.Wire> so) {
        return new ExporterEntry(
                address,
                sourceId,
                node,
                iface,
                segment,
                side,
                instrument,
                format,
                collector,
                folder,
                standing,
                its,
                so);
    }
}
