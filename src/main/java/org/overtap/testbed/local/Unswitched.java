package org.overtap.testbed.local;

/**
 * Why nothing is known of bridges of Open vSwitch.
 *
 * @param missed whether there are some, by all that is known
 * @param why what failed, in its own words
 */
record Unswitched(boolean missed, String why) {
    /** What to do about it. */
    String advice() {
        return why + "; start Open vSwitch, or set OVS_RUNDIR to the folder of its socket";
    }
}
