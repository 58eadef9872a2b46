package org.overtap.lifecycle.view;

/**
 * Steps of time that a picture can show: as many as fit, as short as that allows, and longer ones as more time must be
 * covered. Each length is a multiple of the one before, so that what was counted in short steps adds up in long ones.
 */
final class TimeSteps {
    /** More would not be told apart on a screen. */
    static final int MOST = 120;

    private static final long SHORTEST_MICROS = 100_000;
    /** From 0.1 s over 0.2, 1, 2, 10, 20, 60 s ... to a day, and twice as long ever after. */
    private static final int[] LONGER = {2, 5, 2, 5, 2, 3, 2, 5, 2, 3, 2, 3, 2, 2};

    private long every = SHORTEST_MICROS;
    private int lengthened;
    private long lowest = Long.MAX_VALUE;
    private long highest = Long.MIN_VALUE;

    /** Hears what becomes of steps that were counted in. */
    interface Counts {
        /**
         * So many steps become one.
         *
         * @param lowest the number of the lowest step until now
         * @param steps how many steps there were
         */
        void join(int joined, long lowest, int steps);
    }

    /**
     * Makes room for a time.
     *
     * @param first its begin in microseconds since 1970, not less than 0
     * @param last its end, not before its begin
     */
    void cover(long first, long last, Counts counts) {
        while (Math.max(highest, last / every) - Math.min(lowest, first / every) >= MOST) {
            int joined = lengthened < LONGER.length ? LONGER[lengthened] : 2;
            lengthened++;
            every *= joined;
            if (lowest <= highest) {
                counts.join(joined, lowest, count());
                lowest /= joined;
                highest /= joined;
            }
        }
        lowest = Math.min(lowest, first / every);
        highest = Math.max(highest, last / every);
    }

    /** The length of a step in microseconds. */
    long every() {
        return every;
    }

    /** The number of the first step, counted from 1970. */
    long lowest() {
        return lowest;
    }

    /** How many steps there are, from the first to the last in which something was. */
    int count() {
        return lowest > highest ? 0 : (int) (highest - lowest + 1);
    }
}
