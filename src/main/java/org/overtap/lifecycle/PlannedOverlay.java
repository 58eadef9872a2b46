package org.overtap.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.instrument.Instrument;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.lifecycle.view.NetworkViews;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Topology;

/**
 * A plan, and what it was made from.
 *
 * @param topology the experiment as it is, or as it would be without the machines that were added for an overlay
 * @param plan the plan
 * @param request what was asked
 */
public record PlannedOverlay(Topology topology, OverlayPlan plan, PlanRequest request) {

    /** What is to be looked at before anything is deployed. */
    public NetworkView view() {
        return NetworkViews.planned(topology, plan);
    }

    /** Whether all is seen, and the testbed has the machines for it; such a plan can be deployed. */
    public boolean satisfied() {
        return satisfied(plan);
    }

    /**
     * By instrument, in what packets may differ that its probes put into one record, the words of documents with those for
     * people; only instruments that do.
     */
    public Map<String, Map<String, String>> merges() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        plan.probes().forEach(probe -> all.computeIfAbsent(probe.instrument(), this::mergedBy));
        all.values().removeIf(Map::isEmpty);
        return all;
    }

    private Map<String, String> mergedBy(String instrument) {
        Map<String, String> words = new LinkedHashMap<>();
        request.instruments()
                .get(instrument, Instrument.Kind.PROBE)
                .merges()
                .forEach(in -> words.put(in.word(), in.text()));
        return words;
    }

    static boolean satisfied(OverlayPlan plan) {
        return plan.coverage().uncovered().isEmpty()
                && plan.extra().sufficient().orElse(true);
    }
}
