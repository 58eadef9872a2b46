package org.overtap.lifecycle.view;

import org.overtap.record.table.FlowTally;

/** Counts of one segment in each step, around a ring: a step's place is its number modulo the most that there are. */
final class StepCounts {
    private long[] ring = new long[TimeSteps.MOST];

    void add(long step, long count) {
        int place = place(step);
        ring[place] = FlowTally.plus(ring[place], count);
    }

    private static int place(long step) {
        return (int) (step % TimeSteps.MOST);
    }

    /**
     * So many steps become one.
     *
     * @param lowest the number of the lowest step until now
     * @param steps how many steps there were
     */
    void join(int joined, long lowest, int steps) {
        long[] before = ring;
        ring = new long[TimeSteps.MOST];
        for (long step = lowest; step < lowest + steps; step++) {
            add(step / joined, before[place(step)]);
        }
    }

    /** In their order. */
    long[] from(long lowest, int steps) {
        long[] all = new long[steps];
        for (int i = 0; i < steps; i++) {
            all[i] = ring[place(lowest + i)];
        }
        return all;
    }
}
