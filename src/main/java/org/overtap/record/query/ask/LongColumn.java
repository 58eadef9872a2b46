package org.overtap.record.query.ask;

import java.util.Arrays;

/** A number for each of many things that have numbers themselves: an array that grows. */
final class LongColumn {
    private final long empty;
    private long[] values = new long[64];
    private int count;

    /** @param empty what a thing has that got nothing */
    LongColumn(long empty) {
        this.empty = empty;
    }

    long get(int index) {
        return index < count ? values[index] : empty;
    }

    void set(int index, long value) {
        if (index >= count) {
            if (index >= values.length) {
                values = Arrays.copyOf(values, Math.max(index + 1, values.length + (values.length >> 1)));
            }
            Arrays.fill(values, count, index + 1, empty);
            count = index + 1;
        }
        values[index] = value;
    }

    void least(int index, long value) {
        set(index, Math.min(get(index), value));
    }

    void most(int index, long value) {
        set(index, Math.max(get(index), value));
    }

    /** Adds to it; a sum that would be larger than the largest number is that. */
    void add(int index, long value) {
        long sum = get(index) + value;
        set(index, sum < 0 ? Long.MAX_VALUE : sum);
    }

    void or(int index, long bits) {
        set(index, get(index) | bits);
    }
}
