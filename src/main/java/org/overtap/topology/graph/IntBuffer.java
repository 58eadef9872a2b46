package org.overtap.topology.graph;

import java.util.Arrays;

/** A growing array of ints. */
final class IntBuffer {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, (size >> 1) + 1));
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    int[] toArray() {
        return size == values.length ? values : Arrays.copyOf(values, size);
    }
}
