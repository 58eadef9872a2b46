package org.overtap.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.ShapingSide;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;

/** Which probe of a plan an exporter is, and so where its records were taken. */
public final class ExporterIndex {
    private final Topology topology;
    private final Map<IpAddress, String> nodes = new HashMap<>();
    private final Map<Exporter, Probe> planned = new HashMap<>();
    private final Map<IpAddress, Probe> unnumbered = new HashMap<>();
    private final Map<Probe, VantagePoint> vantages = new HashMap<>();
    private final Map<Probe, Integer> layer2 = new HashMap<>();
    private final Map<Located, Endpoint> members = new HashMap<>();

    public ExporterIndex(Topology topology, OverlayPlan plan) {
        this.topology = topology;
        topology.nodes().forEach(node -> node.controlAddresses().forEach(address -> nodes.put(address, node.name())));
        topology.segments().forEach(this::indexMembers);
        for (OverlayPlan.Probe probe : plan.probes()) {
            probe.interfaces().forEach(watched -> index(probe, watched));
        }
    }

    /**
     * A probing process by the names of the plan.
     *
     * @param node the node that it runs on; the exporter's address if no node has that
     * @param sourceId the number that its records carry
     */
    public record Probe(String node, OptionalInt sourceId) {
        /** The process with that number on that node. */
        public static Probe of(String node, int sourceId) {
            return new Probe(node, OptionalInt.of(sourceId));
        }
    }

    private record Located(String segment, IpAddress address) {}

    private void indexMembers(Segment segment) {
        for (Member member : segment.members()) {
            topology.interfaceOf(member.endpoint())
                    .addresses()
                    .forEach(a -> members.put(new Located(segment.name(), a.ip()), member.endpoint()));
        }
    }

    private void index(OverlayPlan.Probe probe, OverlayPlan.MonitoredInterface watched) {
        String node = probe.node();
        Probe process = Probe.of(node, watched.sourceId());
        for (IpAddress address : addresses(node)) {
            planned.put(Exporter.of(address, watched.sourceId()), process);
            if (probe.wire().filter(OverlayPlan.Wire::unnumbered).isPresent()) {
                unnumbered.put(address, process);
            }
        }
        probe.wire().filter(wire -> wire.layer2() > 0).ifPresent(wire -> layer2.put(process, wire.layer2()));
        List<VantagePoint> points =
                topology.segment(watched.segment()).map(VantagePoint::of).orElse(List.of());
        points.stream()
                .filter(v -> v.node().equals(node) && v.iface().equals(watched.name()))
                .findFirst()
                .ifPresent(vantage -> vantages.put(Probe.of(node, watched.sourceId()), vantage));
    }

    private List<IpAddress> addresses(String node) {
        return topology.node(node).map(Node::controlAddresses).orElse(List.of());
    }

    /** As whom that process on that node exports, if an address of the node is known. */
    public Optional<Exporter> exporter(String node, int sourceId) {
        return addresses(node).stream().findFirst().map(address -> Exporter.of(address, sourceId));
    }

    /**
     * The process that exports so: the plan's, from any of its node's addresses on the control network, else one of a
     * node that has the address. Nodes that share an address are told apart by their source ids.
     */
    public Probe probe(Exporter exporter) {
        return planned(exporter).orElseGet(() -> unplanned(exporter));
    }

    /**
     * The plan's process that exports so; none if it has no such. Records of a process that cannot number them are known
     * by their address.
     */
    public Optional<Probe> planned(Exporter exporter) {
        return Optional.ofNullable(planned.get(exporter.inAnyFormat()))
                .or(() -> Optional.ofNullable(unnumbered.get(exporter.address())));
    }

    private Probe unplanned(Exporter exporter) {
        String node = nodes.getOrDefault(exporter.address(), exporter.address().toString());
        return new Probe(node, exporter.sourceId());
    }

    /**
     * The record with its segment, if the plan has its probe, and the side of the shaper if both its addresses are
     * members there: packets in transit between other networks name no members. Its bytes are those of IP.
     */
    public FlowRecord locate(FlowRecord flow) {
        Probe probe = probe(flow.exporter());
        FlowRecord counted = flow.withoutLayer2(layer2.getOrDefault(probe, 0));
        return Optional.ofNullable(vantages.get(probe))
                .map(vantage -> counted.at(place(vantage, flow)))
                .orElse(counted);
    }

    private Place place(VantagePoint vantage, FlowRecord flow) {
        Endpoint from = members.get(new Located(vantage.segment(), flow.key().from()));
        Endpoint to = members.get(new Located(vantage.segment(), flow.key().to()));
        Optional<ShapingSide> side = from == null || to == null
                ? Optional.empty()
                : topology.segment(vantage.segment()).map(segment -> vantage.side(segment, from, to));
        return new Place(Optional.of(vantage.segment()), flow.place().direction(), side);
    }
}
