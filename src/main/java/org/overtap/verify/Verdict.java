package org.overtap.verify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What the stored records prove.
 *
 * @param conversations how many were to be seen; for flows between hosts each direction counts by itself
 * @param observed how many some probe stored in both directions
 * @param exactlyOnce how many, after the owner rule, count just what was sent
 * @param missing those whose owner stored nothing or half of what passed
 * @param unanswered those of which nothing can be said: canaries could not be sent, or did not arrive, and the records do
 *     not show all of them either
 * @param inexact those whose owner stored both directions but other numbers
 * @param duplicates records left over after the owner rule
 */
public record Verdict(
        int conversations,
        int observed,
        int exactlyOnce,
        List<Missing> missing,
        List<Unanswered> unanswered,
        List<Inexact> inexact,
        int duplicates) {
    public Verdict {
        missing = List.copyOf(missing);
        unanswered = List.copyOf(unanswered);
        inexact = List.copyOf(inexact);
    }

    /**
     * A conversation that its owner did not store.
     *
     * @param segment the segment; empty for flows between hosts, where {@code a} sends to {@code b}
     * @param a one node
     * @param b the other
     * @param owner the probe that should have; empty if no planned probe sees it
     * @param seenBy probes that did store both directions
     */
    public record Missing(String segment, String a, String b, String owner, List<String> seenBy) {}

    /**
     * A conversation of which nothing can be said.
     *
     * @param segment the segment; empty for flows between hosts, where {@code a} sends to {@code b}
     * @param a one node
     * @param b the other
     * @param why what failed, naming the node
     */
    public record Unanswered(String segment, String a, String b, String why) {
        @Override
        public String toString() {
            return (segment.isEmpty() ? a + " -> " + b : a + " <-> " + b + " on " + segment) + ": " + why;
        }
    }

    /** A conversation whose owner's numbers differ from what was sent. */
    public record Inexact(String segment, String a, String b, String owner, String why) {}

    /** Whether every conversation was stored by its owner, once. */
    @JsonIgnore
    public boolean holds() {
        return missing.isEmpty() && observed == conversations && exactlyOnce == conversations && duplicates == 0;
    }
}
