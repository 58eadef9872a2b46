package org.overtap.verify.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.journal.Deployment;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterIndex;

/** Which exporters the plan of a deployment has, and in which form each of them sends. */
public final class PlannedExporters {
    private final ExporterIndex index;
    private final Map<ExporterIndex.Probe, ProbeId> probes = new HashMap<>();
    private final Map<ProbeId, String> forms = new HashMap<>();

    public PlannedExporters(Deployment deployment) {
        OverlayPlan plan = deployment.plan();
        index = new ExporterIndex(deployment.topology(), plan);
        for (OverlayPlan.Probe probe : plan.probes()) {
            Optional<String> form = form(deployment.instruments(), plan, probe);
            for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
                ProbeId id = new ProbeId(probe.node(), watched.name(), watched.sourceId());
                probes.put(ExporterIndex.Probe.of(id.node(), id.sourceId()), id);
                form.ifPresent(its -> forms.put(id, its));
            }
        }
    }

    /** Not known of what stores its records itself, nor of what earlier versions deployed without its descriptor. */
    private static Optional<String> form(List<Instrument> instruments, OverlayPlan plan, OverlayPlan.Probe probe) {
        Optional<Instrument> sends = named(instruments, probe.instrument(), Instrument.Kind.PROBE);
        Optional<Instrument> takes = probe.collector()
                .flatMap(plan::collector)
                .flatMap(c -> named(instruments, c.instrument(), Instrument.Kind.COLLECTOR));
        return takes.flatMap(to -> probe.wire()
                        .map(OverlayPlan.Wire::format)
                        .or(() -> sends.map(from ->
                                Compatibility.usual(from, Optional.of(to)).name())))
                .filter(name -> !name.isEmpty());
    }

    private static Optional<Instrument> named(List<Instrument> instruments, String name, Instrument.Kind kind) {
        return instruments.stream()
                .filter(i -> i.name().equals(name) && i.kind() == kind)
                .findFirst();
    }

    /** The planned probe that exports so, in the form that it was told to; none if no probe of the plan does. */
    public Optional<ProbeId> probe(Exporter exporter) {
        return index.planned(exporter)
                .map(probes::get)
                .filter(id -> form(id).isEmpty() || exporter.format().isEmpty() || form(id).equals(exporter.format()));
    }

    /** Whether the probe that has its number sends in another form, or where none has, no probe of the plan in that. */
    public boolean isOfAnotherForm(Exporter exporter) {
        boolean known = index.planned(exporter).isPresent();
        return exporter.format().isPresent()
                && !forms.isEmpty()
                && (known
                        ? probe(exporter).isEmpty()
                        : !forms.containsValue(exporter.format().get()));
    }

    private Optional<String> form(ProbeId id) {
        return Optional.ofNullable(forms.get(id));
    }

    /** The node that has the exporter's address, else the address. */
    public String node(Exporter exporter) {
        return index.probe(exporter).node();
    }

    /** The planned probe of the exporter's node that has that number, in whichever form it sends. */
    public Optional<ProbeId> numbered(Exporter exporter) {
        return Optional.ofNullable(probes.get(index.probe(exporter)));
    }

    /** What shows that no planned probe exports so. */
    public String strangeness(Exporter exporter) {
        Optional<ProbeId> planned = index.planned(exporter).map(probes::get);
        return planned.flatMap(this::form)
                .map(form -> "they came as " + exporter.format().orElse("something else") + ", and the probe on "
                        + planned.get() + " sends " + form)
                .orElse("no probe of the plan has that address and number");
    }
}
