package org.overtap.overlay.plan;

/**
 * When a record leaves its probe, and when a collector closes a file, in seconds.
 *
 * @param idle a flow without packets for this long is exported
 * @param active a flow that lasts longer is exported in parts of this length
 * @param rotate a collector starts a new file this often
 */
public record PlanTiming(int idle, int active, int rotate) {
    /** For experiments: quiet on the control network, and readable within a minute. */
    public static final PlanTiming DEFAULT = new PlanTiming(15, 60, 10);

    /** For demonstrations and tests: records are readable after 6 to 7 s. */
    public static final PlanTiming QUICK = new PlanTiming(3, 60, 2);

    public PlanTiming {
        if (idle < 1 || active < idle || rotate < 2) {
            throw new PlanException("timing: idle " + idle + " s, active " + active + " s, rotate " + rotate
                    + " s makes no sense: idle is at least 1, active at least idle, rotate at least 2");
        }
    }
}
