package org.overtap.placement.util;

import java.util.Arrays;

/** A growing list of ints; also used as a stack. */
public final class IntList {
    private int[] values;
    private int size;

    public IntList(int capacity) {
        values = new int[Math.max(4, capacity)];
    }

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1) + 1);
        }
        values[size++] = value;
    }

    public void addAll(int[] more) {
        for (int value : more) {
            add(value);
        }
    }

    public void set(int index, int value) {
        values[index] = value;
    }

    public int get(int index) {
        return values[index];
    }

    /** Whether the value is in the list; looks through all of it. */
    public boolean contains(int value) {
        for (int i = 0; i < size; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    public int pop() {
        return values[--size];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void clear() {
        size = 0;
    }

    public void truncate(int newSize) {
        size = newSize;
    }

    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
