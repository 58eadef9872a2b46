package org.overtap.testbed.hosts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.topology.IpPrefix;

/**
 * The ports of one subnet, told apart by who answers whom. Reaching each other is transitive within a broadcast domain,
 * so every port asks for one member of a domain only: as many rounds as there are domains, and a few more for hosts
 * that are in one of them twice. Such a host may answer from either port; the other is then asked the other way round.
 */
final class SubnetSplit {
    private final IpPrefix subnet;
    private final List<HostPort> open;
    private final List<HostPort> joined = new ArrayList<>();
    private final Set<HostPort> asked = new HashSet<>();
    private final List<Pair> turned = new ArrayList<>();
    private int domains;

    SubnetSplit(IpPrefix subnet, List<HostPort> ports) {
        this.subnet = subnet;
        this.open = new ArrayList<>(ports);
    }

    /** One port's question for another. */
    record Pair(HostPort from, HostPort to) {}

    /** What came of a question. */
    enum Outcome {
        /** The very port answered. */
        TOGETHER,
        /** Another port of its host did. */
        OTHER_PORT,
        /** Nobody did, or a stranger. */
        APART
    }

    IpPrefix subnet() {
        return subnet;
    }

    /** How many domains were begun. */
    int domains() {
        return domains;
    }

    /** What is to be asked next; empty when all is known. */
    List<Pair> next() {
        while (true) {
            List<Pair> pairs = new ArrayList<>(turned);
            turned.clear();
            for (HostPort port : open) {
                if (!asked.contains(port)) {
                    other(port).ifPresent(there -> pairs.add(new Pair(port, there)));
                }
            }
            if (!pairs.isEmpty() || open.isEmpty()) {
                return pairs;
            }
            asked.clear();
            joined.clear();
            joined.add(open.remove(0));
            domains++;
        }
    }

    /** A member of the domain at hand on another host: a host does not ask itself. */
    private Optional<HostPort> other(HostPort port) {
        return joined.stream()
                .filter(there -> !there.node().equals(port.node()))
                .findFirst();
    }

    /** Takes what came of a question that {@link #next} gave. */
    void hear(Pair pair, Outcome outcome) {
        HostPort newcomer = joined.contains(pair.from()) ? pair.to() : pair.from();
        boolean first = asked.add(newcomer);
        if (outcome == Outcome.TOGETHER) {
            joined.add(newcomer);
            open.remove(newcomer);
        } else if (outcome == Outcome.OTHER_PORT && first) {
            turned.add(new Pair(pair.to(), pair.from()));
        }
    }
}
