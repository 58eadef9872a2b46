package org.overtap.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names and their numbers, 0 first, without an object a name: the bytes of all names (UTF-8) in one array, and an
 * open-addressed hash over it. About 30 bytes a name of ten letters.
 */
public final class NameTable {
    private byte[] bytes = new byte[1 << 12];
    private int[] start = new int[1 << 8];
    private int size;
    /** High half: the hash; low half: the number plus one; 0 where free. */
    private long[] slots = new long[1 << 9];

    /** How many names there are. */
    public int size() {
        return size;
    }

    /** The number of the name, a new one if it was not seen before. */
    public int add(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return add(text, 0, text.length);
    }

    /** As {@link #add(String)}, for the bytes from {@code from} up to {@code to}. */
    public int add(byte[] text, int from, int to) {
        int slot = slot(text, from, to);
        if (slots[slot] != 0) {
            return (int) slots[slot] - 1;
        }
        slots[slot] = (long) hash(text, from, to) << 32 | (size + 1);
        append(text, from, to);
        if (2 * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    /** The number of the name, or -1. */
    public int find(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return (int) slots[slot(text, 0, text.length)] - 1;
    }

    /** The name of that number. */
    public String name(int number) {
        return new String(bytes, start[number], start[number + 1] - start[number], StandardCharsets.UTF_8);
    }

    private int slot(byte[] text, int from, int to) {
        int hash = hash(text, from, to);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0 && !(slots[slot] >> 32 == hash && same((int) slots[slot] - 1, text, from, to))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean same(int number, byte[] text, int from, int to) {
        return Arrays.equals(bytes, start[number], start[number + 1], text, from, to);
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private void append(byte[] text, int from, int to) {
        int end = start[size] + (to - from);
        if (end < 0) {
            throw new TopologyException("the names take more than 2 GiB");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, bytes.length * 3L / 2)));
        }
        if (size + 2 > start.length) {
            start = Arrays.copyOf(start, start.length * 3 / 2);
        }
        System.arraycopy(text, from, bytes, start[size], to - from);
        start[++size] = end;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        int mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >> 32) & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = entry;
            }
        }
    }
}
