package org.overtap.record.once;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Node;
import org.overtap.topology.VantagePoint;

/**
 * Every point at which records of a measurement were taken, found by who exported them: those of its table of
 * exporters, and those of its plan at any address of their nodes.
 */
final class Points {
    private final Measurement measurement;
    private final AddressTexts texts = new AddressTexts();
    private final Map<Endpoint, Point> byPlace = new LinkedHashMap<>();
    private final Map<IpAddress, Map<Integer, Point>> byExporter = new HashMap<>();
    private final Map<IpAddress, Point> unnumbered = new HashMap<>();
    private final Map<Endpoint, VantagePoint> vantages = new HashMap<>();
    private List<Point> all = List.of();
    private Exporter lastExporter;
    private Point lastPoint;

    Points(Measurement measurement) {
        this.measurement = measurement;
        measurement.topology().vantages().forEach(v -> vantages.put(new Endpoint(v.node(), v.iface()), v));
        List<ExporterEntry> entries = new ArrayList<>(measurement.exporters());
        entries.sort(Comparator.comparing(ExporterEntry::standing).reversed());
        entries.forEach(this::add);
        for (OverlayPlan.Probe probe : measurement.plan().probes()) {
            probe.interfaces().forEach(watched -> add(probe, watched));
        }
        all = List.copyOf(byPlace.values());
    }

    private void add(ExporterEntry entry) {
        Endpoint at = new Endpoint(entry.node(), entry.iface());
        Optional<OverlayPlan.Wire> wire = entry.wire().or(() -> wire(at, entry.instrument()));
        Point.Form form = form(entry.format(), wire);
        Point point = byPlace.computeIfAbsent(at, place -> make(place, entry.segment(), entry.instrument(), form));
        point.cameAs(form);
        Optional<IpAddress> address = IpAddress.parse(entry.address());
        address.ifPresent(its -> put(its, entry.sourceId(), point));
        if (wire.filter(OverlayPlan.Wire::unnumbered).isPresent()) {
            address.ifPresent(its -> unnumbered.putIfAbsent(its, point));
        }
    }

    /** What the plan says of the form of the records of that instrument there. */
    private Optional<OverlayPlan.Wire> wire(Endpoint at, String instrument) {
        return measurement.plan().probes().stream()
                .filter(probe ->
                        probe.node().equals(at.node()) && probe.instrument().equals(instrument))
                .filter(probe -> probe.interfaces().stream()
                        .anyMatch(watched -> watched.name().equals(at.iface())))
                .findFirst()
                .flatMap(OverlayPlan.Probe::wire);
    }

    /** Records of a planned point may come from any address of its node. */
    private void add(OverlayPlan.Probe probe, OverlayPlan.MonitoredInterface watched) {
        Endpoint at = new Endpoint(probe.node(), watched.name());
        Point point = byPlace.computeIfAbsent(
                at,
                place -> make(
                        place,
                        Optional.of(watched.segment()),
                        probe.instrument(),
                        form(Optional.empty(), probe.wire())));
        measurement
                .topology()
                .node(probe.node())
                .map(Node::controlAddresses)
                .orElse(List.of())
                .forEach(address -> {
                    put(address, watched.sourceId(), point);
                    if (probe.wire().filter(OverlayPlan.Wire::unnumbered).isPresent()) {
                        unnumbered.putIfAbsent(address, point);
                    }
                });
    }

    private void put(IpAddress address, int sourceId, Point point) {
        byExporter.computeIfAbsent(address, a -> new HashMap<>()).putIfAbsent(sourceId, point);
    }

    private static Point.Form form(Optional<String> format, Optional<OverlayPlan.Wire> wire) {
        return new Point.Form(
                format.orElse(null),
                wire.map(OverlayPlan.Wire::layer2).orElse(0),
                wire.filter(OverlayPlan.Wire::packets).isPresent());
    }

    private Point make(Endpoint at, Optional<String> segment, String instrument, Point.Form form) {
        VantagePoint vantage = vantages.get(at);
        String on = vantage != null
                ? vantage.segment()
                : segment.filter(name -> measurement.topology().segment(name).isPresent())
                        .orElse(null);
        Point.Told told = new Point.Told(
                measurement.tool(instrument).map(Measurement.Tool::merges).orElse(List.of()),
                form,
                NodeClock.of(at.node(), measurement.clocks()),
                texts);
        return new Point(byPlace.size(), at.node(), at.iface(), on, vantage, told);
    }

    /** All of them, in the order of their numbers. */
    List<Point> all() {
        return all;
    }

    /** The point there; null if none is. */
    Point at(String node, String iface) {
        return byPlace.get(new Endpoint(node, iface));
    }

    /** The point whose records that exporter sends; null if none does. */
    Point of(Exporter exporter) {
        if (exporter.equals(lastExporter)) {
            return lastPoint;
        }
        lastExporter = exporter;
        lastPoint = find(exporter);
        return lastPoint;
    }

    /** Records that do not say their number are known by their address where only one point has that. */
    private Point find(Exporter exporter) {
        Map<Integer, Point> here = byExporter.getOrDefault(exporter.address(), Map.of());
        Point point = exporter.sourceId().isPresent()
                ? here.get(exporter.sourceId().getAsInt())
                : here.values().stream().distinct().count() == 1
                        ? here.values().iterator().next()
                        : null;
        point = point == null ? unnumbered.get(exporter.address()) : point;
        return point != null && point.tells(exporter.format()) ? point : null;
    }
}
