package org.overtap.verify.evidence;

import java.util.List;
import java.util.Optional;

/**
 * All that is known when the last canary's record can have been stored.
 *
 * @param probes every planned probe
 * @param collectors every collector
 * @param gaps jumps of sequence numbers, by folder
 * @param unproven the conversations that are not proven
 * @param duplicates records left over after the owner rule
 * @param misnumbered probes whose records carry another number
 * @param foreign records that no planned probe can have sent
 * @param recordsLost records exported and not stored since the beginning; absent where that is not told
 * @param nodes the nodes that were looked at because something was not proven
 */
public record Evidence(
        List<ProbeEvidence> probes,
        List<CollectorEvidence> collectors,
        List<GapEvidence> gaps,
        List<Unproven> unproven,
        int duplicates,
        List<Misnumbered> misnumbered,
        List<ForeignRecords> foreign,
        Optional<Long> recordsLost,
        List<NodeLook> nodes) {
    public Evidence {
        probes = List.copyOf(probes);
        collectors = List.copyOf(collectors);
        gaps = List.copyOf(gaps);
        unproven = List.copyOf(unproven);
        misnumbered = List.copyOf(misnumbered);
        foreign = List.copyOf(foreign);
        nodes = List.copyOf(nodes);
    }

    Optional<ProbeEvidence> probe(ProbeId id) {
        return probes.stream().filter(probe -> probe.id().equals(id)).findFirst();
    }

    Optional<CollectorEvidence> collector(ProbeEvidence probe) {
        return collectors.stream()
                .filter(c -> probe.collector().filter(c.node()::equals).isPresent())
                .findFirst();
    }

    boolean isDown(String node, String iface) {
        return nodes.stream()
                .anyMatch(look -> look.node().equals(node) && look.down().contains(iface));
    }
}
