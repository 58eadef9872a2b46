package org.overtap.record;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What came of reading: nothing is dropped in silence.
 *
 * @param records records handed on
 * @param filtered records that were read but did not fit the filter; what a reader's tool left out by itself is not
 *     among them
 * @param unread what could not be read, for each reason
 * @param gaps how often sequence numbers jumped in what was read, where all there is was read and its tool tells that
 *     beside the records; absent else
 * @param jumps the same by whose numbers they are, as far as that is told
 */
public record ReadTally(long records, long filtered, List<Unread> unread, OptionalLong gaps, List<Jumps> jumps) {
    public ReadTally {
        unread = List.copyOf(unread);
        gaps = gaps == null ? OptionalLong.empty() : gaps;
        jumps = List.copyOf(jumps);
    }

    /** A run in which nothing told of gaps. */
    public ReadTally(long records, long filtered, List<Unread> unread) {
        this(records, filtered, unread, OptionalLong.empty(), List.of());
    }

    /**
     * Jumps of sequence numbers in files that have records of these exporters together.
     *
     * @param exporters whose records are in them; which of several jumped is not told
     * @param count how often numbers jumped
     */
    public record Jumps(Set<Exporter> exporters, long count) {
        public Jumps {
            exporters = Set.copyOf(exporters);
        }
    }

    /**
     * Lines or files that could not be read for one reason.
     *
     * @param reason what was wrong, in words
     * @param count how many
     * @param example the first of them, shortened
     */
    public record Unread(String reason, long count, String example) {
        @Override
        public String toString() {
            return count + " x " + reason + ", first: " + example;
        }
    }

    /** How many lines or files could not be read. */
    public long unreadCount() {
        return unread.stream().mapToLong(Unread::count).sum();
    }
}
