package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** Joins what the boss tells with what the nodes tell. Pure: the same facts in any order give the same topology. */
public final class TopologyBuilder {
    private final ExperimentSnapshot snapshot;
    private final Map<String, NodeFacts> readings;
    private final List<DiscoveryNote> findings;
    private final ShaperRows rows;
    private final PortIndex ports;
    private final Map<String, Map<String, Interface>> interfaces = new TreeMap<>();

    /** Findings of the survey go before those made here. */
    public TopologyBuilder(ExperimentSnapshot snapshot, Map<String, NodeFacts> readings, List<DiscoveryNote> soFar)
            throws TestbedException {
        this.snapshot = snapshot;
        this.readings = readings;
        this.findings = new ArrayList<>(soFar);
        this.rows = new ShaperRows(snapshot, readings);
        this.ports = new PortIndex(snapshot, readings, findings);
    }

    public Topology assemble() throws TestbedException {
        try {
            List<Segment> segments = new ArrayList<>();
            for (BridgedGroups.Group group : BridgedGroups.of(snapshot)) {
                segment(group).ifPresent(segments::add);
            }
            readings.values().stream()
                    .filter(reading -> snapshot.bridges().contains(reading.node()))
                    .forEach(this::addBridgePorts);
            readings.values().stream().filter(this::isShaper).forEach(this::addShaperPorts);
            List<Node> nodes = snapshot.machines().values().stream()
                    .filter(this::used)
                    .map(this::node)
                    .toList();
            snapshot.unnamed()
                    .forEach(id ->
                            note(DiscoveryNote.Kind.HIDDEN, id, "belongs to the experiment under no name: left alone"));
            findings.addAll(new ShapingCheck(snapshot, rows).findings(segments));
            return new Topology(snapshot.experiment().toString(), nodes, segments, sorted());
        } catch (TopologyException e) {
            throw new TestbedException(
                    "what the boss and the shapers of " + snapshot.experiment() + " tell makes no sense: "
                            + e.getMessage(),
                    e);
        }
    }

    private Optional<Segment> segment(BridgedGroups.Group group) throws TestbedException {
        String name = group.name();
        Map<LanMember, Interface> ends = new LinkedHashMap<>();
        for (String part : group.parts()) {
            for (LanMember member : snapshot.lans().get(part)) {
                if (!snapshot.bridges().contains(member.node())) {
                    Interface iface = ports.of(member);
                    ends.put(member, iface);
                    interfaces
                            .computeIfAbsent(member.node(), node -> new TreeMap<>())
                            .put(iface.name(), iface);
                }
            }
        }
        if (ends.size() < 2) {
            note(DiscoveryNote.Kind.WARNING, name, "has one member only, so there is nothing to see: left out");
            return Optional.empty();
        }
        return Optional.of(
                group.bridges().isEmpty()
                        ? new SegmentBuilder(name, ends, rows, snapshot, findings).assemble()
                        : bridged(group, ends));
    }

    private Segment bridged(BridgedGroups.Group group, Map<LanMember, Interface> ends) throws TestbedException {
        Segment segment = new BridgedBuilder(group, snapshot, ends, readings).assemble();
        String bridges = String.join(", ", group.bridges());
        note(
                DiscoveryNote.Kind.INFERRED,
                group.name(),
                "is " + String.join(" and ", group.parts()) + ", which " + (group.added() ? "the tap " : "the bridge ")
                        + bridges + " joins: one segment");
        Set<String> used = segment.shapers().stream().map(Shaper::node).collect(Collectors.toSet());
        group.bridges().stream()
                .filter(bridge -> !used.contains(bridge))
                .forEach(bridge -> note(
                        DiscoveryNote.Kind.WARNING,
                        bridge,
                        "is a bridge on " + group.name() + " at which no single member's traffic passes, or that does"
                                + " not tell its ports: no probe is put there"));
        return segment;
    }

    private void addBridgePorts(NodeFacts bridge) {
        Map<String, Interface> own = interfaces.computeIfAbsent(bridge.node(), node -> new TreeMap<>());
        bridge.rows().forEach(row -> List.of(row.iface0(), row.iface1())
                .forEach(iface -> own.put(iface, new Interface(iface, bridge.mac(iface), List.of()))));
    }

    private void addShaperPorts(NodeFacts shaper) {
        TreeSet<String> links = new TreeSet<>();
        Map<String, Interface> own = interfaces.computeIfAbsent(shaper.node(), node -> new TreeMap<>());
        for (DelayRow row : shaper.rows()) {
            links.add(row.link());
            for (String iface : List.of(row.iface0(), row.iface1())) {
                own.put(iface, new Interface(iface, shaper.mac(iface), List.of()));
            }
        }
        note(
                DiscoveryNote.Kind.HIDDEN,
                shaper.node(),
                "the boss does not tell what it shapes, nor its ports: the node itself tells " + links.size()
                        + (links.size() == 1 ? " segment (" : " segments (") + String.join(", ", links) + ")");
        if (shaper.rows().size() > 1) {
            note(
                    DiscoveryNote.Kind.HIDDEN,
                    shaper.node(),
                    "carries " + shaper.rows().size() + " delays; the boss names only the first of them");
        }
    }

    private boolean isShaper(NodeFacts reading) {
        return snapshot.shaper(snapshot.machines().get(reading.node()));
    }

    private boolean used(MachineAllocation machine) {
        boolean left = machine.serviceHost() && !interfaces.containsKey(machine.name());
        if (left) {
            note(
                    DiscoveryNote.Kind.HIDDEN,
                    machine.name(),
                    "is a " + machine.role() + " of the testbed's own: left alone");
        }
        return !left;
    }

    private Node node(MachineAllocation machine) {
        return new Node(
                machine.name(),
                snapshot.role(machine),
                Optional.of(new Machine(
                        machine.id(),
                        machine.type(),
                        machine.os(),
                        snapshot.control(machine.id()),
                        machine.load(),
                        furtherControl(machine))),
                List.copyOf(interfaces.getOrDefault(machine.name(), Map.of()).values()));
    }

    /** What the node itself has on the control network besides the address that the boss tells. */
    private List<IpAddress> furtherControl(MachineAllocation machine) {
        Optional<IpAddress> told = snapshot.control(machine.id()).flatMap(IpAddress::parse);
        return Optional.ofNullable(readings.get(machine.name()))
                .flatMap(reading -> told.flatMap(reading::byAddress))
                .map(own -> own.addresses().stream()
                        .map(InterfaceAddress::ip)
                        .filter(ip -> !told.equals(Optional.of(ip)) && !ip.isLinkLocal())
                        .toList())
                .orElse(List.of());
    }

    private List<DiscoveryNote> sorted() {
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparing(DiscoveryNote::kind)
                        .thenComparing(DiscoveryNote::subject)
                        .thenComparing(DiscoveryNote::text))
                .toList();
    }

    private void note(DiscoveryNote.Kind kind, String subject, String text) {
        findings.add(new DiscoveryNote(kind, subject, text));
    }
}
