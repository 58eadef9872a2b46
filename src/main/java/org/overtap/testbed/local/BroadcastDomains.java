package org.overtap.testbed.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which interfaces share a broadcast domain: the two ends of a veth pair, and the ports of a bridge. Pure. */
final class BroadcastDomains {
    private final MachineFacts facts;
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Bridge> bridges = new LinkedHashMap<>();
    private final Set<String> inner = new LinkedHashSet<>();
    private final List<WiredPort> open = new ArrayList<>();

    private BroadcastDomains(MachineFacts facts) {
        this.facts = facts;
    }

    /**
     * A bridge.
     *
     * @param namespace the inode of the namespace that it is in
     * @param name its name, with its VLAN where it has several
     * @param port its own interface, by which a listener there sees every frame; absent with Open vSwitch
     */
    record Bridge(String namespace, String name, Optional<WiredPort> port) {}

    /**
     * A broadcast domain.
     *
     * @param ports what is on it and is no port of a bridge
     * @param bridges what forwards in it
     */
    record Domain(List<WiredPort> ports, List<Bridge> bridges) {}

    /**
     * What was found.
     *
     * @param domains all of them, even those of one interface
     * @param open veth ends whose other end is in a namespace that is not known
     */
    record Found(List<Domain> domains, List<WiredPort> open) {}

    static Found of(MachineFacts facts) {
        return new BroadcastDomains(facts).found();
    }

    private Found found() {
        List<WiredPort> all = facts.namespaces().values().stream()
                .sorted((one, other) -> one.handle().compareTo(other.handle()))
                .flatMap(namespace -> namespace.ports().stream())
                .toList();
        all.forEach(this::wire);
        facts.switched().forEach(this::plug);
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
        return new Found(domains, open);
    }

    private void wire(WiredPort port) {
        NamespaceFacts namespace = facts.namespaces().get(port.namespace());
        if (port.local().kind().equals("bridge")) {
            String key = port.namespace() + "#" + port.name();
            bridges.put(key, new Bridge(port.namespace(), port.name(), Optional.of(port)));
            join(port.key(), key);
        }
        if (port.local().kind().equals("veth") && port.link() > 0) {
            Optional<WiredPort> peer = peer(namespace, port);
            peer.ifPresent(other -> join(port.key(), other.key()));
            if (peer.isEmpty()) {
                open.add(port);
            }
        }
        port.local()
                .master()
                .flatMap(namespace::port)
                .filter(master -> master.local().kind().equals("bridge"))
                .ifPresent(master -> {
                    inner.add(port.key());
                    join(port.key(), master.key());
                });
    }

    private Optional<WiredPort> peer(NamespaceFacts namespace, WiredPort port) {
        String there = port.linkNamespace().isPresent()
                ? namespace.known().get(port.linkNamespace().getAsInt())
                : namespace.inode();
        return Optional.ofNullable(there)
                .map(facts.namespaces()::get)
                .flatMap(other -> other.port(port.link()))
                .filter(other -> other.link() == port.index());
    }

    private void plug(MachineFacts.SwitchedPort row) {
        NamespaceFacts own = facts.namespaces().get(facts.own());
        Optional<WiredPort> port = own == null ? Optional.empty() : own.port(row.name());
        port.ifPresent(it -> {
            String name = row.tag().equals("[]") ? row.bridge() : row.bridge() + "-" + row.tag();
            String key = facts.own() + "#" + name;
            bridges.putIfAbsent(key, new Bridge(facts.own(), name, Optional.empty()));
            inner.add(it.key());
            join(it.key(), key);
        });
    }

    private void join(String one, String other) {
        parents.put(root(one), root(other));
    }

    private String root(String key) {
        String at = key;
        while (!parents.getOrDefault(at, at).equals(at)) {
            at = parents.get(at);
        }
        return at;
    }
}
