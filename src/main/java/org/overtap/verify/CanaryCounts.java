package org.overtap.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.record.FlowRecord;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * What the stored records say of each canary: a record belongs to a probe by its exporter's address and engine number,
 * and to a canary by addresses, protocol and ToS; several records of one are summed.
 */
final class CanaryCounts {
    private static final int ICMP = 1;
    private static final Sum NONE = new Sum(0, 0, 0);

    private final Map<String, String> exporters = new HashMap<>();
    private final Map<Key, Sum> sums = new HashMap<>();
    private final Map<Way, Set<String>> nodes = new HashMap<>();

    CanaryCounts(Topology topology, List<FlowRecord> records) {
        Map<String, String> names = new HashMap<>();
        for (Node node : topology.nodes()) {
            exporters.put(node.name(), node.control().orElse(""));
            node.control().ifPresent(address -> names.put(address, node.name()));
        }
        for (FlowRecord record : records) {
            if (record.protocol() == ICMP) {
                Way way = new Way(record.from(), record.to(), record.tos());
                sums.merge(
                        new Key(record.exporter(), record.engine(), way),
                        new Sum(record.packets(), record.bytes(), 1),
                        Sum::and);
                nodes.computeIfAbsent(way, w -> new TreeSet<>())
                        .add(names.getOrDefault(record.exporter(), record.exporter()));
            }
        }
    }

    private record Way(String from, String to, int tos) {}

    private record Key(String exporter, int engine, Way way) {}

    /** Packets and bytes over so many records. */
    record Sum(long packets, long bytes, int records) {
        private Sum and(Sum other) {
            return new Sum(packets + other.packets, bytes + other.bytes, records + other.records);
        }
    }

    /** What one probe stored of packets that went that way. */
    Sum at(String node, int engine, String from, String to, int tos) {
        return sums.getOrDefault(new Key(exporters.getOrDefault(node, ""), engine, new Way(from, to, tos)), NONE);
    }

    /** The nodes whose probes stored packets that went that way, by name. */
    Set<String> nodes(String from, String to, int tos) {
        return nodes.getOrDefault(new Way(from, to, tos), Set.of());
    }
}
