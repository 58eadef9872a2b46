package org.overtap.overlay.compact;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.graph.NetworkGraph;

/**
 * The plan of a drawing that is too large for objects: an {@link OverlayPlan} without its probes and segments, which
 * are arrays here. An entry is the probes of one node that report to one collector.
 *
 * @param head all else of the plan
 * @param drawing what it was planned for
 * @param probing the nodes with a probe
 * @param exports the entries
 * @param collectors the collecting nodes, by collector number
 * @param reasons what each node is needed for, if that was asked
 * @param instrument the probe
 * @param wire the form of its records, as a plan tells it
 * @param filter what it is to measure; all if absent
 * @param collector what runs on each of them; absent where probes store their records themselves
 */
public record CompactPlan(
        OverlayPlan head,
        NetworkGraph drawing,
        BitSet probing,
        CompactExports exports,
        int[] collectors,
        Optional<CompactExplanations> reasons,
        String instrument,
        Optional<OverlayPlan.Wire> wire,
        Optional<String> filter,
        Optional<OverlayPlan.Collector> collector) {

    /** Whether every conversation is seen. */
    public boolean covers() {
        return head.coverage().observed() == head.coverage().conversations();
    }

    /** The same plan with more to know about it. */
    public CompactPlan withNotes(List<String> more) {
        return new CompactPlan(
                head.withNotes(more),
                drawing,
                probing,
                exports,
                collectors,
                reasons,
                instrument,
                wire,
                filter,
                collector);
    }

    /** How many nodes run a probe. */
    public int probes() {
        return probing.cardinality();
    }

    /** How many interfaces are watched. */
    public long interfaces() {
        return exports.interfaces();
    }
}
