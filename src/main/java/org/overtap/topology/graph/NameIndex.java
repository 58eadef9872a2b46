package org.overtap.topology.graph;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.overtap.topology.TopologyException;

/**
 * Names and their numbers, 0 first, without an object a name: the bytes of all names (UTF-8) in one array, and two
 * open-addressed hashes: names of up to eight bytes are compared as one word, longer ones in the bytes. About 50 bytes
 * a name.
 */
public final class NameIndex {
    private static final int WORD = 8;

    private byte[] bytes = new byte[1 << 12];
    private int[] start = new int[1 << 8];
    private int size;
    /** Pairs: a short name as a word, and its number; the word is 0 where free, for no name has a byte of 0. */
    private long[] shorts = new long[1 << 9];

    private int shortNames;
    /** High half: the hash of a long name; low half: its number plus one; 0 where free. */
    private long[] longs = new long[1 << 8];

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
        return to - from <= WORD ? addShort(text, from, to) : addLong(text, from, to);
    }

    /** The number of the name, or -1. */
    public int find(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (text.length > WORD) {
            return (int) longs[longSlot(text, 0, text.length)] - 1;
        }
        int slot = shortSlot(word(text, 0, text.length));
        return shorts[slot] == 0 ? -1 : (int) shorts[slot + 1];
    }

    /** The name of that number. */
    public String name(int number) {
        return new String(bytes, start[number], start[number + 1] - start[number], StandardCharsets.UTF_8);
    }

    private int addShort(byte[] text, int from, int to) {
        long word = word(text, from, to);
        int slot = shortSlot(word);
        if (shorts[slot] == word) {
            return (int) shorts[slot + 1];
        }
        shorts[slot] = word;
        shorts[slot + 1] = size;
        if (4 * ++shortNames > shorts.length) {
            growShorts();
        }
        return append(text, from, to);
    }

    private int addLong(byte[] text, int from, int to) {
        int slot = longSlot(text, from, to);
        if (longs[slot] != 0) {
            return (int) longs[slot] - 1;
        }
        longs[slot] = (long) hash(text, from, to) << 32 | (size + 1);
        if (2 * (size - shortNames) > longs.length) {
            growLongs();
        }
        return append(text, from, to);
    }

    private static long word(byte[] text, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word = word << 8 | text[i] & 0xFF;
        }
        return word;
    }

    private int shortSlot(long word) {
        int mask = shorts.length - 2;
        int slot = (int) (word * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (shorts[slot] != 0 && shorts[slot] != word) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    private int longSlot(byte[] text, int from, int to) {
        int hash = hash(text, from, to);
        int mask = longs.length - 1;
        int slot = hash & mask;
        while (longs[slot] != 0 && !(longs[slot] >> 32 == hash && same((int) longs[slot] - 1, text, from, to))) {
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

    private int append(byte[] text, int from, int to) {
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
        start[size + 1] = end;
        return size++;
    }

    private void growShorts() {
        long[] old = shorts;
        shorts = new long[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                int slot = shortSlot(old[i]);
                shorts[slot] = old[i];
                shorts[slot + 1] = old[i + 1];
            }
        }
    }

    private void growLongs() {
        long[] old = longs;
        longs = new long[2 * old.length];
        int mask = longs.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >> 32) & mask;
                while (longs[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                longs[slot] = entry;
            }
        }
    }
}
