package org.overtap.record.query;

import java.util.Arrays;
import java.util.OptionalLong;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowTally;

/** Sums of groups that have numbers: plain arrays that grow. */
public final class GroupSums {
    private static final long NO_TIME = Long.MIN_VALUE;

    private long[] flows = new long[64];
    private long[] packets = new long[64];
    private long[] bytes = new long[64];
    private long[] first = new long[64];
    private long[] last = new long[64];
    private int count;

    /** Adds a flow to a group. */
    public void add(int group, FlowRow row) {
        if (group >= count) {
            reach(group);
        }
        flows[group]++;
        packets[group] = FlowTally.plus(packets[group], row.number(Column.PACKETS));
        bytes[group] = FlowTally.plus(bytes[group], row.number(Column.BYTES));
        if (row.has(Column.FIRST)) {
            long time = row.number(Column.FIRST);
            first[group] = first[group] == NO_TIME ? time : Math.min(first[group], time);
        }
        if (row.has(Column.LAST)) {
            last[group] = Math.max(last[group], row.number(Column.LAST));
        }
    }

    private void reach(int group) {
        if (group >= flows.length) {
            int length = Math.max(group + 1, flows.length * 2);
            flows = Arrays.copyOf(flows, length);
            packets = Arrays.copyOf(packets, length);
            bytes = Arrays.copyOf(bytes, length);
            first = Arrays.copyOf(first, length);
            last = Arrays.copyOf(last, length);
        }
        Arrays.fill(first, count, group + 1, NO_TIME);
        Arrays.fill(last, count, group + 1, NO_TIME);
        count = group + 1;
    }

    /** What a group sums up to; nothing for one that got no flow. */
    public FlowCounts of(int group) {
        return group >= count
                ? FlowCounts.NONE
                : new FlowCounts(flows[group], packets[group], bytes[group], time(first[group]), time(last[group]));
    }

    private static OptionalLong time(long micros) {
        return micros == NO_TIME ? OptionalLong.empty() : OptionalLong.of(micros);
    }
}
