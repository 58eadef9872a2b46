package org.overtap.record.once;

import org.overtap.topology.IpAddress;

/** The decisions of one probe that were made, to be found again. */
final class Decisions {
    private static final int FEW = 128;

    private int[] hashes = new int[FEW];
    private Decision[] decisions = new Decision[FEW];
    private int size;

    /** The decision on such records; null if none is kept. */
    Decision find(IpAddress from, IpAddress to, String fromMac, String toMac) {
        int hash = Decision.hash(from, to, fromMac, toMac);
        int at = hash & hashes.length - 1;
        while (decisions[at] != null) {
            if (hashes[at] == hash && decisions[at].fits(from, to, fromMac, toMac)) {
                return decisions[at];
            }
            at = at + 1 & hashes.length - 1;
        }
        return null;
    }

    void keep(Decision decision) {
        if (2 * size >= decisions.length) {
            Decision[] old = decisions;
            decisions = new Decision[2 * old.length];
            hashes = new int[decisions.length];
            for (Decision one : old) {
                if (one != null) {
                    put(one);
                }
            }
        }
        put(decision);
        size++;
    }

    private void put(Decision decision) {
        int at = decision.hash & hashes.length - 1;
        while (decisions[at] != null) {
            at = at + 1 & hashes.length - 1;
        }
        decisions[at] = decision;
        hashes[at] = decision.hash;
    }

    /** Forgets them all: they can be made again. */
    void clear() {
        hashes = new int[FEW];
        decisions = new Decision[FEW];
        size = 0;
    }
}
