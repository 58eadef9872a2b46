package org.overtap.placement.util;

/** Many small sets of nodes over one array: each set is a number, and starting a new one costs nothing. */
public final class TimestampedSets {
    private final int[] stamp;
    private int last;

    public TimestampedSets(int nodes) {
        stamp = new int[nodes];
    }

    /** A new empty set; all older ones are forgotten where it is written over them. */
    public int next() {
        return ++last;
    }

    public void set(int node, int set) {
        stamp[node] = set;
    }

    public boolean is(int node, int set) {
        return stamp[node] == set;
    }
}
