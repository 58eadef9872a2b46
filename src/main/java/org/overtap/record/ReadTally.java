package org.overtap.record;

import java.util.List;
import java.util.OptionalLong;

/**
 * What came of reading: nothing is dropped in silence.
 *
 * @param records records handed on
 * @param filtered records that were read but did not fit the filter; what a reader's tool left out by itself is not
 *     among them
 * @param unread what could not be read, for each reason
 * @param gaps how often sequence numbers jumped in what was read, where all there is was read and its tool tells that
 *     beside the records; absent else
 */
public record ReadTally(long records, long filtered, List<Unread> unread, OptionalLong gaps) {
    public ReadTally {
        unread = List.copyOf(unread);
        gaps = gaps == null ? OptionalLong.empty() : gaps;
    }

    /** A run in which nothing told of gaps. */
    public ReadTally(long records, long filtered, List<Unread> unread) {
        this(records, filtered, unread, OptionalLong.empty());
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
