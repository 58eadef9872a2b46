package org.overtap.record;

import java.util.List;

/**
 * What came of reading: nothing is dropped in silence.
 *
 * @param records records handed on
 * @param filtered records that were read but did not fit the filter; what a reader's tool left out by itself is not
 *     among them
 * @param unread what could not be read, for each reason
 */
public record ReadTally(long records, long filtered, List<Unread> unread) {
    public ReadTally {
        unread = List.copyOf(unread);
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
