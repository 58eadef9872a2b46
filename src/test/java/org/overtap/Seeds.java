package org.overtap;

import java.util.stream.LongStream;

/**
 * Seeds of tests that claim something of any experiment. The first of them show what the others do; all of them run
 * with {@code -Dovertap.seeds=all}, which is worth the time when the code that is tested was changed.
 */
public final class Seeds {
    private static final long USUALLY = 40;

    private Seeds() {}

    /** The seeds from 0 to {@code most}, or the first of them. */
    public static LongStream upTo(long most) {
        boolean all = "all".equals(System.getProperty("overtap.seeds"));
        return LongStream.range(0, all ? most : Math.min(most, USUALLY));
    }
}
