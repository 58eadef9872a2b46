package org.overtap.overlay.collectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.overlay.choice.ExpectedRates;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.SizingOptions;
import org.overtap.topology.Topology;

/** Where more packets are expected than a plan's probes were seen to keep up with. */
final class RateNotes {
    private RateNotes() {}

    /** A sentence each. */
    static List<String> of(
            List<ExportSource> sources, Topology topology, SizingOptions sizing, InstrumentChoice instruments) {
        ExpectedRates rates = ExpectedRates.of(topology, sizing);
        Map<String, List<String>> nodes = new TreeMap<>();
        for (ExportSource source : sources) {
            List<String> segments = source.interfaces().stream()
                    .map(OverlayPlan.MonitoredInterface::segment)
                    .toList();
            rates.against(segments, instruments.on(source.node()).probe())
                    .filter(why -> source.instrument()
                            .equals(instruments.on(source.node()).probe().name()))
                    .ifPresent(why ->
                            nodes.computeIfAbsent(why, w -> new ArrayList<>()).add(source.node()));
        }
        List<String> notes = new ArrayList<>();
        nodes.forEach((why, where) -> notes.add(String.join(", ", where) + " may lose packets: " + why));
        return notes;
    }
}
