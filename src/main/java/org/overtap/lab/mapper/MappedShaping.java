package org.overtap.lab.mapper;

/**
 * How one direction is slowed, thinned and delayed.
 *
 * @param delayMs one-way delay in ms
 * @param kbps bandwidth in kbit/s; 0 for as fast as it goes
 * @param loss fraction of packets lost, 0 to 1
 * @param queue packets that may wait
 */
public record MappedShaping(double delayMs, long kbps, double loss, int queue) {
    /** Two legs after one another: delays add, losses compound, the slower bandwidth counts. */
    MappedShaping then(MappedShaping next) {
        return new MappedShaping(
                delayMs + next.delayMs,
                slower(kbps, next.kbps),
                1 - (1 - loss) * (1 - next.loss),
                Math.max(queue, next.queue));
    }

    private static long slower(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    MappedShaping atAnySpeed() {
        return new MappedShaping(delayMs, 0, loss, queue);
    }

    /** Passes everything as it comes. */
    static MappedShaping none() {
        return new MappedShaping(0, 0, 0, 50);
    }
}
