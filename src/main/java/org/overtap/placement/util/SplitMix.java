package org.overtap.placement.util;

/** A small seeded random generator, the same on every Java version (Steele, Lea, Flood 2014). */
public final class SplitMix {
    private long state;

    public SplitMix(long seed) {
        state = seed;
    }

    /** A number from 0 to bound - 1. */
    public int below(int bound) {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (int) (((z >>> 32) * bound) >>> 32);
    }
}
