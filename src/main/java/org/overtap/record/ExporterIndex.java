package org.overtap.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.OverlayPlan;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Side;
import org.overtap.topology.Topology;
import org.overtap.topology.Vantage;

/** Which probe of a plan an exporter is, and so where its records were taken. */
public final class ExporterIndex {
    private final Topology topology;
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<Exporter, Vantage> vantages = new HashMap<>();
    private final Map<List<String>, Endpoint> members = new HashMap<>();

    public ExporterIndex(Topology topology, OverlayPlan plan) {
        this.topology = topology;
        for (Node node : topology.nodes()) {
            addresses.put(node.name(), node.control().orElse(""));
            node.control().ifPresent(address -> nodes.put(address, node.name()));
            node.controlAddresses().forEach(address -> nodes.put(address.toString(), node.name()));
        }
        for (OverlayPlan.Probe probe : plan.probes()) {
            probe.interfaces().forEach(watched -> index(probe.node(), watched));
        }
        topology.segments().forEach(this::indexMembers);
    }

    private void index(String node, OverlayPlan.Watched watched) {
        topology.segment(watched.segment()).stream()
                .flatMap(segment -> Vantage.of(segment).stream())
                .filter(v -> v.node().equals(node) && v.iface().equals(watched.name()))
                .findFirst()
                .ifPresent(vantage -> vantages.put(exporter(node, watched.engine()), vantage));
    }

    private void indexMembers(Segment segment) {
        for (Member member : segment.members()) {
            Interface port = topology.interfaceOf(member.endpoint());
            port.addresses()
                    .forEach(address ->
                            members.put(List.of(segment.name(), address.ip().toString()), member.endpoint()));
        }
    }

    /** The probe with that source id on that node, as its records name it. */
    public Exporter exporter(String node, int sourceId) {
        return Exporter.of(addresses.getOrDefault(node, ""), sourceId);
    }

    /**
     * The node whose probe it is; a node that has the address if the plan has no such probe, and the address itself if it
     * is none of the experiment's. Nodes that share an address are told apart by their source ids.
     */
    public String node(Exporter exporter) {
        Vantage vantage = vantages.get(exporter);
        return vantage != null ? vantage.node() : nodes.getOrDefault(exporter.address(), exporter.address());
    }

    /**
     * The record with its segment, if the plan has its exporter, and the side of the shaper if both its addresses are
     * members there; packets in transit between other networks name no members.
     */
    public FlowRecord locate(FlowRecord flow) {
        Optional<Vantage> vantage = Optional.ofNullable(vantages.get(flow.exporter()));
        return vantage.map(v -> flow.at(place(v, flow))).orElse(flow);
    }

    private Place place(Vantage vantage, FlowRecord flow) {
        Endpoint from = members.get(List.of(vantage.segment(), flow.key().from()));
        Endpoint to = members.get(List.of(vantage.segment(), flow.key().to()));
        Optional<Side> side = from == null || to == null
                ? Optional.empty()
                : topology.segment(vantage.segment()).map(segment -> vantage.side(segment, from, to));
        return new Place(Optional.of(vantage.segment()), flow.place().direction(), side);
    }
}
