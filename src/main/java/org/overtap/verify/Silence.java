package org.overtap.verify;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Topology;

/** Says why nothing can be said of a canary: what failed, or what did not arrive, and what was done about it. */
final class Silence {
    private final Topology topology;
    private final Canary canary;

    Silence(Topology topology, Canary canary) {
        this.topology = topology;
        this.canary = canary;
    }

    /** Of both ways. */
    String ofBoth() {
        return canary.failure()
                .orElseGet(() ->
                        Stream.of(forth(), back()).flatMap(Optional::stream).collect(Collectors.joining("; ")));
    }

    /** Of the way from the first end to the second. */
    String ofForth() {
        return canary.failure().or(this::forth).orElse("");
    }

    private record End(String node, Optional<String> iface, IpAddress address) {}

    private End a() {
        CanaryPair pair = canary.pair();
        return new End(pair.a(), pair.interfaceOfA(), pair.from());
    }

    private End b() {
        CanaryPair pair = canary.pair();
        return new End(pair.b(), pair.interfaceOfB(), pair.to());
    }

    private Optional<String> forth() {
        return way(a(), b(), canary.forth());
    }

    private Optional<String> back() {
        return way(b(), a(), canary.back());
    }

    private Optional<String> way(End from, End to, Passage way) {
        if (way.received() > 0) {
            return Optional.empty();
        }
        return Optional.of("none of " + way.sent() + " datagrams from " + from.node
                + from.iface.map(name -> ", bound to " + name + " there,").orElse("") + " came to " + to.address
                + " on "
                + to.node + to.iface.map(name -> " by " + name).orElse("")
                + (way.astray() > 0 ? ", " + way.astray() + " did by another interface" : "")
                + twin(to).map(other -> " (" + to.node + " has " + other + " in the same network, and may answer for "
                                + to.address + " there)")
                        .orElse(""));
    }

    /** Another interface of that node in the network of that address: the node may answer for it there too. */
    private Optional<String> twin(End end) {
        return end.iface.isEmpty()
                ? Optional.empty()
                : topology.node(end.node).stream()
                        .flatMap(node -> node.interfaces().stream())
                        .filter(other -> !other.name().equals(end.iface.get()))
                        .filter(other -> other.addresses().stream()
                                .anyMatch(a -> a.length() < a.ip().family().bits()
                                        && a.prefix().contains(end.address)))
                        .map(Interface::name)
                        .findFirst();
    }
}
