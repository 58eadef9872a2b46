package org.overtap.testbed.geni.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.SliverEnd;
import org.overtap.testbed.geni.rspec.SliverNode;
import org.overtap.testbed.geni.rspec.SliverPort;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.listing.LocalInterface;

/**
 * What the operating systems call the manifest's interfaces. Where a node tells nothing, they are called as the manifest
 * calls them, which nothing can be started by.
 */
final class SliverInterfaces {
    /** Before a name that a node has for something else. */
    private static final String UNFOUND = "manifest-";

    private final Map<String, SliverFacts> facts;
    private final boolean allowPartial;
    private final List<DiscoveryNote> findings;
    private final Map<SliverEnd, Interface> found = new HashMap<>();
    private final Map<String, Set<String>> taken = new HashMap<>();

    /** Findings are added to the list. */
    SliverInterfaces(Map<String, SliverFacts> facts, boolean allowPartial, List<DiscoveryNote> findings) {
        this.facts = facts;
        this.allowPartial = allowPartial;
        this.findings = findings;
    }

    /**
     * Looks up every interface of a node.
     *
     * @throws TestbedException if the node has none such
     */
    void resolve(SliverNode node) throws TestbedException {
        for (SliverPort port : node.ports()) {
            found.put(new SliverEnd(node, port), named(node, port));
        }
    }

    /** What an interface is called, and what else is known of it. */
    Interface at(SliverEnd end) {
        return found.get(end);
    }

    /** Its own speed in Mbit/s; empty if unknown. */
    Optional<Long> speed(SliverEnd end) {
        return Optional.ofNullable(facts.get(end.node().name()))
                .map(its -> its.speeds().get(at(end).name()));
    }

    /** Whether the node itself shapes there. */
    boolean shapes(SliverEnd end) {
        return Optional.ofNullable(facts.get(end.node().name()))
                .map(its -> its.shaping().contains(at(end).name()))
                .orElse(false);
    }

    private Interface named(SliverNode node, SliverPort port) throws TestbedException {
        Optional<SliverFacts> its = Optional.ofNullable(facts.get(node.name()));
        Optional<LocalInterface> local = its.flatMap(told -> told.find(port));
        Set<String> names = taken.computeIfAbsent(node.name(), n -> new HashSet<>());
        if (local.isPresent() && !names.add(local.get().name())) {
            throw new TestbedException("node " + node.name() + ": two interfaces of the manifest are "
                    + local.get().name() + " on it, " + port.id() + " is one: fetch the manifest anew");
        }
        if (local.isPresent()) {
            List<InterfaceAddress> addresses = new ArrayList<>(port.addresses());
            local.get().addresses().stream()
                    .filter(own -> port.addresses().stream()
                            .noneMatch(told -> told.ip().equals(own.ip())))
                    .forEach(addresses::add);
            return new Interface(
                    local.get().name(),
                    local.get().mac(),
                    addresses,
                    local.get().linkLocal());
        }
        if (its.isPresent()) {
            unfound(node, port);
        }
        boolean misleading = its.map(told -> told.interfaces().stream()
                        .anyMatch(other -> other.name().equals(port.shortName())))
                .orElse(false);
        String name = misleading ? UNFOUND + port.shortName() : port.shortName();
        return new Interface(
                names.add(name) ? name : port.id().replace(':', '-'), port.mac(), port.addresses(), List.of());
    }

    private void unfound(SliverNode node, SliverPort port) throws TestbedException {
        String text = "has no interface with "
                + port.mac().map(mac -> "the MAC " + mac + " or ").orElse("")
                + (port.addresses().isEmpty()
                        ? "any address of "
                        : "the address " + port.addresses().get(0) + " of ")
                + port.id();
        if (!allowPartial) {
            throw new TestbedException("node " + node.name() + " " + text + ": it may be booting, or another machine is"
                    + " in its place: fetch the manifest anew; --allow-partial goes on without");
        }
        findings.add(
                new DiscoveryNote(DiscoveryNote.Kind.WARNING, node.name(), text + ": nothing can be started there"));
    }
}
