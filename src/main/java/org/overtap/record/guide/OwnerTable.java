package org.overtap.record.guide;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.ObservationPoint;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.ExporterEntry;
import org.overtap.record.ExporterTable;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Which one probe counts what: the document {@code owners.json}.
 *
 * @param experiment the experiment's name
 * @param deployment the deployment's id
 * @param segments the owner of each conversation, where conversations are covered
 * @param flows the owner of flows from one host to another, where those are covered
 * @param recordsPerConversation how many probes see a conversation, on average over those that any sees
 * @param abridged whether what is listed for each conversation was left out, because there are too many
 */
public record OwnerTable(
        String experiment,
        String deployment,
        List<SegmentOwners> segments,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FlowOwner> flows,
        double recordsPerConversation,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean abridged) {
    public static final String SCHEMA = "overtap/owners/1";

    /** More conversations than that are not listed. */
    static final long MOST_CONVERSATIONS = 20_000;

    public OwnerTable {
        segments = List.copyOf(segments);
        flows = List.copyOf(flows);
    }

    /**
     * A probe by its place and by what its records tell.
     *
     * @param node the node
     * @param iface the interface there
     * @param exporter the address that its records come from; absent where that is not known
     * @param sourceId the number that they carry
     */
    public record Point(
            String node, @JsonProperty("interface") String iface, Optional<String> exporter, int sourceId) {}

    /**
     * One end of a conversation.
     *
     * @param node the node
     * @param iface its interface on the segment
     * @param addresses the addresses of that
     * @param mac its MAC address, where it is known: where others' traffic passes, that alone tells the two ends
     */
    public record End(
            String node,
            @JsonProperty("interface") String iface,
            List<String> addresses,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> mac) {
        static End of(Topology topology, Endpoint endpoint) {
            Interface port = topology.interfaceOf(endpoint);
            return new End(
                    endpoint.node(),
                    endpoint.iface(),
                    port.addresses().stream().map(a -> a.ip().toString()).toList(),
                    port.mac());
        }
    }

    /**
     * Who counts a conversation.
     *
     * @param a one end
     * @param b the other
     * @param owner the first of the segment's probes that sees it; absent if none does
     */
    public record Owned(End a, End b, Optional<Point> owner) {}

    /**
     * A segment's owners.
     *
     * @param name the segment's name
     * @param kind lan or link
     * @param order its probes: the first that sees a conversation owns it
     * @param conversations each with its owner
     */
    public record SegmentOwners(String name, String kind, List<Point> order, List<Owned> conversations) {
        public SegmentOwners {
            order = List.copyOf(order);
            conversations = List.copyOf(conversations);
        }
    }

    /** Who counts flows from one host to another. */
    public record FlowOwner(String from, String to, Point owner) {}

    /** The owners of a plan on its experiment. */
    public static OwnerTable of(Topology topology, OverlayPlan plan, ExporterTable exporters) {
        boolean listed = topology.conversationCount() <= MOST_CONVERSATIONS;
        List<SegmentOwners> segments = new ArrayList<>();
        long seen = 0;
        long seers = 0;
        for (Segment segment : topology.segments()) {
            List<ObservationPoint> order = ObservationPoint.on(topology, plan, segment);
            List<Owned> owned = new ArrayList<>();
            for (Conversation conversation : listed ? segment.conversations() : List.<Conversation>of()) {
                List<ObservationPoint> watching = order.stream()
                        .filter(point -> point.vantage().sees(segment, conversation))
                        .toList();
                seen += watching.isEmpty() ? 0 : 1;
                seers += watching.size();
                owned.add(new Owned(
                        End.of(topology, conversation.a()),
                        End.of(topology, conversation.b()),
                        watching.stream().findFirst().map(point -> point(point, exporters))));
            }
            segments.add(new SegmentOwners(
                    segment.name(),
                    segment.kind(),
                    order.stream().map(point -> point(point, exporters)).toList(),
                    owned));
        }
        return new OwnerTable(
                exporters.experiment(),
                exporters.deployment(),
                segments,
                flows(plan, exporters),
                seen == 0 ? 0 : Math.round(100.0 * seers / seen) / 100.0,
                !listed || plan.flows().map(FlowPlan::abridged).orElse(false));
    }

    private static Point point(ObservationPoint point, ExporterTable exporters) {
        String node = point.vantage().node();
        String iface = point.vantage().iface();
        return new Point(node, iface, exporters.of(node, iface).map(ExporterEntry::address), point.sourceId());
    }

    private static List<FlowOwner> flows(OverlayPlan plan, ExporterTable exporters) {
        Map<Endpoint, Point> points = new HashMap<>();
        plan.probes().forEach(probe -> probe.interfaces()
                .forEach(watched -> points.put(
                        new Endpoint(probe.node(), watched.name()),
                        new Point(
                                probe.node(),
                                watched.name(),
                                exporters.of(probe.node(), watched.name()).map(ExporterEntry::address),
                                watched.sourceId()))));
        List<FlowOwner> owners = new ArrayList<>();
        plan.flows().map(FlowPlan::owners).orElse(List.of()).forEach(flow -> {
            Point owner = points.get(new Endpoint(flow.owner(), flow.iface()));
            if (owner != null) {
                owners.add(new FlowOwner(flow.from(), flow.to(), owner));
            }
        });
        return owners;
    }
}
