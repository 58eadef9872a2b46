package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.mapper.Blueprint.OnEnd;
import org.overtap.lab.mapper.MappedMachine.Kind;
import org.overtap.lab.mapper.MappedMachine.Port;

/** Turns a virtual network into machines, wires and shapers. */
public final class Mapper {
    private static final int FIRST_PIPE = 110;
    private static final int PIPE_STEP = 10;

    private final VirtualNetwork network;
    private final List<VirtualDelay> delays;
    private final List<EndDelay> endDelays;

    public Mapper(VirtualNetwork network) {
        this.network = network;
        ShapingRules rules = new ShapingRules(network);
        this.delays = rules.inline();
        this.endDelays = rules.onEndNodes();
    }

    /** Everyone who needs a machine: nodes in the script's order, then shapers by the first delay they carry. */
    public List<String> names() {
        return Stream.concat(
                        network.nodes().stream().map(VirtualNode::name),
                        shapers().stream().map(shaper -> shaper.get(0).name()))
                .toList();
    }

    /** Who is fixed to which machine of a pool, each machine once; what names no such machine is passed over. */
    public Map<String, NodeId> fixed(Collection<NodeId> pool) {
        Map<String, NodeId> fixed = new LinkedHashMap<>();
        for (VirtualNode node : network.nodes()) {
            pool.stream()
                    .filter(machine -> machine.toString().equals(node.fixed()) && !fixed.containsValue(machine))
                    .findFirst()
                    .ifPresent(machine -> fixed.put(node.name(), machine));
        }
        return fixed;
    }

    /** The virtual delays; each may need a shaper of its own at worst. */
    public int virtualDelays() {
        return delays.size();
    }

    /** What to build once everyone has a machine. */
    public Blueprint blueprint(Assignment assignment) {
        List<MappedMachine> machines = new ArrayList<>();
        network.nodes().forEach(node -> machines.add(nodeMachine(node, assignment.of(node.name()))));
        List<Inline> inline = new ArrayList<>(bridges());
        for (List<VirtualDelay> carried : shapers()) {
            String name = carried.get(0).name();
            machines.add(shaperMachine(carried, assignment.of(name)));
            inline.addAll(carriedBy(name, carried));
        }
        Wiring wiring = new Wiring(network, machines, inline);
        return new Blueprint(network, machines, wiring.wires(), wiring.lans(), inline, onEnds());
    }

    private List<List<VirtualDelay>> shapers() {
        List<List<VirtualDelay>> packed = new ArrayList<>();
        for (int i = 0; i < delays.size(); i += network.capacity()) {
            packed.add(delays.subList(i, Math.min(delays.size(), i + network.capacity())));
        }
        return packed;
    }

    private MappedMachine nodeMachine(VirtualNode node, NodeId id) {
        List<Port> ports = membersOf(node.name()).stream()
                .map(member -> portOf(member, id, !node.isBridge()))
                .toList();
        String type = node.type().equals("pc") || node.type().isEmpty() ? "pc3000" : node.type();
        String os = node.os().isEmpty() ? "DEBIAN12-64-STD" : node.os();
        return new MappedMachine(node.name(), id, node.isBridge() ? Kind.BRIDGE : Kind.NODE, type, os, ports);
    }

    private List<VirtualMember> membersOf(String node) {
        return network.lans().stream()
                .flatMap(lan -> lan.members().stream())
                .filter(member -> member.node().equals(node))
                .sorted((one, other) -> Integer.compare(one.port(), other.port()))
                .toList();
    }

    private static Port portOf(VirtualMember member, NodeId id, boolean addressed) {
        int number = member.port() + 1;
        return new Port(
                "eth" + number,
                id.mac(number),
                addressed ? member.ip() : "",
                addressed ? member.mask() : "",
                addressed ? member.aliases() : List.of(),
                member.lan(),
                speed(member));
    }

    private static long speed(VirtualMember member) {
        long kbps = Math.max(member.out().kbps(), member.in().kbps());
        return kbps == 0 || kbps > 100_000 ? 1000 : 100;
    }

    private static MappedMachine shaperMachine(List<VirtualDelay> carried, NodeId id) {
        List<Port> ports = new ArrayList<>();
        for (VirtualDelay delay : carried) {
            ports.add(shapingPort(delay.near(), id, ports.size() + 1));
            ports.add(shapingPort(delay.far(), id, ports.size() + 1));
        }
        return new MappedMachine(carried.get(0).name(), id, Kind.SHAPER, "pc3000", "DELAY-LINUX", ports);
    }

    private static Port shapingPort(VirtualMember member, NodeId id, int number) {
        return new Port("eth" + number, id.mac(number), "", "", List.of(), member.lan(), speed(member));
    }

    private static List<Inline> carriedBy(String machine, List<VirtualDelay> carried) {
        List<Inline> inline = new ArrayList<>();
        for (int i = 0; i < carried.size(); i++) {
            VirtualDelay delay = carried.get(i);
            inline.add(new Inline(
                    delay.lan(),
                    delay,
                    delay.near().node(),
                    delay.far().node(),
                    machine,
                    "eth" + (2 * i + 1),
                    "eth" + (2 * i + 2),
                    FIRST_PIPE + 2 * PIPE_STEP * i));
        }
        return inline;
    }

    private List<Inline> bridges() {
        return network.nodes().stream()
                .filter(VirtualNode::isBridge)
                .map(node -> bridge(node.name(), membersOf(node.name())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a bridge's port on one segment says of its outward direction holds from there to the other segment. */
    private static Optional<Inline> bridge(String name, List<VirtualMember> members) {
        if (members.size() < 2) {
            return Optional.empty();
        }
        VirtualMember a = members.get(0);
        VirtualMember b = members.get(1);
        VirtualDelay delay = new VirtualDelay(name, name, true, a, b, a.out(), b.out(), false);
        return Optional.of(new Inline(
                name, delay, a.lan(), b.lan(), name, "eth" + (a.port() + 1), "eth" + (b.port() + 1), FIRST_PIPE));
    }

    private List<OnEnd> onEnds() {
        Map<String, Integer> next = new HashMap<>();
        Function<EndDelay, OnEnd> numbered = delay -> {
            String node = delay.member().node();
            int index = next.merge(node, 1, Integer::sum) - 1;
            return new OnEnd(
                    delay,
                    node,
                    "eth" + (delay.member().port() + 1),
                    delay.in().map(in -> "ifb" + index),
                    FIRST_PIPE + 2 * PIPE_STEP * index);
        };
        return endDelays.stream().map(numbered).toList();
    }
}
