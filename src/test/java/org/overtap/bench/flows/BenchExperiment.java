package org.overtap.bench.flows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Lan;
import org.overtap.topology.Machine;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** An experiment of some switched LANs, with the overlay that overtap plans for it: each LAN's members but one probe. */
final class BenchExperiment {
    /** The folder of all flow files, and in it one for each exporter. */
    static final String FLOWS = "flows";

    private static final int LANS = 4;
    private static final int MEMBERS = 6;

    private final Topology topology;
    private final OverlayPlan plan;
    private final List<List<Probe>> lans = new ArrayList<>();

    /**
     * A node that probes.
     *
     * @param exporter as whom it exports
     * @param v4 its address on its LAN
     * @param v6 likewise
     * @param mac its MAC address there
     */
    record Probe(String node, Exporter exporter, IpAddress v4, IpAddress v6, String mac) {}

    BenchExperiment() {
        List<Node> nodes = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int lan = 1; lan <= LANS; lan++) {
            List<Member> members = new ArrayList<>();
            for (int member = 1; member <= MEMBERS; member++) {
                Node node = node(lan, member);
                nodes.add(node);
                members.add(Member.plain(node.name(), "eth1"));
            }
            segments.add(new Lan("lan" + lan, Medium.SWITCHED, members, List.of()));
        }
        topology = new Topology("bench/flows", nodes, segments, List.of());
        plan = Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
        Map<String, List<Probe>> byLan = new HashMap<>();
        for (OverlayPlan.Probe planned : plan.probes()) {
            OverlayPlan.MonitoredInterface watched = planned.interfaces().get(0);
            byLan.computeIfAbsent(watched.segment(), none -> new ArrayList<>()).add(probe(planned.node(), watched));
        }
        lans.addAll(byLan.values());
    }

    private static Node node(int lan, int member) {
        String name = "n" + lan + "-" + member;
        Machine machine = new Machine(
                "pc" + lan + member, "bench", "linux", Optional.of("127.1." + lan + "." + member), Optional.empty());
        Interface port = Interface.with(
                "eth1",
                Optional.of(String.format("02:00:00:00:%02x:%02x", lan, member)),
                "10.1." + lan + "." + member + "/24",
                "fd00:" + lan + "::" + member + "/64");
        return new Node(name, Role.HOST, Optional.of(machine), List.of(port));
    }

    private Probe probe(String name, OverlayPlan.MonitoredInterface watched) {
        Node node = topology.node(name).orElseThrow();
        Interface port = node.interfaces().get(0);
        return new Probe(
                name,
                Exporter.of(node.controlAddresses().get(0), watched.sourceId()),
                port.addresses().get(0).ip(),
                port.addresses().get(1).ip(),
                port.mac().orElseThrow());
    }

    /** The probing nodes of each LAN: what one of them sends another is seen by both. */
    List<List<Probe>> lans() {
        return lans;
    }

    /** The measurement whose flow files a collector stored in {@link #FLOWS}. */
    Measurement measurement() {
        List<ExporterEntry> exporters = new ArrayList<>();
        lans.stream().flatMap(List::stream).forEach(probe -> exporters.add(entry(probe)));
        String collector = plan.collectors().get(0).node();
        return new Measurement(
                        topology.experiment(),
                        "0123456789ab",
                        topology,
                        plan,
                        exporters,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .beside(List.of(new Measurement.FlowFolder(
                        collector, "nfcapd", FLOWS, "*/nfcapd.2*", "nfdump", OptionalInt.empty())));
    }

    private ExporterEntry entry(Probe probe) {
        return ExporterEntry.at(
                topology,
                probe.node(),
                "eth1",
                new ExporterEntry.Told(
                        probe.exporter().address().toString(),
                        probe.exporter().sourceId().getAsInt(),
                        "pmacctd",
                        Optional.of("v9"),
                        plan.collectors().stream().findFirst().map(OverlayPlan.Collector::node),
                        Optional.of(FLOWS + "/" + probe.node()),
                        true));
    }
}
