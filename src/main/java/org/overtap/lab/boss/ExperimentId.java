package org.overtap.lab.boss;

/**
 * Which experiment, and whose.
 *
 * @param pid project
 * @param eid experiment
 * @param index its number in the boss's database
 * @param head who leads it
 * @param domain the testbed's domain
 */
record ExperimentId(String pid, String eid, int index, String head, String domain) {
    String text() {
        return pid + "/" + eid;
    }
}
