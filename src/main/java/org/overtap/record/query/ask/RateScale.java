package org.overtap.record.query.ask;

/**
 * How many flows had which rate: counts in steps of a sixteenth of an octave, so that quantiles of any number of flows
 * are known to 5 %.
 */
final class RateScale {
    private static final int STEPS = 16;
    private static final int LOWEST = -16 * STEPS;
    private static final double LOG_2 = Math.log(2);
    private static final double NORMAL = 1.4826;

    private final long[] counts = new long[(64 + 16) * STEPS];
    private long count;

    void add(double rate) {
        counts[step(rate)]++;
        count++;
    }

    long count() {
        return count;
    }

    private int step(double rate) {
        int step = (int) Math.floor(Math.log(rate) / LOG_2 * STEPS) - LOWEST;
        return Math.max(0, Math.min(counts.length - 1, step));
    }

    private int middle() {
        long seen = 0;
        int step = -1;
        while (2 * seen < count) {
            seen += counts[++step];
        }
        return Math.max(0, step);
    }

    /** The rate that half of the flows reach. */
    double median() {
        return Math.exp((middle() + 0.5 + LOWEST) / STEPS * LOG_2);
    }

    /**
     * How far a rate is above the median on a logarithmic scale, in standard deviations that are estimated from the
     * median absolute deviation, which a few outliers do not move (Iglewicz and Hoaglin 1993, the modified z-score).
     */
    double score(double rate) {
        int middle = middle();
        int reach = 0;
        long seen = counts[middle];
        while (2 * seen < count) {
            reach++;
            seen += middle - reach >= 0 ? counts[middle - reach] : 0;
            seen += middle + reach < counts.length ? counts[middle + reach] : 0;
        }
        return (step(rate) - middle) / (NORMAL * Math.max(1, reach));
    }
}
