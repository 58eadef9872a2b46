package org.overtap.record.query.ask;

import org.overtap.record.query.KeyNumbers;

/**
 * A number for each two addresses that talk, whichever of them began. Two numbers of addresses are one long where a table
 * has them for its key.
 */
final class AddressPairs {
    private final KeyNumbers numbers = new KeyNumbers(1, Connections.MOST, "pairs of addresses", "");

    /** Two addresses in this order. */
    static long key(int one, int other) {
        return (long) one << 32 | other;
    }

    /** The first of them. */
    static int one(long key) {
        return (int) (key >>> 32);
    }

    /** The second. */
    static int other(long key) {
        return (int) key;
    }

    /** The number of the pair, from 0. */
    int of(int from, int to) {
        return numbers.of(key(Math.min(from, to), Math.max(from, to)));
    }

    int count() {
        return numbers.count();
    }

    /** Its address with the lower number. */
    int lower(int pair) {
        return one(numbers.part(pair, 0));
    }

    /** Its address with the higher one. */
    int upper(int pair) {
        return other(numbers.part(pair, 0));
    }
}
