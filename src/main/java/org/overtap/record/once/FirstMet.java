package org.overtap.record.once;

/**
 * Remembers for each of very many keys the number that came with it first, in eight bytes each. Of a key's hash 44 bits
 * are kept: among a million keys two are taken for one with a chance of 3 in 100.
 */
final class FirstMet {
    /** Numbers are less than this. */
    static final int NUMBERS = 1 << 20;

    private static final int MOST_SLOTS = 1 << 23;
    private static final int NUMBER_BITS = 20;

    private long[] slots = new long[1 << 10];
    private int used;

    /**
     * The number that came first with that key: this one if none did, or if no more can be kept.
     *
     * @param hash the key's, all of whose bits are mixed
     */
    int first(long hash, int number) {
        long print = Math.max(1, hash >>> NUMBER_BITS);
        int mask = slots.length - 1;
        int at = (int) print & mask;
        while (slots[at] != 0) {
            if (slots[at] >>> NUMBER_BITS == print) {
                return (int) slots[at] & NUMBERS - 1;
            }
            at = at + 1 & mask;
        }
        if (2L * (used + 1) > slots.length) {
            if (slots.length == MOST_SLOTS) {
                return number;
            }
            grow();
            return first(hash, number);
        }
        slots[at] = print << NUMBER_BITS | number;
        used++;
        return number;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        int mask = slots.length - 1;
        for (long slot : old) {
            if (slot != 0) {
                int at = (int) (slot >>> NUMBER_BITS) & mask;
                while (slots[at] != 0) {
                    at = at + 1 & mask;
                }
                slots[at] = slot;
            }
        }
    }

    /** Mixes all bits of a number (the finaliser of SplitMix64, Steele et al. 2014). */
    static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
