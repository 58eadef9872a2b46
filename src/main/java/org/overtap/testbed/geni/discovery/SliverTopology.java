package org.overtap.testbed.geni.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.testbed.geni.rspec.SliverEnd;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.testbed.geni.rspec.SliverKind;
import org.overtap.testbed.geni.rspec.SliverLogin;
import org.overtap.testbed.geni.rspec.SliverNode;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Makes the topology of an experiment. */
public final class SliverTopology {
    private final String name;
    private final SliverExperiment experiment;
    private final SliverReading reading;
    private final ProfileAdditions additions;
    private final SliverInterfaces interfaces;
    private final List<DiscoveryNote> findings = new ArrayList<>();

    private SliverTopology(
            String name,
            SliverExperiment experiment,
            ProfileAdditions additions,
            SliverReading reading,
            boolean allowPartial) {
        this.additions = additions;
        this.name = name;
        this.experiment = experiment;
        this.reading = reading;
        this.interfaces = new SliverInterfaces(reading.facts(), allowPartial, findings);
        findings.addAll(experiment.findings());
    }

    /**
     * The topology.
     *
     * @param name what the experiment is called
     * @param additions what overtap had the testbed add
     * @param allowPartial whether an interface that its node does not have is a finding instead of an error
     * @throws TestbedException if manifest and nodes contradict each other, or there is nothing to monitor
     */
    public static Topology of(
            String name,
            SliverExperiment experiment,
            ProfileAdditions additions,
            SliverReading reading,
            boolean allowPartial)
            throws TestbedException {
        return new SliverTopology(name, experiment, additions, reading, allowPartial).build();
    }

    private Topology build() throws TestbedException {
        tellSilent();
        for (SliverNode node : experiment.nodes().values()) {
            interfaces.resolve(node);
        }
        List<SliverGroups.Group> groups = SliverGroups.of(withoutStorage(), additions);
        Set<SliverNode> onSegments = new LinkedHashSet<>();
        List<Segment> segments = new ArrayList<>();
        for (SliverGroups.Group group : groups) {
            if (worthwhile(group)) {
                segments.add(new SliverSegment(group, interfaces, additions, findings).build());
                group.ends().forEach(end -> onSegments.add(end.node()));
                onSegments.addAll(group.bridges());
                tellTraces(group);
            }
        }
        if (segments.isEmpty()) {
            throw new TestbedException("nothing to monitor in " + name + ": no link of the manifest has two ends of"
                    + " which one can be entered");
        }
        tellSharedMachines();
        return new Topology(name, nodes(onSegments, segments), segments, findings);
    }

    private void tellSilent() {
        int asked = reading.facts().size() + reading.silent().size();
        if (asked > 0 && reading.facts().isEmpty()) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.WARNING,
                    name,
                    "is planned from its manifest alone, for none of its " + asked + " nodes was read: interfaces are"
                            + " called as the manifest calls them, and speeds, routes and shaping of the nodes' own are"
                            + " unknown; nothing can be deployed like that ("
                            + reading.reasons().get(0) + ")"));
            return;
        }
        reading.silent()
                .forEach((node, reason) -> findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        node,
                        "did not tell its interfaces, so they are called as the manifest calls them, and nothing can"
                                + " be started there: " + reason)));
    }

    /** What goes to storage is not the experiment's traffic, and the storage cannot be entered. */
    private Map<String, SliverExperiment.Ends> withoutStorage() {
        Map<String, SliverExperiment.Ends> links = new LinkedHashMap<>();
        experiment.links().forEach((link, told) -> {
            List<SliverEnd> ends = told.ends().stream()
                    .filter(end -> end.node().kind() != SliverKind.BLOCK_STORE)
                    .toList();
            if (ends.size() < told.ends().size()) {
                hidden(link, "leads to a block store, which is no probe host: left out");
            }
            links.put(link, new SliverExperiment.Ends(told.link(), ends));
        });
        return links;
    }

    private boolean worthwhile(SliverGroups.Group group) {
        List<SliverEnd> ends = group.ends();
        boolean watchable = ends.stream().anyMatch(end -> end.node().kind() == SliverKind.HOST)
                || group.bridges().stream().anyMatch(SliverNode::enterable);
        if (ends.size() >= 2 && watchable) {
            return true;
        }
        if (ends.size() >= 2) {
            hidden(group.name(), "joins nothing that can be entered: left out");
        } else if (group.parts().stream().noneMatch(this::leadsToStorage)) {
            hidden(
                    group.name(),
                    "has " + (ends.isEmpty() ? "no end" : "one end alone (" + ends.get(0) + ")")
                            + (group.joined().isEmpty() ? "" : " beside what joins it")
                            + ", so nothing passes it: left out");
        }
        return false;
    }

    /** Of such a link it is said already why it is left out. */
    private boolean leadsToStorage(SliverExperiment.Ends part) {
        return experiment.links().get(part.link().name()).ends().size()
                > part.ends().size();
    }

    private void hidden(String subject, String text) {
        findings.add(new DiscoveryNote(DiscoveryNote.Kind.HIDDEN, subject, text));
    }

    private void tellTraces(SliverGroups.Group group) {
        for (SliverExperiment.Ends part : group.parts()) {
            String link = part.link().name();
            boolean files = reading.facts().entrySet().stream()
                    .anyMatch(told -> told.getValue().traces(told.getKey(), link));
            if (files || part.link().traced().isPresent()) {
                String how = part.link()
                        .traced()
                        .filter(t -> !t.isEmpty())
                        .map(t -> " (" + t + ")")
                        .orElse("");
                findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.INFERRED,
                        group.name(),
                        "is traced by the testbed already" + how + ", into /local/logs/trace_NODE-" + link
                                + ".* on its nodes"));
            }
        }
    }

    private void tellSharedMachines() {
        Map<String, List<String>> byHost = new TreeMap<>();
        experiment.nodes().values().stream().filter(SliverNode::enterable).forEach(node -> byHost.computeIfAbsent(
                        node.logins().get(0).host(), host -> new ArrayList<>())
                .add(node.name()));
        byHost.values().stream()
                .filter(nodes -> nodes.size() > 1)
                .forEach(nodes -> findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.INFERRED,
                        String.join(", ", nodes),
                        "are virtual machines on one physical machine: what one costs, the others pay too")));
    }

    private List<Node> nodes(Set<SliverNode> onSegments, List<Segment> segments) {
        Map<String, Set<String>> used = new TreeMap<>();
        for (Segment segment : segments) {
            segment.members().forEach(m -> used.computeIfAbsent(m.node(), n -> new LinkedHashSet<>())
                    .add(m.iface()));
            segment.shapers().forEach(s -> used.computeIfAbsent(s.node(), n -> new LinkedHashSet<>())
                    .addAll(List.of(s.near(), s.far())));
        }
        Map<String, Long> machines = experiment.nodes().values().stream()
                .collect(Collectors.groupingBy(SliverNode::machine, Collectors.counting()));
        List<Node> nodes = new ArrayList<>();
        for (SliverNode node : experiment.nodes().values()) {
            Set<String> names = used.getOrDefault(node.name(), Set.of());
            if (node.enterable() || onSegments.contains(node) && !names.isEmpty()) {
                nodes.add(node(node, names, machines.get(node.machine()) > 1));
            } else {
                hidden(node.name(), "is " + what(node) + ", and no probe host: left out");
            }
        }
        return nodes;
    }

    private Role role(SliverNode node) {
        if (additions.taps(node.name())) {
            return Role.TAP;
        }
        if (additions.collectors().contains(node.name())) {
            return Role.COLLECTOR;
        }
        return node.kind() == SliverKind.BRIDGE ? Role.BRIDGE : Role.HOST;
    }

    private static String what(SliverNode node) {
        return switch (node.kind()) {
            case SWITCH -> "a switch";
            case BLOCK_STORE -> "a block store";
            case BRIDGE -> "a bridge without a login";
            case HOST, DEVICE -> "a device without a login";
        };
    }

    private Node node(SliverNode node, Set<String> used, boolean shared) {
        List<Interface> ports = node.ports().stream()
                .map(port -> interfaces.at(new SliverEnd(node, port)))
                .filter(iface -> used.contains(iface.name()))
                .toList();
        if (!node.enterable()) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.HIDDEN,
                    node.name(),
                    "is " + what(node) + " at the end of "
                            + (ports.size() == 1 ? "a link" : ports.size() + " links")
                            + ": it cannot be entered, so each is watched at its other end"));
            return new Node(node.name(), Role.SWITCH, Optional.empty(), ports);
        }
        Optional<SliverFacts> facts = Optional.ofNullable(reading.facts().get(node.name()));
        Optional<String> control = facts.flatMap(SliverFacts::control)
                .or(node::address)
                .map(IpAddress::toString)
                .or(() -> node.logins().stream().map(SliverLogin::host).findFirst());
        Machine machine = new Machine(
                shared ? node.machine() + " (" + node.name() + ")" : node.machine(),
                node.hardware(),
                facts.map(SliverFacts::system).filter(told -> !told.isEmpty()).orElse(node.image()),
                control,
                Optional.empty());
        return new Node(node.name(), role(node), Optional.of(machine), ports);
    }
}
