package org.overtap.testbed.emulab.boss;

/**
 * What the boss answered.
 *
 * @param code whether it worked
 * @param value the result; a number where there is none
 * @param output what the command printed
 */
public record BossReply(BossCode code, Object value, String output) {
    public boolean ok() {
        return code == BossCode.SUCCESS;
    }
}
