package org.overtap.testbed.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.testbed.local.vswitch.VirtualSwitch;

/**
 * Which interfaces share a broadcast domain: the two ends of a veth pair, the ports of a bridge, interfaces on one other
 * (macvlan), and the two ends of a tunnel. What is tagged is a domain apart for each VLAN on the same way. Pure.
 */
final class BroadcastDomains {
    private static final String MACVLAN = "macvlan";

    private final MachineFacts facts;
    private final Set<Integer> vlans = new TreeSet<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Bridge> bridges = new LinkedHashMap<>();
    private final Set<String> inner = new LinkedHashSet<>();
    private final Set<String> followed = new LinkedHashSet<>();
    private final Map<String, End> tunnels = new LinkedHashMap<>();
    private final List<WiredPort> open = new ArrayList<>();

    private BroadcastDomains(MachineFacts facts) {
        this.facts = facts;
    }

    /**
     * A bridge, or one VLAN of it.
     *
     * @param namespace the inode of the namespace that it is in
     * @param device the bridge's name
     * @param vlan the VLAN; 0 for what has none
     * @param port its own interface, by which a listener there sees every frame; absent with Open vSwitch
     */
    record Bridge(String namespace, String device, int vlan, Optional<WiredPort> port) {
        String name() {
            return vlan == 0 ? device : device + "." + vlan;
        }

        /** Whether both are of one device. */
        boolean is(Bridge other) {
            return namespace.equals(other.namespace) && device.equals(other.device);
        }

        private String key() {
            return namespace + "#" + name();
        }
    }

    private record End(TunnelEnd end, NamespaceFacts at) {}

    /**
     * A broadcast domain.
     *
     * @param ports what is on it and is no port of a bridge
     * @param bridges what forwards in it
     */
    record Domain(List<WiredPort> ports, List<Bridge> bridges) {
        /** An interface of which others are copies: what these send each other never leaves the machine. */
        boolean shared() {
            return ports.stream()
                            .filter(port -> port.local().kind().equals(MACVLAN))
                            .count()
                    > 1;
        }
    }

    /**
     * What was found.
     *
     * @param domains all of them, even those of one interface
     * @param followed the keys of interfaces that are no veth ends, and whose wiring was understood
     * @param open veth ends whose other end is in a namespace that is not known
     */
    record Found(List<Domain> domains, Set<String> followed, List<WiredPort> open) {
        /** Whether somebody may send with a tag over that bridge. */
        boolean tagged(Bridge bridge) {
            return domains.stream()
                    .filter(domain -> !domain.ports().isEmpty())
                    .flatMap(domain -> domain.bridges().stream())
                    .anyMatch(other -> other.vlan() > 0 && other.is(bridge));
        }
    }

    static Found of(MachineFacts facts) {
        return new BroadcastDomains(facts).found();
    }

    private Found found() {
        List<WiredPort> all = facts.namespaces().values().stream()
                .sorted((one, other) -> one.handle().compareTo(other.handle()))
                .flatMap(namespace -> namespace.ports().stream())
                .toList();
        all.stream().map(WiredPort::vlan).filter(vlan -> vlan > 0).forEach(vlans::add);
        facts.switches().forEach(its -> vlans.addAll(its.vlans()));
        all.forEach(this::wire);
        facts.switches().forEach(its -> its.ports().forEach(port -> plug(its, port)));
        joinTunnels();
        Map<String, List<WiredPort>> ports = new LinkedHashMap<>();
        Map<String, List<Bridge>> there = new HashMap<>();
        for (WiredPort port : all) {
            List<WiredPort> its = ports.computeIfAbsent(root(port.key()), root -> new ArrayList<>());
            if (!inner.contains(port.key())) {
                its.add(port);
            }
        }
        bridges.forEach((key, bridge) ->
                there.computeIfAbsent(root(key), root -> new ArrayList<>()).add(bridge));
        List<Domain> domains = new ArrayList<>();
        ports.forEach((root, its) -> domains.add(new Domain(its, there.getOrDefault(root, List.of()))));
        return new Found(domains, followed, open);
    }

    private void wire(WiredPort port) {
        NamespaceFacts namespace = facts.namespaces().get(port.namespace());
        switch (port.local().kind()) {
            case "bridge" -> wireBridge(port);
            case "veth" -> wirePair(namespace, port);
            case "vlan" ->
                lower(namespace, port).ifPresent(below -> {
                    followed.add(port.key());
                    join(port.key(), tagged(below.key(), port.vlan()));
                });
            case MACVLAN ->
                lower(namespace, port).ifPresent(below -> {
                    followed.add(port.key());
                    joinAll(port.key(), below.key());
                });
            default ->
                port.tunnel().ifPresent(end -> {
                    followed.add(port.key());
                    tunnels.put(port.key(), new End(end, namespace));
                });
        }
        port.local()
                .master()
                .flatMap(namespace::port)
                .filter(master -> master.local().kind().equals("bridge"))
                .ifPresent(master -> {
                    inner.add(port.key());
                    joinAll(port.key(), master.key());
                });
    }

    private void wireBridge(WiredPort port) {
        Bridge bridge = new Bridge(port.namespace(), port.name(), 0, Optional.of(port));
        bridges.put(bridge.key(), bridge);
        join(port.key(), bridge.key());
    }

    private void wirePair(NamespaceFacts namespace, WiredPort port) {
        if (port.link() > 0) {
            Optional<WiredPort> peer = lower(namespace, port).filter(other -> other.link() == port.index());
            peer.ifPresent(other -> joinAll(port.key(), other.key()));
            if (peer.isEmpty()) {
                open.add(port);
            }
        }
    }

    /** The interface that it belongs to. */
    private Optional<WiredPort> lower(NamespaceFacts namespace, WiredPort port) {
        String there = port.linkNamespace().isPresent()
                ? namespace.known().get(port.linkNamespace().getAsInt())
                : namespace.inode();
        return Optional.ofNullable(there).map(facts.namespaces()::get).flatMap(other -> other.port(port.link()));
    }

    /** What comes untagged by a port is of the port's VLAN, what comes tagged of the tag's. */
    private void plug(VirtualSwitch its, VirtualSwitch.Port port) {
        Optional<WiredPort> device = device(port);
        device.ifPresent(found -> {
            inner.add(found.key());
            if (!found.namespace().equals(facts.switching())) {
                // An inner port that was put into a namespace is an end itself.
                inner.remove(found.key());
                followed.add(found.key());
            }
        });
        String key = device.map(WiredPort::key).orElse(facts.switching() + "!" + its.name() + "!" + port.name());
        join(key, plane(its, port.tag()));
        vlans.stream().filter(port::carries).forEach(vlan -> join(tagged(key, vlan), plane(its, vlan)));
        if (port.patch()) {
            String peer = port.options().getOrDefault("peer", "");
            facts.switches().stream()
                    .filter(other ->
                            other.ports().stream().anyMatch(far -> far.name().equals(peer)))
                    .findFirst()
                    .ifPresent(other -> joinAll(key, facts.switching() + "!" + other.name() + "!" + peer));
        }
        Optional.ofNullable(facts.namespaces().get(facts.switching()))
                .ifPresent(at ->
                        TunnelEnd.of(port.type(), port.options()).ifPresent(end -> tunnels.put(key, new End(end, at))));
    }

    /** Its interface: in the switch's namespace, or, if it is one that the switch made, in whichever it was put into. */
    private Optional<WiredPort> device(VirtualSwitch.Port port) {
        Optional<WiredPort> here =
                Optional.ofNullable(facts.namespaces().get(facts.switching())).flatMap(its -> its.port(port.name()));
        if (here.isPresent() || !port.type().equals("internal")) {
            return here;
        }
        List<WiredPort> elsewhere = facts.namespaces().values().stream()
                .flatMap(its -> its.port(port.name()).stream())
                .toList();
        return elsewhere.size() == 1 ? Optional.of(elsewhere.get(0)) : Optional.empty();
    }

    private String plane(VirtualSwitch its, int vlan) {
        Bridge bridge = new Bridge(facts.switching(), its.name(), vlan, Optional.empty());
        bridges.putIfAbsent(bridge.key(), bridge);
        return bridge.key();
    }

    private void joinTunnels() {
        List<Map.Entry<String, End>> all = List.copyOf(tunnels.entrySet());
        for (int i = 0; i < all.size(); i++) {
            End one = all.get(i).getValue();
            for (Map.Entry<String, End> other : all.subList(i + 1, all.size())) {
                if (one.end()
                        .meets(
                                one.at(),
                                other.getValue().end(),
                                other.getValue().at())) {
                    joinAll(all.get(i).getKey(), other.getKey());
                }
            }
        }
    }

    private static String tagged(String key, int vlan) {
        return key + "." + vlan;
    }

    /** What is untagged, and each VLAN. */
    private void joinAll(String one, String other) {
        join(one, other);
        vlans.forEach(vlan -> join(tagged(one, vlan), tagged(other, vlan)));
    }

    private void join(String one, String other) {
        String to = root(other);
        String from = root(one);
        if (!from.equals(to)) {
            parents.put(from, to);
        }
    }

    private String root(String key) {
        String at = key;
        while (!parents.getOrDefault(at, at).equals(at)) {
            at = parents.get(at);
        }
        return at;
    }
}
