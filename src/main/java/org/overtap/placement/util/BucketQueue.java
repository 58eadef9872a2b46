package org.overtap.placement.util;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The free candidates by falling gain, ties by lower number, in time linear in the gains. Gains only fall, so once a
 * bucket is the highest nothing joins it any more: it is sorted once and read in order, and what has fallen meanwhile
 * moves to its lower bucket.
 */
public final class BucketQueue implements PickOrder {
    private final IntUnaryOperator gains;
    private final int[] head;
    private final int[] next;
    private int[] batch = new int[0];
    private int cursor;
    private int top;

    /**
     * Starts with the gains as they are.
     *
     * @param gains the present gain of a candidate, 0 once it is not free any more
     */
    public BucketQueue(int candidates, IntUnaryOperator gains) {
        this.gains = gains;
        for (int v = 0; v < candidates; v++) {
            top = Math.max(top, gains.applyAsInt(v) + 1);
        }
        head = new int[top + 1];
        next = new int[candidates];
        Arrays.fill(head, -1);
        for (int v = 0; v < candidates; v++) {
            put(v);
        }
    }

    @Override
    public int pop() {
        while (top > 0) {
            while (cursor < batch.length) {
                int v = batch[cursor++];
                if (gains.applyAsInt(v) == top) {
                    return v;
                }
                put(v);
            }
            if (--top > 0) {
                open(top);
            }
        }
        return -1;
    }

    private void put(int v) {
        int gain = gains.applyAsInt(v);
        if (gain > 0) {
            next[v] = head[gain];
            head[gain] = v;
        }
    }

    private void open(int gain) {
        IntList members = new IntList(16);
        for (int v = head[gain]; v >= 0; v = next[v]) {
            members.add(v);
        }
        batch = members.toArray();
        Arrays.sort(batch);
        cursor = 0;
    }
}
