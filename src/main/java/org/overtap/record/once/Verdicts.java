package org.overtap.record.once;

import org.overtap.topology.IpAddress;

/** The verdicts of one probe that were made, to be found again. */
final class Verdicts {
    private static final int FEW = 128;

    private int[] hashes = new int[FEW];
    private Verdict[] verdicts = new Verdict[FEW];
    private int size;

    /** The verdict on such records; null if none is kept. */
    Verdict find(IpAddress from, IpAddress to, String fromMac, String toMac) {
        int hash = Verdict.hash(from, to, fromMac, toMac);
        int at = hash & hashes.length - 1;
        while (verdicts[at] != null) {
            if (hashes[at] == hash && verdicts[at].fits(from, to, fromMac, toMac)) {
                return verdicts[at];
            }
            at = at + 1 & hashes.length - 1;
        }
        return null;
    }

    void keep(Verdict verdict) {
        if (2 * size >= verdicts.length) {
            Verdict[] old = verdicts;
            verdicts = new Verdict[2 * old.length];
            hashes = new int[verdicts.length];
            for (Verdict one : old) {
                if (one != null) {
                    put(one);
                }
            }
        }
        put(verdict);
        size++;
    }

    private void put(Verdict verdict) {
        int at = verdict.hash & hashes.length - 1;
        while (verdicts[at] != null) {
            at = at + 1 & hashes.length - 1;
        }
        verdicts[at] = verdict;
        hashes[at] = verdict.hash;
    }

    /** Forgets them all: they can be made again. */
    void clear() {
        hashes = new int[FEW];
        verdicts = new Verdict[FEW];
        size = 0;
    }
}
