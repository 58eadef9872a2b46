package org.overtap.lifecycle.view;

import java.util.List;
import java.util.Optional;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Topology;

/**
 * All that a picture of an experiment tells.
 *
 * @param title what it is a picture of: the experiment's name, or the folder's
 * @param kind what stands behind it, in a word: plan, deployment, flow files or dataset
 * @param topology nodes and segments; absent where a dataset came without, or only a plan's file was given: then the
 *     picture has the segments alone that the others tell of
 * @param plan who is to see what; absent where nothing was planned
 * @param health what each probe and collector says of itself; empty where nothing runs
 * @param volume what passed on each segment; absent where nothing was measured
 * @param compact the plan of a drawing of very many nodes, which has neither a topology nor the plan's lists
 * @param notes what the user should know of it, a sentence each
 */
public record NetworkView(
        String title,
        String kind,
        Optional<Topology> topology,
        Optional<OverlayPlan> plan,
        List<DaemonHealth> health,
        Optional<SegmentVolume> volume,
        Optional<CompactPlan> compact,
        List<String> notes) {
    public NetworkView {
        health = List.copyOf(health);
        notes = List.copyOf(notes);
    }

    /** A view of what is listed one by one. */
    public NetworkView(
            String title,
            String kind,
            Optional<Topology> topology,
            Optional<OverlayPlan> plan,
            List<DaemonHealth> health,
            Optional<SegmentVolume> volume,
            List<String> notes) {
        this(title, kind, topology, plan, health, volume, Optional.empty(), notes);
    }

    /** Whether something runs or was measured, and not only a plan is there. */
    public boolean measured() {
        return !kind.equals(NetworkViews.PLAN);
    }
}
