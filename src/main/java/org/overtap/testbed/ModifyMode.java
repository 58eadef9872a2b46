package org.overtap.testbed;

/**
 * How an experiment gets another description.
 *
 * @param outAndIn its machines are given back, and it is given new ones, instead of being changed while it runs
 * @param reboot the nodes that stay are rebooted
 * @param restartEvents the event system is restarted
 */
public record ModifyMode(boolean outAndIn, boolean reboot, boolean restartEvents) {
    /** Changed while it runs, nodes that stay are left alone. */
    public static final ModifyMode DEFAULT = new ModifyMode(false, false, false);
}
