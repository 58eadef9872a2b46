package org.overtap.placement.taps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.overtap.placement.Limits;

/**
 * In which order variables are eliminated: always the one whose table is smallest at that moment (minimum weight), and
 * what that costs, known before any table is made.
 */
final class EliminationOrder {
    private static final long MAX_ENTRIES = 40_000_000;
    private static final long MAX_TABLE = 1 << 18;
    /** Steps of a minimum over sums are cheaper than those that limits count. */
    private static final long STEPS_PER_WORK = 4;

    private final int[] domains;
    private final List<Set<Integer>> neighbours = new ArrayList<>();
    /** Length of the longest curve that eliminating this variable now would make, and the steps to add it up. */
    private final long[] length;

    private final double[] sums;

    private long entries;
    private double steps;

    private EliminationOrder(TapFactorGraph model) {
        domains = model.domains();
        length = new long[domains.length];
        sums = new double[domains.length];
        Arrays.fill(length, 1);
        for (int v = 0; v < domains.length; v++) {
            neighbours.add(new HashSet<>());
        }
        for (Factor factor : model.factors()) {
            int longest =
                    Arrays.stream(factor.curves()).mapToInt(c -> c.length).max().orElse(1);
            lengthen(factor.scope()[0], longest);
            join(factor.scope());
        }
    }

    /** An order of all variables, unless following it would exceed the limits or any sensible memory. */
    static Optional<int[]> of(TapFactorGraph model, Limits limits) {
        EliminationOrder order = new EliminationOrder(model);
        return order.build(STEPS_PER_WORK * Math.min(limits.work(), Long.MAX_VALUE / STEPS_PER_WORK));
    }

    private void join(int[] scope) {
        for (int a : scope) {
            for (int b : scope) {
                if (a != b) {
                    neighbours.get(a).add(b);
                }
            }
        }
    }

    private record Entry(long weight, int variable) {}

    private Optional<int[]> build(long maxSteps) {
        PriorityQueue<Entry> queue = new PriorityQueue<>((a, b) ->
                a.weight != b.weight ? Long.compare(a.weight, b.weight) : Integer.compare(a.variable, b.variable));
        for (int v = 0; v < domains.length; v++) {
            queue.add(new Entry(weight(v), v));
        }
        int[] order = new int[domains.length];
        boolean[] done = new boolean[domains.length];
        int count = 0;
        while (count < order.length) {
            Entry entry = queue.poll();
            int v = entry.variable;
            if (done[v] || entry.weight != weight(v)) {
                continue;
            }
            done[v] = true;
            order[count++] = v;
            if (!spend(v, entry.weight, maxSteps)) {
                return Optional.empty();
            }
            for (int other : remove(v)) {
                queue.add(new Entry(weight(other), other));
            }
        }
        return Optional.of(order);
    }

    private long weight(int v) {
        long weight = domains[v];
        for (int other : neighbours.get(v)) {
            weight = Math.min(MAX_TABLE + 1, weight * domains[other]);
        }
        return weight;
    }

    private boolean spend(int v, long weight, long maxSteps) {
        entries += weight * length[v];
        steps += weight * (length[v] + sums[v]);
        return weight <= MAX_TABLE && entries <= MAX_ENTRIES && steps <= maxSteps;
    }

    /** Takes the variable out; its neighbours become each other's. */
    private int[] remove(int v) {
        int[] around =
                neighbours.get(v).stream().mapToInt(other -> other).sorted().toArray();
        join(around);
        for (int other : around) {
            neighbours.get(other).remove(v);
        }
        if (around.length > 0) {
            lengthen(around[0], length[v]);
        }
        return around;
    }

    private void lengthen(int v, long by) {
        sums[v] += (double) length[v] * by;
        length[v] += by - 1;
    }
}
