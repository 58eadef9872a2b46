package org.overtap.verify.passive;

import org.overtap.record.FlowRecord;

/**
 * How much of what records tell passed within a time. Of a record that reaches beyond it, what passed within is taken to be
 * as much as of its length lies within.
 */
final class FlowShare {
    private final long from;
    private final long until;
    private double bytes;
    private double packets;
    private long sure;
    private long most;
    private boolean timeless;

    /** Within those microseconds since 1970. */
    FlowShare(long from, long until) {
        this.from = from;
        this.until = until;
    }

    void add(FlowRecord record) {
        long first = record.firstMicros();
        long last = record.lastMicros();
        if (first == FlowRecord.ABSENT || last == FlowRecord.ABSENT) {
            timeless = true;
            return;
        }
        double share = share(first, Math.max(first, last));
        sure += share == 1 ? record.bytes() : 0;
        most += share > 0 ? record.bytes() : 0;
        bytes += share * record.bytes();
        packets += share * record.packets();
    }

    private double share(long first, long last) {
        if (last < from || first > until) {
            return 0;
        }
        return first == last ? 1 : (Math.min(last, until) - Math.max(first, from)) / (double) (last - first);
    }

    long bytes() {
        return Math.round(bytes);
    }

    /** Bytes of what passed within for certain. */
    long sure() {
        return sure;
    }

    /** As many as can have passed within at most: of records that reach beyond, all of them. */
    long most() {
        return most;
    }

    long packets() {
        return Math.round(packets);
    }

    /** Whether some records do not tell when their packets passed: then nothing can be said. */
    boolean timeless() {
        return timeless;
    }
}
