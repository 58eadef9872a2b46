package org.overtap.placement;

/** What is left of the {@link Limits}. Counted in work; the clock is looked at rarely. */
final class Budget {
    private static final long CLOCK_EVERY = 5_000_000;

    private final long deadlineNanos;
    private long left;
    private long spent;
    private long nextLook = CLOCK_EVERY;
    private boolean late;

    private Budget(long work, long deadlineNanos) {
        this.left = work;
        this.deadlineNanos = deadlineNanos;
    }

    static Budget of(Limits limits) {
        long nanos = Math.min(limits.wallClock().toSeconds(), 100_000_000L) * 1_000_000_000L;
        return new Budget(limits.work(), System.nanoTime() + nanos);
    }

    /** A part of what is left, to be given back with {@link #spend}. */
    Budget share(int parts) {
        return new Budget(left / Math.max(1, parts), deadlineNanos);
    }

    /** At most that much of what is left. */
    Budget atMost(long work) {
        return new Budget(Math.min(left, work), deadlineNanos);
    }

    void spend(long work) {
        left -= work;
        spent += work;
        if (spent >= nextLook) {
            nextLook = spent + CLOCK_EVERY;
            late |= System.nanoTime() > deadlineNanos;
        }
    }

    boolean exhausted() {
        return left <= 0 || late;
    }

    long left() {
        return Math.max(0, left);
    }

    long spent() {
        return spent;
    }
}
