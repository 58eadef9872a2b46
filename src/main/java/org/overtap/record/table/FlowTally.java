package org.overtap.record.table;

import java.util.List;
import org.overtap.record.ReadTally;

/**
 * What came of turning records into flows: every record that was read is in one of these numbers.
 *
 * @param records records that were read
 * @param counted those that the owner of their conversation told, and that were joined to the rows of both tables
 * @param others those that another probe than the owner told; the owner's tell the same
 * @param tests those of packets that were only sent to test the overlay
 * @param early those of times before the overlay was deployed
 * @param foreign those whose exporter is none of the measurement's
 * @param excluded those of segments and runs that the user left out
 * @param duplicates those that tell again, to the last bit, what the owner told before; counted here only
 * @param unread what could not be read, for each reason
 * @param flows rows that tell a flow once
 * @param packets packets in these
 * @param bytes IP bytes in these
 * @param crossings rows of flows that are counted elsewhere on their way
 */
public record FlowTally(
        long records,
        long counted,
        long others,
        long tests,
        long early,
        long foreign,
        long excluded,
        long duplicates,
        List<ReadTally.Unread> unread,
        long flows,
        long packets,
        long bytes,
        long crossings) {
    public FlowTally {
        unread = List.copyOf(unread);
    }

    /** A sum that stays at the largest number where it would be larger: counts that a broken exporter told. */
    public static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
