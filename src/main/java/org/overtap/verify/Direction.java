package org.overtap.verify;

import org.overtap.topology.IpAddress;

/**
 * One way that canaries go: packets with these addresses and this mark.
 *
 * @param from the sender's address
 * @param to the receiver's address
 * @param mark as {@link Canary#mark}
 */
record Direction(IpAddress from, IpAddress to, int mark) {
    /** As the canary's sender asks. */
    static Direction there(Canary canary) {
        return new Direction(canary.pair().from(), canary.pair().to(), canary.mark());
    }

    /** As the other end answers. */
    static Direction back(Canary canary) {
        return new Direction(canary.pair().to(), canary.pair().from(), canary.mark());
    }
}
