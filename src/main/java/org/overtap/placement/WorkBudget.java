package org.overtap.placement;

/** What is left of the {@link Limits}. Counted in work; the clock is looked at rarely. */
public final class WorkBudget {
    private static final long CLOCK_EVERY = 5_000_000;

    private final long deadlineNanos;
    private long left;
    private long spent;
    private long nextLook = CLOCK_EVERY;
    private boolean late;

    private WorkBudget(long work, long deadlineNanos) {
        this.left = work;
        this.deadlineNanos = deadlineNanos;
    }

    public static WorkBudget of(Limits limits) {
        long nanos = Math.min(limits.wallClock().toSeconds(), 100_000_000L) * 1_000_000_000L;
        return new WorkBudget(limits.work(), System.nanoTime() + nanos);
    }

    /** A part of what is left, to be given back with {@link #spend}. */
    public WorkBudget share(int parts) {
        return new WorkBudget(left / Math.max(1, parts), deadlineNanos);
    }

    /** At most that much of what is left. */
    public WorkBudget atMost(long work) {
        return new WorkBudget(Math.min(left, work), deadlineNanos);
    }

    public void spend(long work) {
        left -= work;
        spent += work;
        if (spent >= nextLook) {
            nextLook = spent + CLOCK_EVERY;
            late |= System.nanoTime() > deadlineNanos;
        }
    }

    public boolean exhausted() {
        return left <= 0 || late;
    }

    public long left() {
        return Math.max(0, left);
    }

    public long spent() {
        return spent;
    }
}
