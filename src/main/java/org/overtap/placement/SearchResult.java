package org.overtap.placement;

import java.util.BitSet;

/**
 * What a search says about one problem.
 *
 * @param chosen a choice that meets it, in the problem's own numbers; null when none below the given limit was found
 * @param cost cost of the choice, or {@link #NONE}
 * @param lowerBound no choice costs less; {@link #NONE} when there is no choice at all
 * @param branches nodes of the search tree beyond its root
 * @param kernel candidates that were left for the search
 */
public record SearchResult(BitSet chosen, long cost, long lowerBound, long branches, int kernel) {
    public static final long NONE = Long.MAX_VALUE / 4;

    public static SearchResult none(long lowerBound) {
        return new SearchResult(null, NONE, lowerBound, 0, 0);
    }

    /** The same with another valid bound, if it is better. */
    public SearchResult withBound(long bound) {
        return new SearchResult(chosen, cost, Math.max(lowerBound, bound), branches, kernel);
    }
}
