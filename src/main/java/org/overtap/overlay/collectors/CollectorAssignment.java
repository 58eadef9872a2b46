package org.overtap.overlay.collectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.cover.SwitchUse;
import org.overtap.overlay.plan.CollectorSizing;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.InstrumentNotes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;

/**
 * Which collectors there are, and which probe reports to which.
 *
 * @param probes the probes, by node
 * @param collectors the collectors, by node
 * @param load what the probes send together
 * @param sizing what the collectors were sized by; absent without any
 * @param notes what the user should know
 */
public record CollectorAssignment(
        List<OverlayPlan.Probe> probes,
        List<OverlayPlan.Collector> collectors,
        OverlayPlan.ExportLoad load,
        Optional<CollectorSizing> sizing,
        List<String> notes) {

    /**
     * Probes at the vantage points that are watched, each reporting to a collector that can take it.
     *
     * @param chosen the nodes that have such
     */
    public static CollectorAssignment of(
            Topology topology,
            PlanOptions options,
            Predicate<String> mayCollect,
            InstrumentChoice instruments,
            Set<String> chosen,
            Predicate<VantagePoint> watched) {
        Map<String, Double> rates = new HashMap<>();
        topology.segments().forEach(s -> rates.put(s.name(), ExportLoads.recordsPerSecond(s, options)));
        List<ExportSource> all = exports(topology, instruments, chosen, watched, rates);
        all.forEach(e -> instruments.requireDistinct(e.node(), e.interfaces().size()));
        List<ExportSource> exports =
                all.stream().filter(e -> instruments.sends(e.node())).toList();
        List<ExportSource> kept =
                all.stream().filter(e -> !instruments.sends(e.node())).toList();
        double total =
                exports.stream().mapToDouble(ExportSource::recordsPerSecond).sum();
        if (exports.isEmpty() || instruments.collector().isEmpty()) {
            return new CollectorAssignment(
                    stored(all, instruments),
                    List.of(),
                    ExportLoads.of(0, instruments.wire()),
                    Optional.empty(),
                    instrumentNotes(all, topology, options, instruments));
        }
        Instrument collector = instruments.collector().get();
        List<ExportSource> alone = exports.stream()
                .filter(e -> LonelyNodes.isLonely(topology, e.node()))
                .toList();
        double travelling = total
                - alone.stream().mapToDouble(ExportSource::recordsPerSecond).sum();
        CollectorSizing sizing = CollectorSizing.of(travelling, options.sizing(), instruments.wire(), collector);
        List<ExportSource> parts = new ArrayList<>();
        exports.stream().filter(e -> !alone.contains(e)).forEach(e -> parts.addAll(e.split(ratesOf(e, rates), sizing)));
        int[] bin = BinPacking.pack(
                parts.stream().mapToDouble(ExportSource::recordsPerSecond).toArray(),
                parts.isEmpty() ? 0 : sizing.lowerBound(),
                sizing.limit());
        List<String> nodes =
                CollectorPlacement.nodes(topology, options, mayCollect, chosen, BinPacking.used(bin), sizing.remedy());
        List<OverlayPlan.Probe> probes = new ArrayList<>(stored(kept, instruments));
        for (int i = 0; i < bin.length; i++) {
            probes.add(probe(parts.get(i), instruments, Optional.of(nodes.get(bin[i]))));
        }
        alone.forEach(own -> probes.add(probe(own, instruments, Optional.of(own.node()))));
        probes.sort(Comparator.comparing(OverlayPlan.Probe::node));
        List<OverlayPlan.Collector> collectors = Stream.concat(
                        nodes.stream(), alone.stream().map(ExportSource::node))
                .distinct()
                .sorted()
                .map(n -> collector(collector, n, options, added(topology, n)))
                .toList();
        OverlayPlan.ExportLoad load = ExportLoads.of(total, instruments.wire());
        List<String> others = new ArrayList<>(LonelyNodes.notes(topology, alone));
        others.addAll(instrumentNotes(all, topology, options, instruments));
        return new CollectorAssignment(
                probes,
                collectors,
                load,
                Optional.of(sizing).filter(its -> !parts.isEmpty()),
                notes(exports, sizing, others));
    }

    private static List<String> instrumentNotes(
            List<ExportSource> all, Topology topology, PlanOptions options, InstrumentChoice instruments) {
        return Stream.concat(
                        InstrumentNotes.of(instruments, topology).stream(),
                        RateNotes.of(all, topology, options.sizing(), instruments).stream())
                .toList();
    }

    private static OverlayPlan.Probe probe(
            ExportSource source, InstrumentChoice instruments, Optional<String> collector) {
        return new OverlayPlan.Probe(
                source.node(),
                source.interfaces(),
                source.instrument(),
                collector,
                instruments.told(source.node()),
                instruments.filter(),
                Optional.empty(),
                List.of());
    }

    /** Probes whose records stay where they are made: nothing travels, and nothing is sized. */
    private static List<OverlayPlan.Probe> stored(List<ExportSource> exports, InstrumentChoice instruments) {
        return exports.stream()
                .map(export -> probe(export, instruments, Optional.empty()))
                .toList();
    }

    public static OverlayPlan.Collector collector(
            Instrument instrument, String node, PlanOptions options, boolean added) {
        Optional<String> transport = Optional.of(instrument.transport()).filter(kind -> !kind.equals("udp"));
        return new OverlayPlan.Collector(
                node,
                instrument.name(),
                options.port(),
                added,
                transport,
                options.wishes().broker().filter(topic -> instrument.brokered()));
    }

    private static boolean added(Topology topology, String node) {
        return topology.node(node).map(n -> n.role() == Role.COLLECTOR).orElse(false);
    }

    private static List<ExportSource> exports(
            Topology topology,
            InstrumentChoice instruments,
            Set<String> chosen,
            Predicate<VantagePoint> watched,
            Map<String, Double> rates) {
        Map<String, List<VantagePoint>> vantages = new HashMap<>();
        for (Segment segment : topology.segments()) {
            VantagePoint.of(segment).stream().filter(watched).forEach(v -> vantages.computeIfAbsent(
                            v.node(), n -> new ArrayList<>())
                    .add(v));
        }
        return chosen.stream()
                .flatMap(node -> exports(
                        node,
                        vantages.getOrDefault(node, List.of()),
                        instruments(topology, instruments.on(node).probe(), node, vantages),
                        rates)
                        .stream())
                .toList();
    }

    /** What meters each segment there: the probe, but on a switch what it has for that itself. */
    private static Function<String, String> instruments(
            Topology topology, Instrument probe, String node, Map<String, List<VantagePoint>> vantages) {
        if (topology.node(node).map(Node::role).orElse(Role.HOST) != Role.SWITCH) {
            return segment -> probe.name();
        }
        List<Segment> shown = vantages.getOrDefault(node, List.of()).stream()
                .map(v -> topology.segment(v.segment()).orElseThrow())
                .toList();
        Map<String, CarryingSwitch.Means> means = SwitchUse.means(SwitchUse.limits(topology, node), shown);
        // Somebody can work on a switch that has an address: then a probe can listen there, and a setting can be made.
        boolean reached = topology.node(node).flatMap(Node::control).isPresent();
        CarryingSwitch.Means fit =
                probe.runs().either(process -> CarryingSwitch.Means.MIRROR, setting -> CarryingSwitch.Means.EXPORT);
        return segment -> reached && means.get(segment) == fit
                ? probe.name()
                : means.get(segment).word();
    }

    /** One for each instrument on the node; sources are numbered over all of them. */
    private static List<ExportSource> exports(
            String node, List<VantagePoint> vantages, Function<String, String> instruments, Map<String, Double> rates) {
        List<VantagePoint> sorted = new ArrayList<>(vantages);
        sorted.sort(Comparator.comparing(VantagePoint::iface).thenComparing(VantagePoint::segment));
        Map<String, List<OverlayPlan.MonitoredInterface>> byInstrument = new LinkedHashMap<>();
        int engine = 1;
        for (VantagePoint vantage : sorted) {
            byInstrument
                    .computeIfAbsent(instruments.apply(vantage.segment()), i -> new ArrayList<>())
                    .add(new OverlayPlan.MonitoredInterface(vantage.iface(), vantage.segment(), engine++));
        }
        List<ExportSource> exports = new ArrayList<>();
        byInstrument.forEach(
                (instrument, watched) -> exports.add(new ExportSource(node, instrument, watched, sum(watched, rates))));
        return exports;
    }

    private static double sum(List<OverlayPlan.MonitoredInterface> watched, Map<String, Double> rates) {
        double sum = 0;
        for (OverlayPlan.MonitoredInterface one : watched) {
            sum += rates.get(one.segment());
        }
        return sum;
    }

    private static double[] ratesOf(ExportSource export, Map<String, Double> rates) {
        return export.interfaces().stream()
                .mapToDouble(i -> rates.get(i.segment()))
                .toArray();
    }

    /** Splitting helps collectors; the port of the probing node itself still carries all that it sends. */
    private static List<String> notes(List<ExportSource> exports, CollectorSizing sizing, List<String> others) {
        return Stream.concat(
                        others.stream(),
                        exports.stream()
                                .filter(e -> e.recordsPerSecond() > sizing.controlRecordsPerSecond())
                                .map(e -> tooMuch(e.node(), e.recordsPerSecond(), sizing)))
                .toList();
    }

    public static String tooMuch(String node, double recordsPerSecond, CollectorSizing sizing) {
        return String.format(
                Locale.ROOT,
                "%s is expected to export %.0f records/s, and its own port on the control network carries %.0f:"
                        + " plan with a longer --active-timeout",
                node,
                recordsPerSecond,
                sizing.controlRecordsPerSecond());
    }
}
