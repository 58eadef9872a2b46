package org.overtap.testbed.emulab.boss;

import org.overtap.testbed.TestbedException;

/** The codes of the boss's replies, in their numerical order from 0, and what each means to the user. */
enum BossCode {
    SUCCESS(""),
    BADARGS("the boss does not accept the arguments"),
    ERROR("the boss reports an error"),
    FORBIDDEN("you have no permission for this: check the experiment's name, your membership in the project, and whose"
            + " certificate you use"),
    BADVERSION("the boss speaks another version of its interface than 0.1, the only one that overtap knows"),
    SERVERERROR("the boss has an internal problem: try again, then tell the testbed's staff"),
    TOOBIG("what was sent is too big for the boss (an ns script may have 512 KiB)"),
    REFUSED("the testbed is closed for maintenance: try again later"),
    TIMEDOUT("the time allowed was over");

    private final String meaning;

    BossCode(String meaning) {
        this.meaning = meaning;
    }

    static BossCode of(int number, String method) throws TestbedException {
        if (number < 0 || number >= values().length) {
            throw new TestbedException(method + ": the boss answered with a code that is not known: " + number);
        }
        return values()[number];
    }

    String meaning() {
        return meaning;
    }
}
