package org.overtap.testbed.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.overtap.testbed.local.vswitch.VirtualSwitch;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.SwitchLimits;

/** The bridges of a network that can show what they carry, as nodes. */
final class SwitchNodes {
    private static final String EXPORTER = "openvswitch-ipfix";
    private static final String MIRROR = "openvswitch-mirror";

    /** As many as a bridge of Open vSwitch can have (MAX_MIRRORS in ofproto-dpif.c), and exporters of a kind. */
    private static final int MIRRORS = 32;

    private static final int EXPORTERS = 1;

    /** Where what it sends to any address of its own loopback interface comes from. */
    private static final List<IpAddress> SENDS_FROM = List.of(IpAddress.of("127.0.0.1"));

    private final MachineFacts facts;
    private final Predicate<String> taken;
    private final Predicate<BroadcastDomains.Bridge> tagged;
    private final Consumer<DiscoveryNote> findings;
    private final Map<String, Seen> seen = new TreeMap<>();

    /**
     * @param taken whether a node that is no switch has that name
     * @param tagged whether somebody may send with a tag over that bridge, by whichever side's account
     * @param findings hears what a user would not expect
     */
    SwitchNodes(
            MachineFacts facts,
            Predicate<String> taken,
            Predicate<BroadcastDomains.Bridge> tagged,
            Consumer<DiscoveryNote> findings) {
        this.facts = facts;
        this.taken = taken;
        this.tagged = tagged;
        this.findings = findings;
    }

    private record Seen(BroadcastDomains.Bridge bridge, Optional<VirtualSwitch> virtual, List<Interface> interfaces) {}

    Collection<String> names() {
        return seen.keySet();
    }

    /** What shows all of a LAN: its one bridge, if that can. Of two, each shows what passes it only. */
    Optional<CarryingSwitch> carrier(String lan, List<BroadcastDomains.Bridge> bridges) {
        if (bridges.size() != 1) {
            return Optional.empty();
        }
        BroadcastDomains.Bridge bridge = bridges.get(0);
        if (!facts.namespaces().get(bridge.namespace()).hasLoopback()) {
            hidden(lan, bridge, "the loopback interface beside it is down");
            return Optional.empty();
        }
        return bridge.port().isPresent() ? linux(lan, bridge) : virtual(lan, bridge);
    }

    /** Who listens at a Linux bridge's own interface gets every frame that it forwards. */
    private Optional<CarryingSwitch> linux(String lan, BroadcastDomains.Bridge bridge) {
        if (!bridge.port().orElseThrow().local().up()) {
            hidden(lan, bridge, "its own interface is down");
            return Optional.empty();
        }
        return Optional.of(new CarryingSwitch(
                node(bridge, Optional.empty()), bridge.name(), List.of(CarryingSwitch.Means.MIRROR)));
    }

    private Optional<CarryingSwitch> virtual(String lan, BroadcastDomains.Bridge bridge) {
        VirtualSwitch its = facts.switches().stream()
                .filter(one -> one.name().equals(bridge.device()))
                .findFirst()
                .orElseThrow();
        if (its.ports().stream().anyMatch(VirtualSwitch.Port::tunnel)) {
            // Measured: its exporter stores nothing of what comes and goes by a tunnel.
            hidden(lan, bridge, "some of it passes a tunnel");
            return Optional.empty();
        }
        boolean untagged = its.vlans().isEmpty() && !tagged.test(bridge);
        List<CarryingSwitch.Means> means = new ArrayList<>();
        if (its.exporters().contains("ipfix")) {
            findings.accept(new DiscoveryNote(
                    DiscoveryNote.Kind.WARNING,
                    bridge.device(),
                    "exports IPFIX for somebody already, and can have one such exporter: that is left as it is"));
        } else if (untagged) {
            means.add(CarryingSwitch.Means.EXPORT);
        }
        // What has no tag cannot be told from the VLANs where there are some.
        if (its.mirrors() < MIRRORS && (bridge.vlan() > 0 || untagged)) {
            means.add(CarryingSwitch.Means.MIRROR);
        }
        if (means.isEmpty()) {
            hidden(
                    lan,
                    bridge,
                    its.mirrors() < MIRRORS
                            ? "VLANs pass it, too, and what has no tag cannot be told from them there"
                            : "it has no mirror left");
            return Optional.empty();
        }
        return Optional.of(new CarryingSwitch(
                node(bridge, Optional.of(its)), bridge.name(), means, Optional.of(EXPORTER), Optional.of(MIRROR)));
    }

    private void hidden(String lan, BroadcastDomains.Bridge bridge, String why) {
        findings.accept(new DiscoveryNote(
                DiscoveryNote.Kind.HIDDEN, lan, "bridge " + bridge.name() + " could show all of it, but " + why));
    }

    private String node(BroadcastDomains.Bridge bridge, Optional<VirtualSwitch> virtual) {
        String node = Stream.iterate(1, i -> i + 1)
                .map(i -> i == 1 ? bridge.device() : bridge.device() + "-" + i)
                .filter(name -> !taken.test(name)
                        && (!seen.containsKey(name) || seen.get(name).bridge().is(bridge)))
                .findFirst()
                .orElseThrow();
        seen.computeIfAbsent(node, name -> new Seen(bridge, virtual, new ArrayList<>()))
                .interfaces()
                .add(new Interface(bridge.name(), Optional.empty(), List.of()));
        return node;
    }

    /**
     * The nodes.
     *
     * @param addresses an address of each node's loopback interface, by name
     */
    List<Node> nodes(Map<String, String> addresses) {
        return seen.entrySet().stream()
                .map(one -> node(one.getKey(), one.getValue(), addresses.get(one.getKey())))
                .toList();
    }

    private Node node(String name, Seen its, String address) {
        Machine machine = Machine.isolated(
                facts.namespaces().get(its.bridge().namespace()).handle(),
                Optional.of(address),
                its.virtual().isPresent() ? SENDS_FROM : List.of());
        Optional<SwitchLimits> limits = its.virtual()
                .map(virtual -> new SwitchLimits(
                        OptionalInt.of(EXPORTERS), OptionalInt.of(Math.max(0, MIRRORS - virtual.mirrors()))));
        return new Node(
                name,
                Role.SWITCH,
                Optional.of(machine),
                its.interfaces(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limits);
    }
}
