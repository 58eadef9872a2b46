package org.overtap.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.ExporterIndex;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.Topology;

/**
 * What the stored records say of each canary: a record belongs to a probe by its exporter, and to a canary by
 * addresses, protocol and ports; several records of one are summed.
 */
final class CanaryCounts {
    static final Sum NONE = new Sum(0, 0, 0);

    private final ExporterIndex exporters;
    private final Map<Key, Sum> sums = new HashMap<>();
    private final Map<Direction, Set<String>> nodes = new HashMap<>();

    /**
     * @param canaries what was sent
     * @param records what was stored
     */
    CanaryCounts(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        exporters = new ExporterIndex(topology, plan);
        Set<Direction> sent = new HashSet<>();
        canaries.forEach(canary -> sent.addAll(List.of(Direction.there(canary), Direction.back(canary))));
        for (FlowRecord flow : records) {
            FlowKey key = flow.key();
            if (key.protocol() == Canary.UDP
                    && key.fromPort().isPresent()
                    && key.toPort().isPresent()) {
                PortPair ports =
                        new PortPair(key.fromPort().getAsInt(), key.toPort().getAsInt());
                Direction way = new Direction(key.from(), key.to(), ports);
                if (sent.contains(way)) {
                    add(flow, way);
                }
            }
        }
    }

    private void add(FlowRecord flow, Direction way) {
        ExporterIndex.Probe probe = exporters.probe(flow.exporter());
        sums.merge(new Key(probe, way), new Sum(flow.packets(), flow.bytes(), 1), Sum::and);
        nodes.computeIfAbsent(way, w -> new TreeSet<>()).add(probe.node());
    }

    private record Key(ExporterIndex.Probe probe, Direction way) {}

    /** Packets and bytes over so many records. */
    record Sum(long packets, long bytes, int records) {
        private Sum and(Sum other) {
            return new Sum(packets + other.packets, bytes + other.bytes, records + other.records);
        }
    }

    /** What the probe with that source id on that node stored of packets that went that way. */
    Sum at(String node, int sourceId, Direction way) {
        return sums.getOrDefault(new Key(ExporterIndex.Probe.of(node, sourceId), way), NONE);
    }

    /** The nodes whose probes stored packets that went that way, by name. */
    Set<String> nodes(Direction way) {
        return nodes.getOrDefault(way, Set.of());
    }
}
