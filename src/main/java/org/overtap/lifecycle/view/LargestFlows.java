package org.overtap.lifecycle.view;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overtap.record.query.filter.Protocols;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowTally;

/**
 * The largest flows of one segment, of which no more are held than was allowed: where there are more, the smaller half is
 * forgotten, and what comes of those later is counted from there on.
 */
final class LargestFlows {
    /** As many as are shown of a segment. */
    static final int SHOWN = 10;

    private static final Comparator<Map.Entry<Ends, Sum>> LARGEST_FIRST = Map.Entry.<Ends, Sum>comparingByValue(
                    Comparator.<Sum>comparingLong(sum -> sum.bytes)
                            .thenComparingLong(sum -> sum.packets)
                            .reversed())
            .thenComparing(Map.Entry::getKey, Ends.ORDER);

    private final Map<Ends, Sum> flows = new HashMap<>();
    private boolean forgot;

    /** What tells flows apart; a number that a flow does not have is -1, a text is empty. */
    private record Ends(long protocol, String from, long fromPort, String to, long toPort) {
        /** A scan has hundreds of thousands of flows of one size: what tells them apart must be cheap. */
        static final Comparator<Ends> ORDER = Comparator.comparing(Ends::from)
                .thenComparing(Ends::to)
                .thenComparingLong(Ends::protocol)
                .thenComparingLong(Ends::fromPort)
                .thenComparingLong(Ends::toPort);

        static Ends of(FlowRow row) {
            return new Ends(
                    number(row, Column.PROTOCOL),
                    text(row, Column.SRC),
                    number(row, Column.SRC_PORT),
                    text(row, Column.DST),
                    number(row, Column.DST_PORT));
        }
    }

    private static final class Sum {
        private final String fromNode;
        private final String toNode;
        private long packets;
        private long bytes;

        private Sum(String fromNode, String toNode) {
            this.fromNode = fromNode;
            this.toNode = toNode;
        }
    }

    private static String text(FlowRow row, Column column) {
        return row.has(column) ? row.text(column) : "";
    }

    private static long number(FlowRow row, Column column) {
        return row.has(column) ? row.number(column) : -1;
    }

    /**
     * Counts a row.
     *
     * @param most how many flows may be held
     */
    void add(FlowRow row, int most) {
        Sum sum = flows.computeIfAbsent(
                Ends.of(row), ends -> new Sum(text(row, Column.SRC_NODE), text(row, Column.DST_NODE)));
        sum.packets = FlowTally.plus(sum.packets, row.number(Column.PACKETS));
        sum.bytes = FlowTally.plus(sum.bytes, row.number(Column.BYTES));
        if (flows.size() > most) {
            List<Map.Entry<Ends, Sum>> all =
                    flows.entrySet().stream().sorted(LARGEST_FIRST).toList();
            all.subList(most / 2, all.size()).forEach(entry -> flows.remove(entry.getKey()));
            forgot = true;
        }
    }

    /** Whether not all flows were held: numbers of single ones may then be too small. */
    boolean forgot() {
        return forgot;
    }

    /** The largest, by bytes. */
    List<SegmentVolume.TopFlow> top() {
        return flows.entrySet().stream()
                .sorted(LARGEST_FIRST)
                .limit(SHOWN)
                .map(entry -> shown(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static SegmentVolume.TopFlow shown(Ends ends, Sum sum) {
        return new SegmentVolume.TopFlow(
                end(ends.from(), ends.fromPort(), sum.fromNode),
                end(ends.to(), ends.toPort(), sum.toNode),
                ends.protocol() < 0 ? "-" : Protocols.name(ends.protocol()),
                sum.packets,
                sum.bytes);
    }

    /** {@code 10.0.0.1:80 (n1)}, {@code [fd00::1]:80}. */
    private static String end(String address, long port, String node) {
        String shown = address.isEmpty() ? "-" : address;
        String withPort = port < 0 ? shown : (shown.indexOf(':') < 0 ? shown : "[" + shown + "]") + ":" + port;
        return node.isEmpty() ? withPort : withPort + " (" + node + ")";
    }
}
