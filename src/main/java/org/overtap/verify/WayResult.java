package org.overtap.verify;

/**
 * What the owner's record says of canaries that went one way.
 *
 * <table>
 * <caption>sent n, arrived m, stored s</caption>
 * <tr><th>arrived</th><th>stored</th><th>means</th></tr>
 * <tr><td>m &gt; 0</td><td>0</td><td>missing: they passed, and the owner has none</td></tr>
 * <tr><td>0, or not known</td><td>n, to the byte</td><td>exact: they were on the segment, whatever the receiver's
 * kernel did with them</td></tr>
 * <tr><td>0, or not known</td><td>fewer than n</td><td>unanswered: nobody knows whether they came as far as the
 * owner</td></tr>
 * <tr><td>any</td><td>any, but n is 0: nothing was sent, or nobody can tell</td><td>unanswered</td></tr>
 * <tr><td>any</td><td>more than n, or other bytes</td><td>inexact</td></tr>
 * <tr><td>m &gt; 0</td><td>as many as must have passed there</td><td>exact</td></tr>
 * <tr><td>m &gt; 0</td><td>another number</td><td>inexact</td></tr>
 * </table>
 *
 * @param kind which of these
 * @param words what is wrong with the numbers; empty unless it is inexact
 * @param surplus records left over
 */
record WayResult(Kind kind, String words, int surplus) {
    /** What can be said of it. */
    enum Kind {
        EXACT,
        INEXACT,
        MISSING,
        UNANSWERED
    }

    /**
     * @param what whose canaries they are, for people
     * @param way what was sent and what arrived
     * @param expected how many must have passed where the owner counts
     * @param stored what the owner has
     */
    static WayResult of(String what, Passage way, ExpectedPackets expected, CanaryCounts.Sum stored, int packetBytes) {
        if (way.received() > 0 && stored.packets() == 0) {
            return new WayResult(Kind.MISSING, "", 0);
        }
        if (way.sent() > 0 && way.received() > 0) {
            return compared(expected.complaint(what, stored, packetBytes), expected.surplus(stored));
        }
        boolean whole = stored.bytes() == stored.packets() * packetBytes;
        if (way.sent() == 0 || (whole && stored.packets() < way.sent())) {
            return new WayResult(Kind.UNANSWERED, "", 0);
        }
        ExpectedPackets all = new ExpectedPackets(way.sent(), way.sent());
        return compared(all.complaint(what, stored, packetBytes), all.surplus(stored));
    }

    boolean is(Kind other) {
        return kind == other;
    }

    private static WayResult compared(String complaint, int surplus) {
        return new WayResult(complaint.isEmpty() ? Kind.EXACT : Kind.INEXACT, complaint.strip(), surplus);
    }
}
