package org.overtap.topology;

/**
 * What one direction of a member's attachment does to traffic.
 *
 * @param delayMs added delay in ms
 * @param kbitPerSecond bandwidth in kbit/s; 0 if not limited or not known
 * @param loss fraction of packets lost, 0 to 1
 */
public record Shaping(double delayMs, long kbitPerSecond, double loss) {
    /** Nothing is done to the traffic. */
    public static final Shaping NONE = new Shaping(0, 0, 0);

    public Shaping {
        Preconditions.that(delayMs >= 0, "a delay cannot be negative: " + delayMs);
        Preconditions.that(kbitPerSecond >= 0, "a bandwidth cannot be negative: " + kbitPerSecond);
        Preconditions.that(loss >= 0 && loss <= 1, "a loss rate lies between 0 and 1: " + loss);
    }

    /** Whether two tell the same shaping: delays to a hundredth of a millisecond, losses to a hundred thousandth. */
    public boolean alike(Shaping other) {
        return Math.abs(delayMs - other.delayMs) < 0.01
                && kbitPerSecond == other.kbitPerSecond
                && Math.abs(loss - other.loss) < 1e-5;
    }
}
