package org.overtap.verify.evidence;

import java.util.Collection;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Jumps of the sequence numbers of what some nodes' probes sent to one collector.
 *
 * @param nodes the nodes whose they may be
 * @param collector the node that stores them
 * @param since those that surely came since the beginning; absent where that is not told
 * @param around those that came since the beginning or before
 */
public record GapEvidence(SortedSet<String> nodes, String collector, OptionalLong since, OptionalLong around) {
    public GapEvidence(Collection<String> nodes, String collector, OptionalLong since, OptionalLong around) {
        this(Collections.unmodifiableSortedSet(new TreeSet<>(nodes)), collector, since, around);
    }
}
