package org.overtap.record.query.ask;

import org.overtap.record.query.FlowCounts;

/**
 * Somebody who talks at regular intervals.
 *
 * @param source who does
 * @param destination to whom
 * @param protocol the IP protocol
 * @param port at which port; less than 0 where the protocol has none
 * @param sourcePort from which port, if it is always the same; else less than 0
 * @param rhythm how regular it is
 * @param counts what it sent
 * @param segments where it was counted
 */
record Beacon(
        int source,
        int destination,
        long protocol,
        long port,
        long sourcePort,
        Rhythm rhythm,
        FlowCounts counts,
        long segments) {
    /** Whether it is what came back of the other: the same two ports, and later. */
    boolean answers(Beacon other) {
        return source == other.destination
                && destination == other.source
                && protocol == other.protocol
                && port == other.sourcePort
                && sourcePort == other.port
                && order(other) > 0;
    }

    private int order(Beacon other) {
        int compared =
                Long.compare(counts.first().orElse(0), other.counts.first().orElse(0));
        return compared != 0 ? compared : Integer.compare(source, other.source);
    }
}
