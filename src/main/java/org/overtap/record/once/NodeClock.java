package org.overtap.record.once;

import java.util.List;
import org.overtap.record.Measurement.ClockOffset;

/**
 * Brings the times of a node to the clock that all were compared with. What a clock is off by less than a second, or by
 * less than the error of the comparison, is left: the correction would be no better.
 */
final class NodeClock {
    private static final long LEAST_MILLIS = 1000;

    private final long[] asked;
    private final long[] ahead;

    private NodeClock(List<ClockOffset> offsets) {
        asked = offsets.stream().mapToLong(offset -> Micros.of(offset.at())).toArray();
        ahead = offsets.stream().mapToLong(NodeClock::micros).toArray();
    }

    /** The clock of that node, by all times at which it was asked. */
    static NodeClock of(String node, List<ClockOffset> offsets) {
        return new NodeClock(
                offsets.stream().filter(offset -> offset.node().equals(node)).toList());
    }

    private static long micros(ClockOffset offset) {
        long off = Math.abs(offset.millis());
        return off > LEAST_MILLIS && off > offset.errorMillis() ? offset.millis() * 1000 : 0;
    }

    /** A time that the node told, as it was by the clock of comparison: by what was asked nearest to it. */
    long correct(long told) {
        if (ahead.length == 0 || told == Micros.NONE) {
            return told;
        }
        int nearest = 0;
        for (int i = 1; i < ahead.length; i++) {
            if (distance(told, i) < distance(told, nearest)) {
                nearest = i;
            }
        }
        return told - ahead[nearest];
    }

    private long distance(long told, int i) {
        return Math.abs(told - ahead[i] - asked[i]);
    }
}
