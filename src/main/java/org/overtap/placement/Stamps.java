package org.overtap.placement;

/** Many small sets of nodes over one array: each set is a number, and starting a new one costs nothing. */
final class Stamps {
    private final int[] stamp;
    private int last;

    Stamps(int nodes) {
        stamp = new int[nodes];
    }

    /** A new empty set; all older ones are forgotten where it is written over them. */
    int next() {
        return ++last;
    }

    void set(int node, int set) {
        stamp[node] = set;
    }

    boolean is(int node, int set) {
        return stamp[node] == set;
    }
}
