package org.overtap.overlay.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * By what means switches show what they carry, where instruments are known that make them: their own exporters where
 * these fit the instruments of all other nodes, else a mirror with a probe behind it.
 */
public final class SwitchInstruments {
    private SwitchInstruments() {}

    /**
     * The options with the exporters of switches among the probes of single nodes, where the user named no probe and some
     * collector takes their records and those of all others.
     */
    public static PlanOptions asked(Topology topology, PlanOptions given, InstrumentCatalogue instruments) {
        PlanOptions options = given;
        for (String node : given.wishes().anyProbe() ? switches(topology) : List.<String>of()) {
            boolean named = given.wishes().probeAt().containsKey(node);
            Optional<String> exporter = named ? Optional.empty() : exporter(topology, node);
            if (exporter.isPresent()) {
                PlanOptions tried = at(options, node, exporter.get());
                options = fits(tried, instruments, topology) ? tried : options;
            }
        }
        return options;
    }

    private static boolean fits(PlanOptions tried, InstrumentCatalogue instruments, Topology topology) {
        PlanOptions settled = InstrumentSearch.settled(
                        tried, instruments, topology, InstrumentGround.UNKNOWN, InstrumentGround.UNKNOWN)
                .options();
        try {
            InstrumentChoice.of(settled, instruments, InstrumentChoice.families(topology));
            return true;
        } catch (PlanException e) {
            return false;
        }
    }

    private static PlanOptions at(PlanOptions options, String node, String probe) {
        Map<String, String> all = new TreeMap<>(options.wishes().probeAt());
        all.put(node, probe);
        return options.withWishes(options.wishes().at(all));
    }

    /**
     * The topology in which each switch shows what it carries by the means that fits the probe which is chosen for it: by
     * exporting where that is a setting of the switch, by a mirror where it listens.
     */
    public static Topology shown(Topology topology, PlanOptions options, InstrumentCatalogue instruments) {
        Map<String, CarryingSwitch.Means> means = new TreeMap<>();
        for (String node : switches(topology)) {
            String probe = options.wishes().probeAt().getOrDefault(node, options.probe());
            means.put(
                    node,
                    instruments
                            .get(probe, Instrument.Kind.PROBE)
                            .runs()
                            .either(process -> CarryingSwitch.Means.MIRROR, setting -> CarryingSwitch.Means.EXPORT));
        }
        return means.isEmpty() ? topology : using(topology, means);
    }

    /** Those of which an instrument is known that sets them up. */
    private static List<String> switches(Topology topology) {
        return topology.nodes().stream()
                .filter(node -> node.role() == Role.SWITCH)
                .map(Node::name)
                .filter(node -> carried(topology, node).stream()
                        .anyMatch(its ->
                                its.exporter().isPresent() || its.mirror().isPresent()))
                .toList();
    }

    private static List<CarryingSwitch> carried(Topology topology, String node) {
        return topology.segments().stream()
                .flatMap(segment -> segment.carrier().stream())
                .filter(carrier -> carrier.node().equals(node))
                .toList();
    }

    /** The one instrument that exports all that the switch carries, if there is one. */
    private static Optional<String> exporter(Topology topology, String node) {
        List<Optional<String>> each = carried(topology, node).stream()
                .map(carrier ->
                        carrier.exporter().filter(name -> carrier.means().contains(CarryingSwitch.Means.EXPORT)))
                .distinct()
                .toList();
        return each.size() == 1 ? each.get(0) : Optional.empty();
    }

    private static Topology using(Topology topology, Map<String, CarryingSwitch.Means> means) {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : topology.segments()) {
            Optional<CarryingSwitch> carrier =
                    segment.carrier().map(its -> means.containsKey(its.node()) ? its.by(means.get(its.node())) : its);
            segments.add(
                    segment instanceof Lan lan
                            ? new Lan(lan.name(), lan.medium(), lan.members(), lan.shapers(), carrier)
                            : new Link(segment.name(), segment.members(), segment.shapers(), carrier));
        }
        return new Topology(topology.experiment(), topology.nodes(), segments, topology.findings(), topology.routes());
    }
}
