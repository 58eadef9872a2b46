package org.overtap.testbed.hosts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.hosts.inventory.HostEntry;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.testbed.hosts.inventory.Inventory;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Makes the topology from what hosts told of themselves and of their neighbours. */
final class HostsTopology {
    private final String experiment;
    private final Inventory inventory;
    private final Map<String, HostFacts> facts;
    private final List<DiscoveryNote> findings = new ArrayList<>();

    /** Facts are by node, one for each host of the inventory. */
    HostsTopology(String experiment, Inventory inventory, Map<String, HostFacts> facts) {
        this.experiment = experiment;
        this.inventory = inventory;
        this.facts = facts;
    }

    /**
     * The topology.
     *
     * @throws TestbedException if two entries are one host, two hosts have one address, or no segment is found
     * @throws org.overtap.topology.TopologyException if the list says something that the hosts do not bear out
     */
    Topology read(Neighbours neighbours) throws TestbedException {
        inventory
                .notes()
                .forEach(note -> findings.add(new DiscoveryNote(DiscoveryNote.Kind.WARNING, inventory.source(), note)));
        requireDistinct();
        Map<String, ControlInterface> controls = controls();
        List<HostPort> ports = new ArrayList<>();
        for (HostEntry host : inventory.hosts()) {
            HostPorts chosen = HostPorts.of(host, facts.get(host.name()), controls.get(host.name()));
            ports.addAll(chosen.ports());
            findings.addAll(chosen.findings());
        }
        SegmentInference.Inferred inferred = SegmentInference.of(ports, neighbours);
        findings.addAll(inferred.findings());
        SegmentNaming naming = new SegmentNaming(inventory, facts, controls, findings);
        Map<Segment, List<HostPort>> segments = naming.segments(inferred.domains());
        if (segments.isEmpty()) {
            throw new TestbedException(noSegments(ports));
        }
        tellSharedDisks();
        return new Topology(experiment, nodes(segments, controls), List.copyOf(segments.keySet()), findings);
    }

    private void requireDistinct() throws TestbedException {
        Map<String, HostEntry> known = new HashMap<>();
        for (HostEntry host : inventory.hosts()) {
            Optional<String> identity = facts.get(host.name()).identity();
            HostEntry before = identity.map(i -> known.putIfAbsent(i, host)).orElse(null);
            if (before != null) {
                throw new TestbedException(before.name() + " (" + before.access() + ") and " + host.name() + " ("
                        + host.access() + ") are one and the same host: take one out of the list");
            }
        }
    }

    private Map<String, ControlInterface> controls() throws TestbedException {
        Map<String, ControlInterface> controls = new LinkedHashMap<>();
        Map<IpAddress, String> owners = new HashMap<>();
        for (HostEntry host : inventory.hosts()) {
            ControlInterface control = ControlInterface.of(host, facts.get(host.name()));
            controls.put(host.name(), control);
            String before = owners.putIfAbsent(control.address(), host.name());
            if (before != null) {
                throw new TestbedException(before + " and " + host.name() + " would both send records from "
                        + control.address() + ", and nobody could tell whose they are: name other addresses with"
                        + " 'control:'");
            }
        }
        return controls;
    }

    private String noSegments(List<HostPort> ports) {
        String looked = ports.isEmpty()
                ? "no host has an interface with an address besides the one by which it is entered, which is never"
                        + " monitored ('control:' names another)"
                : "of the interfaces "
                        + String.join(
                                ", ",
                                ports.stream().limit(20).map(HostPort::toString).toList())
                        + " no two reach each other in a common subnet";
        return "nothing to monitor among the hosts of " + inventory.source() + ": " + looked;
    }

    private void tellSharedDisks() {
        Map<String, List<String>> byDisk = new TreeMap<>();
        inventory.hosts().forEach(host -> facts.get(host.name())
                .diskIdentity()
                .ifPresent(disk ->
                        byDisk.computeIfAbsent(disk, d -> new ArrayList<>()).add(host.name())));
        byDisk.values().stream()
                .filter(nodes -> nodes.size() > 1)
                .forEach(nodes -> findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.INFERRED,
                        String.join(", ", nodes),
                        "share one disk: each has folders of its own on it")));
    }

    private List<Node> nodes(Map<Segment, List<HostPort>> segments, Map<String, ControlInterface> controls) {
        Map<String, Map<String, Interface>> used = new HashMap<>();
        segments.values()
                .forEach(ports -> ports.forEach(port -> used.computeIfAbsent(port.node(), n -> new LinkedHashMap<>())
                        .put(port.local().name(), port.toInterface())));
        List<Node> nodes = new ArrayList<>();
        for (HostEntry host : inventory.hosts()) {
            HostFacts told = facts.get(host.name());
            Machine machine = new Machine(
                    host.access().toString(),
                    "",
                    told.os(),
                    Optional.of(controls.get(host.name()).address().toString()),
                    Optional.empty());
            Map<String, Interface> own = used.getOrDefault(host.name(), Map.of());
            // In the host's own order, whichever segments they are on.
            List<Interface> interfaces = told.interfaces().stream()
                    .map(local -> own.get(local.name()))
                    .filter(Objects::nonNull)
                    .toList();
            Optional<Boolean> ends = host.router() ? Optional.of(false) : Optional.empty();
            nodes.add(new Node(
                    host.name(),
                    Role.HOST,
                    Optional.of(machine),
                    interfaces,
                    Optional.empty(),
                    Optional.empty(),
                    ends));
        }
        return nodes;
    }
}
