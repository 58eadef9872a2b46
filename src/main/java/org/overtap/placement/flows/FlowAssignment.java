package org.overtap.placement.flows;

import java.util.Arrays;
import java.util.BitSet;
import org.overtap.placement.util.IntList;

/**
 * Who counts which flow: for each pair of an end and a target one of the chosen candidates that see it, so that every flow
 * is counted once and no candidate counts much more than the others. Pairs with one choice first, the others to the
 * least loaded; then pairs are moved while that evens out the load. Linear in the pairs for each round of moves.
 */
public final class FlowAssignment {
    /** Nobody sees the pair. */
    public static final int NOBODY = -1;

    private static final int ROUNDS = 8;

    private final FlowPaths paths;
    private final BitSet chosen;
    private final Weight weight;
    private final int[][] owner;
    private final long[] load;

    /** How much a flow from an end to a target weighs. */
    public interface Weight {
        long of(int from, int to);
    }

    private FlowAssignment(FlowPaths paths, BitSet chosen, Weight weight) {
        this.paths = paths;
        this.chosen = chosen;
        this.weight = weight;
        owner = new int[paths.ends()][paths.targets()];
        load = new long[paths.nodes()];
        for (int[] row : owner) {
            Arrays.fill(row, NOBODY);
        }
    }

    /** Shares the pairs out among the chosen. */
    public static FlowAssignment of(FlowPaths paths, BitSet chosen, Weight weight) {
        FlowAssignment owners = new FlowAssignment(paths, chosen, weight);
        owners.forEach((from, to, able) -> {
            if (able.length == 1) {
                owners.give(from, to, able[0]);
            }
        });
        owners.forEach((from, to, able) -> {
            if (able.length > 1) {
                owners.give(from, to, owners.idlest(able));
            }
        });
        for (int round = 0; round < ROUNDS && owners.even(); round++) {
            // Each round is one pass over all pairs.
        }
        return owners;
    }

    /** The candidate that counts flows from an end to a target, or {@link #NOBODY}. */
    public int owner(int from, int to) {
        return owner[from][to];
    }

    /** What a candidate counts. */
    public long load(int candidate) {
        return load[candidate];
    }

    /** The largest load. */
    public long largestLoad() {
        return Arrays.stream(load).max().orElse(0);
    }

    /** All loads together. */
    public long totalLoad() {
        return Arrays.stream(load).sum();
    }

    private interface Visitor {
        void visit(int from, int to, int[] able);
    }

    private void forEach(Visitor visitor) {
        for (int from = 0; from < paths.ends(); from++) {
            for (int to = 0; to < paths.targets(); to++) {
                if (paths.connected(from, to)) {
                    visitor.visit(from, to, able(from, to));
                }
            }
        }
    }

    private int[] able(int from, int to) {
        IntList able = new IntList(8);
        paths.seers(from, to, v -> {
            if (chosen.get(v) && !able.contains(v)) {
                able.add(v);
            }
        });
        return able.toArray();
    }

    private int idlest(int[] able) {
        int best = able[0];
        for (int v : able) {
            best = load[v] < load[best] ? v : best;
        }
        return best;
    }

    private void give(int from, int to, int candidate) {
        owner[from][to] = candidate;
        load[candidate] += weight.of(from, to);
    }

    private boolean even() {
        boolean[] moved = new boolean[1];
        forEach((from, to, able) -> {
            if (able.length > 1) {
                int best = idlest(able);
                int now = owner[from][to];
                long size = weight.of(from, to);
                if (load[best] + size < load[now]) {
                    load[now] -= size;
                    give(from, to, best);
                    moved[0] = true;
                }
            }
        });
        return moved[0];
    }
}
