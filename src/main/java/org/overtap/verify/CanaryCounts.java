package org.overtap.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.ExporterIndex;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Topology;

/**
 * What the stored records say of each canary: a record belongs to a probe by its exporter, and to a canary by
 * addresses, protocol and mark; several records of one are summed.
 */
final class CanaryCounts {
    private static final int MOST_NEIGHBOURS = 4;
    private static final long NEIGHBOUR_LEAST = 64;
    private static final long NEIGHBOUR_MOST = 72;
    private static final Sum NONE = new Sum(0, 0, 0);

    private final ExporterIndex exporters;
    private final Map<Key, Sum> sums = new HashMap<>();
    private final Map<Direction, Set<String>> nodes = new HashMap<>();

    /**
     * @param canaries what was sent
     * @param records what was stored
     */
    CanaryCounts(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        exporters = new ExporterIndex(topology, plan);
        Set<Integer> sizes = canaries.stream()
                .filter(canary -> canary.pair().family() == IpFamily.V6)
                .map(Canary::packetBytes)
                .collect(Collectors.toSet());
        for (FlowRecord flow : records) {
            Sum sum = new Sum(flow.packets(), flow.bytes(), 1);
            if (flow.key().protocol() == Canary.ICMP && flow.key().tos().isPresent()) {
                add(flow, flow.key().tos().getAsInt(), sum);
            } else if (flow.key().protocol() == Canary.ICMP6) {
                sizes.forEach(size -> sum.ofSize(size).ifPresent(own -> add(flow, size, own)));
            }
        }
    }

    private void add(FlowRecord flow, int mark, Sum sum) {
        Direction way = new Direction(flow.key().from(), flow.key().to(), mark);
        ExporterIndex.Probe probe = exporters.probe(flow.exporter());
        sums.merge(new Key(probe, way), sum, Sum::and);
        nodes.computeIfAbsent(way, w -> new TreeSet<>()).add(probe.node());
    }

    private record Key(ExporterIndex.Probe probe, Direction way) {}

    /** Packets and bytes over so many records. */
    record Sum(long packets, long bytes, int records) {
        /**
         * Its packets of that size, if there are any and the rest can only be IPv6 neighbour discovery (RFC 4861: 64 or
         * 72 bytes each), which a probe that does not tell ICMP types apart puts into the record of an echo.
         */
        private Optional<Sum> ofSize(int packetBytes) {
            for (int others = 0; others <= MOST_NEIGHBOURS && others < packets - others; others++) {
                long rest = bytes - (packets - others) * packetBytes;
                if (rest >= NEIGHBOUR_LEAST * others && rest <= NEIGHBOUR_MOST * others) {
                    return Optional.of(new Sum(packets - others, bytes - rest, records));
                }
            }
            return Optional.empty();
        }

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
