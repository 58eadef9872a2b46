package org.overtap.overlay.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
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
 *
 * @param topology each switch with the means that are used of it
 * @param options with the exporters among the probes of single nodes
 */
public record SwitchInstruments(Topology topology, PlanOptions options) {

    /** As the user wishes; where he wishes nothing, as the instruments fit each other. */
    public static SwitchInstruments settled(
            Topology topology, PlanOptions given, InstrumentCatalogue instruments, Set<String> families) {
        PlanOptions options = InstrumentSearch.settled(given, instruments, families);
        Map<String, CarryingSwitch.Means> means = new TreeMap<>();
        for (String node : switches(topology)) {
            Optional<String> named =
                    Optional.ofNullable(given.wishes().probeAt().get(node));
            if (named.isPresent()) {
                means.put(
                        node,
                        isSetting(instruments, named.get())
                                ? CarryingSwitch.Means.EXPORT
                                : CarryingSwitch.Means.MIRROR);
                continue;
            }
            Optional<PlanOptions> exporting = exporter(topology, node)
                    .filter(exporter -> given.wishes().anyProbe())
                    .flatMap(at(options, node, instruments, families));
            options = exporting.orElse(options);
            means.put(node, exporting.isPresent() ? CarryingSwitch.Means.EXPORT : CarryingSwitch.Means.MIRROR);
        }
        return new SwitchInstruments(means.isEmpty() ? topology : using(topology, means), options);
    }

    private static boolean isSetting(InstrumentCatalogue instruments, String probe) {
        return instruments.get(probe, Instrument.Kind.PROBE).runs().either(process -> false, setting -> true);
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

    /** The options with that exporter on the switch, and a collector that takes its records too; none if none does. */
    private static Function<String, Optional<PlanOptions>> at(
            PlanOptions options, String node, InstrumentCatalogue instruments, Set<String> families) {
        return exporter -> {
            Map<String, String> all = new TreeMap<>(options.wishes().probeAt());
            all.put(node, exporter);
            PlanOptions tried =
                    InstrumentSearch.settled(options.withWishes(options.wishes().at(all)), instruments, families);
            return Optional.of(tried).filter(its -> InstrumentSearch.fits(its, instruments, families));
        };
    }

    private static Topology using(Topology topology, Map<String, CarryingSwitch.Means> means) {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : topology.segments()) {
            Optional<CarryingSwitch> carrier = segment.carrier().map(its -> Optional.ofNullable(means.get(its.node()))
                    .map(its::by)
                    .orElse(its));
            segments.add(
                    segment instanceof Lan lan
                            ? new Lan(lan.name(), lan.medium(), lan.members(), lan.shapers(), carrier)
                            : new Link(segment.name(), segment.members(), segment.shapers(), carrier));
        }
        return new Topology(topology.experiment(), topology.nodes(), segments, topology.findings(), topology.routes());
    }
}
