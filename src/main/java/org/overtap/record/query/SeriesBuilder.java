package org.overtap.record.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowTally;

/** Spreads flows over steps of time. */
final class SeriesBuilder implements ViewBuilder {
    /** Steps of all segments together. */
    static final int MOST_STEPS = 1_000_000;

    private static final int FLOWS = 0;
    private static final int PACKETS = 1;
    private static final int BYTES = 2;
    private static final int COUNTS = 3;

    private final long every;
    private final TextNumbers names = new TextNumbers();
    private final KeyNumbers cells;
    private final long[] key = new long[2];
    private final GroupSums timeless = new GroupSums();
    private long[] counts = new long[64 * COUNTS];
    private int segments;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    SeriesBuilder(long everyMicros) {
        this.every = everyMicros;
        this.cells = new KeyNumbers(2, MOST_STEPS, "steps of the series", ", or make them longer with --every");
    }

    @Override
    public Set<Column> columns() {
        return EnumSet.of(Column.SEGMENT, Column.FIRST, Column.LAST, Column.PACKETS, Column.BYTES);
    }

    @Override
    public boolean places() {
        return true;
    }

    @Override
    public void add(FlowRow row) {
        if (!row.has(Column.FIRST) && !row.has(Column.LAST)) {
            timeless.add(0, row);
            return;
        }
        int segment = names.of(row.has(Column.SEGMENT) ? row.text(Column.SEGMENT) : "");
        segments = Math.max(segments, segment + 1);
        long first = row.number(row.has(Column.FIRST) ? Column.FIRST : Column.LAST);
        long last = Math.max(first, row.has(Column.LAST) ? row.number(Column.LAST) : first);
        long packets = row.number(Column.PACKETS);
        long bytes = row.number(Column.BYTES);
        long begin = Math.floorDiv(first, every);
        long end = Math.floorDiv(last, every);
        long packetsBefore = 0;
        long bytesBefore = 0;
        for (long step = begin; step <= end; step++) {
            long elapsed = step == end ? last - first : (step + 1) * every - first;
            long packetsNow = step == end ? packets : EvenSpread.share(packets, elapsed, last - first);
            long bytesNow = step == end ? bytes : EvenSpread.share(bytes, elapsed, last - first);
            put(segment, step, step == begin ? 1 : 0, packetsNow - packetsBefore, bytesNow - bytesBefore);
            packetsBefore = packetsNow;
            bytesBefore = bytesNow;
        }
    }

    private void put(int segment, long step, long flows, long packets, long bytes) {
        int cell = cell(segment, step);
        counts[cell + FLOWS] += flows;
        counts[cell + PACKETS] = FlowTally.plus(counts[cell + PACKETS], packets);
        counts[cell + BYTES] = FlowTally.plus(counts[cell + BYTES], bytes);
        earliest = Math.min(earliest, step);
        latest = Math.max(latest, step);
    }

    @Override
    public FlowView view() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < segments; i++) {
            numbers.put(names.text(i), i);
        }
        List<String> sorted = new ArrayList<>(numbers.keySet());
        sorted.sort(NaturalOrder::compare);
        return new FlowSeries(every, sorted, segments == 0 ? List.of() : steps(sorted, numbers), timeless.of(0));
    }

    private List<FlowSeries.Step> steps(List<String> sorted, Map<String, Integer> numbers) {
        if (latest - earliest >= MOST_STEPS / sorted.size()) {
            throw new FlowQueryException(String.format(
                    Locale.ROOT,
                    "a series of %,d steps for each of %d segments is more than is held at once: make the steps longer"
                            + " with --every, or take fewer flows with --filter",
                    latest - earliest + 1,
                    sorted.size()));
        }
        List<FlowSeries.Step> steps = new ArrayList<>();
        for (long step = earliest; step <= latest; step++) {
            for (String segment : sorted) {
                int cell = cell(numbers.get(segment), step);
                steps.add(new FlowSeries.Step(
                        step * every, segment, counts[cell + FLOWS], counts[cell + PACKETS], counts[cell + BYTES]));
            }
        }
        return steps;
    }

    /** Where the counts of a step are; a new one has none yet. */
    private int cell(int segment, long step) {
        key[0] = segment;
        key[1] = step;
        int cell = cells.of(key) * COUNTS;
        if (cell + COUNTS > counts.length) {
            counts = Arrays.copyOf(counts, counts.length * 2);
        }
        return cell;
    }
}
