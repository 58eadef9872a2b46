package org.overtap.overlay.collectors;

import java.util.Arrays;

/**
 * Which collector takes which load: the largest first, each to the least loaded collector (worst fit decreasing, also
 * known as longest processing time). Starts with as many as are needed at least and adds one whenever a load fits
 * nowhere. Time O(n log n).
 */
public final class BinPacking {
    private final double limit;
    private double[] filled;
    /** Collectors as a binary heap, the least loaded on top, the lowest number among equals. */
    private int[] heap;

    private int count;

    private BinPacking(int bins, double limit) {
        this.limit = limit;
        this.filled = new double[Math.max(1, bins)];
        this.heap = new int[Math.max(1, bins)];
        this.count = heap.length;
        Arrays.setAll(heap, i -> i);
    }

    /**
     * A number for each load, counted from 0.
     *
     * @param bins how many to start with
     * @param limit what one takes; no load may be above it
     */
    public static int[] pack(double[] loads, int bins, double limit) {
        BinPacking packing = new BinPacking(bins, limit);
        int[] bin = new int[loads.length];
        for (int item : largestFirst(loads)) {
            bin[item] = packing.place(loads[item]);
        }
        return bin;
    }

    /** How many were used. */
    public static int used(int[] bin) {
        return Arrays.stream(bin).max().orElse(-1) + 1;
    }

    /** One array of longs, load above number, sorts faster than objects; a float is exact enough to order loads. */
    private static int[] largestFirst(double[] loads) {
        long[] keys = new long[loads.length];
        Arrays.setAll(keys, i -> (long) Float.floatToIntBits((float) loads[i]) << 32 | Integer.MAX_VALUE - i);
        Arrays.sort(keys);
        int[] order = new int[loads.length];
        Arrays.setAll(order, i -> Integer.MAX_VALUE - (int) keys[keys.length - 1 - i]);
        return order;
    }

    private int place(double load) {
        if (filled[heap[0]] + load > limit * (1 + 1e-9) && filled[heap[0]] > 0) {
            open();
        }
        int bin = heap[0];
        filled[bin] += load;
        sink();
        return bin;
    }

    private void open() {
        if (count == heap.length) {
            heap = Arrays.copyOf(heap, 2 * count);
            filled = Arrays.copyOf(filled, 2 * count);
        }
        int at = count;
        while (at > 0) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[0] = count++;
    }

    private void sink() {
        int at = 0;
        int bin = heap[0];
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (before(bin, heap[child])) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = bin;
    }

    private boolean before(int a, int b) {
        return filled[a] < filled[b] || filled[a] == filled[b] && a < b;
    }
}
