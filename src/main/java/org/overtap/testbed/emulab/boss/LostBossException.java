package org.overtap.testbed.emulab.boss;

import org.overtap.testbed.TestbedException;

/** The boss gave no answer, or broke down over it: the same call may well succeed later. */
final class LostBossException extends TestbedException {
    private static final long serialVersionUID = 1L;

    LostBossException(String message, Throwable cause) {
        super(message, cause);
    }
}
