package org.overtap.lab.boss;

/**
 * How a machine is booted again.
 *
 * @param power by its power switch, its processes unasked
 * @param slow with half a minute without power
 * @param reconfigure not at all: only its network is configured anew
 */
record NodeReboot(boolean power, boolean slow, boolean reconfigure) {}
