package org.overtap.report.picture.scene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.lifecycle.view.DaemonHealth;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.query.NaturalOrder;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Brings topology, plan and measurement together; each may lack what another names. */
final class SceneBuilder {
    private final NetworkView view;
    private final Map<String, Node> known = new HashMap<>();
    private final Map<String, List<OverlayPlan.Probe>> probes = new HashMap<>();
    private final Map<String, OverlayPlan.Collector> collectors = new LinkedHashMap<>();
    private final Map<String, OverlayPlan.Owners> owners = new HashMap<>();
    private final Map<String, List<OverlayPlan.Uncovered>> unseen = new HashMap<>();
    /** By node, the segments that its interfaces are on, by the interfaces' names. */
    private final Map<String, Map<String, List<String>>> plugged = new HashMap<>();

    private final Map<String, Integer> numbers = new HashMap<>();

    private SceneBuilder(NetworkView view) {
        this.view = view;
    }

    static Scene of(NetworkView view) {
        return new SceneBuilder(view).scene();
    }

    private Scene scene() {
        view.topology().ifPresent(topology -> topology.nodes().forEach(n -> known.put(n.name(), n)));
        view.plan().ifPresent(this::read);
        List<Segment> drawn = view.topology().map(Topology::segments).orElse(List.of());
        drawn.forEach(this::plug);
        Set<String> names = new TreeSet<>(NaturalOrder::compare);
        names.addAll(known.keySet());
        names.addAll(probes.keySet());
        names.addAll(collectors.keySet());
        view.health().stream().map(DaemonHealth::node).forEach(names::add);
        names.forEach(name -> numbers.put(name, numbers.size()));
        SceneWires wires = new SceneWires(numbers, watched(), owners, unseen);
        Map<String, List<String>> strangers = strangers();
        drawn.forEach(segment -> wires.add(segment, strangers.getOrDefault(segment.name(), List.of())));
        segmentsBesides(drawn).forEach((name, on) -> wires.addUnknown(name, on));
        List<PictureNode> nodes = names.stream().map(this::node).toList();
        OverlayPlan.Coverage coverage =
                view.plan().map(OverlayPlan::coverage).orElse(new OverlayPlan.Coverage(0, 0, List.of()));
        return new Scene(
                nodes,
                wires.segments(),
                wires.bars(),
                wires.wires(),
                exports(),
                coverage.uncovered(),
                coverage.conversations() - coverage.observed(),
                Optional.empty());
    }

    private void read(OverlayPlan plan) {
        plan.probes().forEach(p -> probes.computeIfAbsent(p.node(), n -> new ArrayList<>(1))
                .add(p));
        plan.collectors().forEach(c -> collectors.put(c.node(), c));
        plan.segments().forEach(s -> owners.put(s.name(), s));
        plan.coverage().uncovered().forEach(u -> unseen.computeIfAbsent(u.segment(), s -> new ArrayList<>())
                .add(u));
    }

    private void plug(Segment segment) {
        segment.members().forEach(m -> plug(m.node(), m.iface(), segment));
        segment.shapers().forEach(s -> {
            plug(s.node(), s.near(), segment);
            plug(s.node(), s.far(), segment);
        });
        segment.carrier().ifPresent(c -> plug(c.node(), c.iface(), segment));
    }

    private void plug(String node, String iface, Segment segment) {
        plugged.computeIfAbsent(node, n -> new HashMap<>())
                .computeIfAbsent(iface, i -> new ArrayList<>(1))
                .add(segment.name());
    }

    private Set<SceneWires.Place> watched() {
        return probes.values().stream()
                .flatMap(Collection::stream)
                .flatMap(p -> p.interfaces().stream().map(i -> new SceneWires.Place(p.node(), i.name(), i.segment())))
                .collect(Collectors.toSet());
    }

    /** By segment, the nodes with a probe on it that are not in the topology: the plan adds them. */
    private Map<String, List<String>> strangers() {
        Map<String, List<String>> bySegment = new HashMap<>();
        probes.forEach((node, its) -> {
            if (!known.containsKey(node)) {
                its.stream()
                        .flatMap(p -> p.interfaces().stream())
                        .map(OverlayPlan.MonitoredInterface::segment)
                        .distinct()
                        .forEach(segment -> bySegment
                                .computeIfAbsent(segment, s -> new ArrayList<>(1))
                                .add(node));
            }
        });
        bySegment.values().forEach(nodes -> nodes.sort(null));
        return bySegment;
    }

    /** Segments that the topology does not have, with the nodes that are known to be on them. */
    private Map<String, Set<String>> segmentsBesides(List<Segment> drawn) {
        Map<String, Set<String>> besides = new TreeMap<>();
        owners.values().forEach(s -> besides.computeIfAbsent(s.name(), n -> new LinkedHashSet<>())
                .addAll(s.owners()));
        probes.forEach((node, its) -> its.forEach(
                p -> p.interfaces().forEach(i -> besides.computeIfAbsent(i.segment(), n -> new LinkedHashSet<>())
                        .add(node))));
        view.volume().ifPresent(volume -> volume.segments()
                .keySet()
                .forEach(name -> besides.computeIfAbsent(name, n -> new LinkedHashSet<>())));
        drawn.forEach(segment -> besides.remove(segment.name()));
        besides.values().forEach(nodes -> nodes.retainAll(numbers.keySet()));
        return besides;
    }

    private PictureNode node(String name) {
        Optional<Node> its = Optional.ofNullable(known.get(name));
        List<OverlayPlan.Probe> own = probes.getOrDefault(name, List.of());
        return new PictureNode(
                name,
                its.flatMap(Node::label),
                its.map(n -> NodeKind.of(n.role(), segmentsOf(name) > 1)).orElseGet(() -> kindOfStranger(name)),
                its.map(n -> ports(n)).orElse(List.of()),
                own,
                Optional.ofNullable(collectors.get(name)),
                Optional.empty());
    }

    private long segmentsOf(String node) {
        return plugged.getOrDefault(node, Map.of()).values().stream()
                .flatMap(List::stream)
                .distinct()
                .count();
    }

    /** Without a topology nobody knows more of a node than that it is there; with one, the plan adds it. */
    private NodeKind kindOfStranger(String name) {
        boolean adds = collectors.containsKey(name) && collectors.get(name).added();
        if (adds) {
            return NodeKind.COLLECTOR;
        }
        return view.topology().isPresent() && probes.containsKey(name) ? NodeKind.TAP : NodeKind.HOST;
    }

    private List<PictureNode.Port> ports(Node node) {
        Map<String, List<String>> on = plugged.getOrDefault(node.name(), Map.of());
        return node.interfaces().stream()
                .flatMap(port -> on.getOrDefault(port.name(), List.of()).stream()
                        .map(segment -> new PictureNode.Port(
                                port.name(),
                                segment,
                                port.addresses().stream().map(Object::toString).toList())))
                .toList();
    }

    private List<Scene.Export> exports() {
        return probes.values().stream()
                .flatMap(Collection::stream)
                .filter(p -> p.collector().filter(numbers::containsKey).isPresent())
                .map(p -> new Scene.Export(
                        numbers.get(p.node()), numbers.get(p.collector().orElseThrow())))
                .filter(e -> e.probe() != e.collector())
                .distinct()
                .sorted(Comparator.comparingInt(Scene.Export::probe).thenComparingInt(Scene.Export::collector))
                .toList();
    }
}
