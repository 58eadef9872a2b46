package org.overtap.placement;

import java.util.BitSet;

/**
 * How many of some candidates may be chosen together.
 *
 * @param most at most so many
 * @param of the candidates; not to be changed
 */
public record Quota(int most, int[] of) {
    public Quota {
        if (most < 0) {
            throw new IllegalArgumentException("a quota cannot allow " + most + " candidates");
        }
    }

    /** How many of its candidates are among those. */
    int used(BitSet among) {
        int used = 0;
        for (int candidate : of) {
            used += among.get(candidate) ? 1 : 0;
        }
        return used;
    }
}
