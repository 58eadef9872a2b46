package org.overtap.deploy.journal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Topology;

/** The instruments that a plan's deployment needs the descriptions of. */
final class UsedInstruments {
    private UsedInstruments() {}

    /** Those, by name. */
    static List<Instrument> of(Topology topology, OverlayPlan plan, InstrumentCatalogue catalogue) {
        Map<String, Instrument> used = new TreeMap<>();
        plan.collectors()
                .forEach(c -> used.put(c.instrument(), catalogue.get(c.instrument(), Instrument.Kind.COLLECTOR)));
        plan.probes().forEach(p -> used.put(p.instrument(), catalogue.get(p.instrument(), Instrument.Kind.PROBE)));
        SwitchMirror.all(topology, plan, catalogue)
                .forEach(mirror -> used.put(mirror.instrument().name(), mirror.instrument()));
        return List.copyOf(used.values());
    }
}
