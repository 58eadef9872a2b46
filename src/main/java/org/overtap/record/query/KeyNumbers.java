package org.overtap.record.query;

import java.util.Arrays;

/**
 * Gives keys of a few numbers each a number, in the order in which they come: a hash table of open places over plain
 * arrays, so that a hundred million rows make no garbage.
 */
final class KeyNumbers {
    private final int width;
    private final int most;
    private final String of;
    private long[] keys;
    private int[] places = new int[128];
    private int count;

    /**
     * A table of keys of that many numbers.
     *
     * @param most how many keys there may be
     * @param of what they are, for the sentence that says that there are more
     */
    KeyNumbers(int width, int most, String of) {
        this.width = width;
        this.most = most;
        this.of = of;
        this.keys = new long[64 * width];
    }

    int count() {
        return count;
    }

    /** A number of a key. */
    long part(int key, int part) {
        return keys[key * width + part];
    }

    /**
     * The key's number, from 0; a new key has the number {@link #count} before.
     *
     * @throws FlowQueryException if there are too many
     */
    int of(long[] key) {
        int mask = places.length - 1;
        int place = hash(key, 0) & mask;
        while (places[place] != 0) {
            if (equal(key, (places[place] - 1) * width)) {
                return places[place] - 1;
            }
            place = place + 1 & mask;
        }
        return add(key, place);
    }

    private int add(long[] key, int place) {
        if (count == most) {
            throw new FlowQueryException(String.format(
                    java.util.Locale.ROOT,
                    "there are more than %,d of %s, which is more than are held at once: take fewer with --filter, or"
                            + " --by something of which there are fewer",
                    most,
                    of));
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
