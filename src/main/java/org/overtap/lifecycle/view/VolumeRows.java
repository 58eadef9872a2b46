package org.overtap.lifecycle.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.overtap.record.query.EvenSpread;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/**
 * Sums rows up to what passed on each segment, as they stream by: memory is bounded by the number of segments, never by
 * that of rows.
 */
final class VolumeRows implements FlowRows {
    /** What it asks of a row. */
    static final Set<Column> COLUMNS = Collections.unmodifiableSet(EnumSet.of(
            Column.SEGMENT,
            Column.FIRST,
            Column.LAST,
            Column.PACKETS,
            Column.BYTES,
            Column.PROTOCOL,
            Column.SRC,
            Column.SRC_PORT,
            Column.SRC_NODE,
            Column.DST,
            Column.DST_PORT,
            Column.DST_NODE));

    private static final int MOST_SEGMENTS = 20_000;
    /** Of all segments together: with their names some 40 MB. */
    private static final int MOST_FLOWS = 200_000;

    private static final int MOST_NAMED = 6;
    private static final int FEWEST_FLOWS = 2 * LargestFlows.SHOWN;
    /** Some 500 years after 1970: what is told of later times is no time. */
    private static final long LATEST_MICROS = 1L << 54;

    private final SortedMap<String, Sums> segments = new TreeMap<>();
    private final TimeSteps steps = new TimeSteps();
    private long nowhere;

    /** One segment's. */
    private static final class Sums {
        private final StepCounts packets = new StepCounts();
        private final StepCounts bytes = new StepCounts();
        private final LargestFlows largest = new LargestFlows();
        private long flows;
        private long totalPackets;
        private long totalBytes;
    }

    @Override
    public void flow(FlowRow row) {
        add(row);
    }

    @Override
    public void crossing(FlowRow row) {
        add(row);
    }

    private void add(FlowRow row) {
        if (!row.has(Column.SEGMENT)) {
            nowhere++;
            return;
        }
        Sums sums = sums(row.text(Column.SEGMENT));
        long packets = row.number(Column.PACKETS);
        long bytes = row.number(Column.BYTES);
        sums.flows++;
        sums.totalPackets = FlowTally.plus(sums.totalPackets, packets);
        sums.totalBytes = FlowTally.plus(sums.totalBytes, bytes);
        sums.largest.add(row, Math.max(FEWEST_FLOWS, MOST_FLOWS / segments.size()));
        boolean first = timed(row, Column.FIRST);
        boolean last = timed(row, Column.LAST);
        if (first || last) {
            long begin = row.number(first ? Column.FIRST : Column.LAST);
            spread(sums, begin, Math.max(begin, row.number(last ? Column.LAST : Column.FIRST)), packets, bytes);
        }
    }

    private static boolean timed(FlowRow row, Column column) {
        return row.has(column) && row.number(column) > 0 && row.number(column) < LATEST_MICROS;
    }

    private Sums sums(String segment) {
        Sums known = segments.get(segment);
        if (known != null) {
            return known;
        }
        if (segments.size() == MOST_SEGMENTS) {
            throw new FlowQueryException("flows of more than " + MOST_SEGMENTS + " segments are more than a picture"
                    + " takes: ask for them with 'overtap flows'");
        }
        Sums made = new Sums();
        segments.put(segment, made);
        return made;
    }

    private void spread(Sums sums, long first, long last, long packets, long bytes) {
        steps.cover(first, last, this::join);
        long every = steps.every();
        long end = last / every;
        long packetsBefore = 0;
        long bytesBefore = 0;
        for (long step = first / every; step <= end; step++) {
            long elapsed = (step + 1) * every - first;
            long packetsNow = step == end ? packets : EvenSpread.share(packets, elapsed, last - first);
            long bytesNow = step == end ? bytes : EvenSpread.share(bytes, elapsed, last - first);
            sums.packets.add(step, packetsNow - packetsBefore);
            sums.bytes.add(step, bytesNow - bytesBefore);
            packetsBefore = packetsNow;
            bytesBefore = bytesNow;
        }
    }

    private void join(int joined, long lowest, int count) {
        segments.values().forEach(sums -> {
            sums.packets.join(joined, lowest, count);
            sums.bytes.join(joined, lowest, count);
        });
    }

    /** What passed. */
    SegmentVolume volume() {
        int count = steps.count();
        long lowest = count == 0 ? 0 : steps.lowest();
        SortedMap<String, SegmentVolume.Passed> all = new TreeMap<>();
        segments.forEach((name, sums) -> all.put(
                name,
                new SegmentVolume.Passed(
                        sums.bytes.from(lowest, count),
                        sums.packets.from(lowest, count),
                        sums.totalBytes,
                        sums.totalPackets,
                        sums.flows,
                        sums.largest.top())));
        return new SegmentVolume(lowest * steps.every(), steps.every(), count, all);
    }

    /** What a reader should know of these numbers, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> more = segments.entrySet().stream()
                .filter(entry -> entry.getValue().largest.forgot())
                .map(Map.Entry::getKey)
                .toList();
        if (!more.isEmpty()) {
            notes.add("more flows than are held at once were on "
                    + String.join(", ", more.subList(0, Math.min(MOST_NAMED, more.size())))
                    + (more.size() > MOST_NAMED ? " and " + (more.size() - MOST_NAMED) + " more segments" : "")
                    + ": what is told of single flows there may be too little; sums are of all");
        }
        if (nowhere > 0) {
            notes.add(nowhere + " flows of which nothing tells the segment are in none of the sums");
        }
        return notes;
    }
}
