package org.overtap.verify;

import org.overtap.topology.IpAddress;

/**
 * One way that canaries go.
 *
 * @param from the sender's address
 * @param to the receiver's address
 * @param ports the ports that they go between
 */
record Direction(IpAddress from, IpAddress to, PortPair ports) {
    /** From the pair's first end to its second. */
    static Direction there(Canary canary) {
        return new Direction(canary.pair().from(), canary.pair().to(), canary.ports());
    }

    /** From the second to the first. */
    static Direction back(Canary canary) {
        return new Direction(canary.pair().to(), canary.pair().from(), canary.ports());
    }
}
