package org.overtap.record.query.ask;

import java.util.Arrays;
import java.util.Locale;
import org.overtap.record.query.FlowQueryException;

/** Times at which many things occurred, a bounded number of them: a chain for each thing. */
final class Occurrences {
    /** Times that are held for all: some 240 MB. */
    static final int MOST = 20_000_000;

    /** Times of one thing; what occurs more often is too busy to be looked at. */
    static final int MOST_EACH = 50_000;

    private static final long NONE = -1;

    private final LongColumn heads = new LongColumn(NONE);
    private final LongColumn counts = new LongColumn(0);
    private final int most;
    private long[] times = new long[1024];
    private int[] next = new int[1024];
    private int held;

    Occurrences(int most) {
        this.most = most;
    }

    /**
     * Adds a time.
     *
     * @throws FlowQueryException if there are too many
     */
    void add(int thing, long time) {
        long before = counts.get(thing);
        counts.set(thing, before + 1);
        if (before >= MOST_EACH) {
            return;
        }
        if (held == most) {
            throw new FlowQueryException(String.format(
                    Locale.ROOT,
                    "there are more than %,d flows, which is more than are held at once: take fewer with --filter or"
                            + " --run",
                    most));
        }
        if (held == times.length) {
            int length = (int) Math.min(most, held * 2L);
            times = Arrays.copyOf(times, length);
            next = Arrays.copyOf(next, length);
        }
        times[held] = time;
        next[held] = (int) heads.get(thing);
        heads.set(thing, held++);
    }

    long count(int thing) {
        return counts.get(thing);
    }

    boolean isTooBusy(int thing) {
        return counts.get(thing) > MOST_EACH;
    }

    /** All that is held of it, in order. */
    long[] of(int thing) {
        long[] all = new long[(int) Math.min(MOST_EACH, counts.get(thing))];
        int i = 0;
        for (int at = (int) heads.get(thing); at >= 0; at = next[at]) {
            all[i++] = times[at];
        }
        Arrays.sort(all);
        return all;
    }
}
