package org.overtap.record.once;

import org.overtap.topology.IpAddress;

/** The verdicts of one probe that were made, to be found again: for the addresses of floods no more than a bound. */
final class Verdicts {
    private final int most;
    private Verdict[] buckets = new Verdict[64];
    private int size;

    /** @param most so many are kept at most */
    Verdicts(int most) {
        this.most = most;
    }

    /** The verdict on such records; null if none is kept. */
    Verdict find(IpAddress from, IpAddress to, String fromMac, String toMac) {
        int hash = Verdict.hash(from, to, fromMac, toMac);
        Verdict at = buckets[hash & buckets.length - 1];
        while (at != null && !(at.hash == hash && at.fits(from, to, fromMac, toMac))) {
            at = at.next;
        }
        return at;
    }

    void keep(Verdict verdict) {
        if (size == most) {
            buckets = new Verdict[64];
            size = 0;
        } else if (size == buckets.length) {
            grow();
        }
        put(verdict);
        size++;
    }

    private void put(Verdict verdict) {
        int bucket = verdict.hash & buckets.length - 1;
        verdict.next = buckets[bucket];
        buckets[bucket] = verdict;
    }

    private void grow() {
        Verdict[] old = buckets;
        buckets = new Verdict[2 * old.length];
        for (Verdict first : old) {
            for (Verdict at = first; at != null; ) {
                Verdict next = at.next;
                put(at);
                at = next;
            }
        }
    }
}
