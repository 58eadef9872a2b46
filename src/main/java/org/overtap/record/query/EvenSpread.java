package org.overtap.record.query;

/** How a flow's counts are spread over the time that it took: evenly, in whole numbers that add up to its own. */
public final class EvenSpread {
    private EvenSpread() {}

    /**
     * The part of a count that fell into the first part of a time, cut off; never less for more time.
     *
     * @param elapsed the first part of the time
     * @param whole the time, more than 0
     */
    public static long share(long count, long elapsed, long whole) {
        long unit = (whole >>> 31) + 1;
        long part = elapsed / unit;
        long all = whole / unit;
        return count / all * part + count % all * part / all;
    }
}
