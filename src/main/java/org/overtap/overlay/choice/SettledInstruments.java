package org.overtap.overlay.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;

/**
 * What was chosen.
 *
 * @param options the user's, with the instruments named
 * @param passed by node, why another probe is taken there than the first that fits
 * @param collector why another collector is taken than the first that fits
 */
public record SettledInstruments(PlanOptions options, Map<String, String> passed, Optional<String> collector) {
    /** The name that stands for all nodes where these are alike; no node has it. */
    static final String ANY = "";

    public SettledInstruments {
        passed = Map.copyOf(passed);
    }

    /** Those that the options name anyway. */
    static SettledInstruments named(PlanOptions options) {
        return new SettledInstruments(options, Map.of(), Optional.empty());
    }

    /** What a plan should say whose nodes are all alike. */
    public List<String> notesOfAll() {
        List<String> notes = new ArrayList<>();
        Optional.ofNullable(passed.get(ANY)).ifPresent(why -> notes.add(options.probe() + " is taken: " + why));
        collector.ifPresent(why -> notes.add(options.collector() + " collects: " + why));
        return notes;
    }

    /** What a plan that was made so should say of it: a sentence for each reason, with the nodes on which it counts. */
    public List<String> notes(OverlayPlan plan) {
        Map<String, TreeSet<String>> nodes = new TreeMap<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            String why = passed.get(probe.node());
            if (why != null) {
                nodes.computeIfAbsent(probe.instrument() + "\n" + why, w -> new TreeSet<>())
                        .add(probe.node());
            }
        }
        List<String> notes = new ArrayList<>();
        nodes.forEach((words, where) -> {
            String[] both = words.split("\n", 2);
            notes.add(both[0] + " is taken on " + String.join(", ", where) + ": " + both[1]);
        });
        plan.collectors().stream()
                .findFirst()
                .ifPresent(one -> collector.ifPresent(why -> notes.add(one.instrument() + " collects: " + why)));
        return notes;
    }
}
