package org.overtap.lifecycle.health;

import java.util.List;
import java.util.Optional;

/**
 * How an overlay fares.
 *
 * @param probes each probe of its plan
 * @param collectors each collector that is to run
 * @param nodes what each of its nodes has left
 * @param unread why something that is stored could not be read, a sentence each
 */
public record OverlayHealth(
        List<ProbeHealth> probes, List<CollectorHealth> collectors, List<NodeLoad> nodes, List<String> unread) {
    public OverlayHealth {
        probes = List.copyOf(probes);
        collectors = List.copyOf(collectors);
        nodes = List.copyOf(nodes);
        unread = List.copyOf(unread);
    }

    /** The probe of that name on that node, if it is one. */
    public Optional<ProbeHealth> probe(String node, String name) {
        return probes.stream()
                .filter(probe -> probe.node().equals(node) && probe.name().equals(name))
                .findFirst();
    }

    /** The collector of that name on that node, if it is one. */
    public Optional<CollectorHealth> collector(String node, String name) {
        return collectors.stream()
                .filter(one -> one.node().equals(node) && one.name().equals(name))
                .findFirst();
    }
}
