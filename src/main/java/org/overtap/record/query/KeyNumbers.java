package org.overtap.record.query;

import java.util.Arrays;

/**
 * Gives keys of a few numbers each a number, in the order in which they come: a hash table of open places over plain
 * arrays, so that a hundred million rows make no garbage.
 */
public final class KeyNumbers {
    private final int width;
    private final int most;
    private final String of;
    private final String orElse;
    private long[] keys;
    private int[] places = new int[32];
    private int count;

    /**
     * A table of keys of that many numbers.
     *
     * @param most how many keys there may be
     * @param of what they are, for the sentence that says that there are more
     * @param orElse how that sentence goes on behind the advice to filter
     */
    public KeyNumbers(int width, int most, String of, String orElse) {
        this.width = width;
        this.most = most;
        this.of = of;
        this.orElse = orElse;
        this.keys = new long[16 * width];
    }

    /** How many keys have a number. */
    public int count() {
        return count;
    }

    /** A number of a key. */
    public long part(int key, int part) {
        return keys[key * width + part];
    }

    /**
     * The key's number, from 0; a new key has the number {@link #count} before.
     *
     * @throws FlowQueryException if there are too many
     */
    public int of(long... key) {
        int place = place(key);
        return places[place] != 0 ? places[place] - 1 : add(key, place);
    }

    /** The key's number; less than 0 where it has none. */
    public int find(long... key) {
        return places[place(key)] - 1;
    }

    /** Where the key is, or else would be. */
    private int place(long[] key) {
        int mask = places.length - 1;
        int place = hash(key, 0) & mask;
        while (places[place] != 0 && !equal(key, (places[place] - 1) * width)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int add(long[] key, int place) {
        if (count == most) {
            throw new FlowQueryException(String.format(
                    java.util.Locale.ROOT,
                    "there are more than %,d of %s, which is more than are held at once: take fewer with --filter%s",
                    most,
                    of,
                    orElse));
        }
        if ((count + 1) * width > keys.length) {
            keys = Arrays.copyOf(keys, keys.length * 2);
        }
        System.arraycopy(key, 0, keys, count * width, width);
        count++;
        places[place] = count;
        if (count * 2 > places.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        places = new int[places.length * 2];
        int mask = places.length - 1;
        for (int i = 0; i < count; i++) {
            int place = hash(keys, i * width) & mask;
            while (places[place] != 0) {
                place = place + 1 & mask;
            }
            places[place] = i + 1;
        }
    }

    private boolean equal(long[] key, int at) {
        for (int i = 0; i < width; i++) {
            if (keys[at + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private int hash(long[] from, int at) {
        long hash = 0;
        for (int i = 0; i < width; i++) {
            hash = (hash ^ from[at + i]) * 0x9e37_79b9_7f4a_7c15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ hash >>> 32);
    }
}
