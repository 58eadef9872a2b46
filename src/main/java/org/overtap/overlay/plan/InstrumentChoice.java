package org.overtap.overlay.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Runs;
import org.overtap.instrument.WireFormat;
import org.overtap.topology.Topology;

/**
 * The instruments of a plan, which fit each other.
 *
 * @param probe what measures where nothing else is asked for
 * @param wire the form in which its records travel
 * @param collector what receives them; absent where every probe stores them itself
 * @param at by node, what measures there instead
 * @param filter what is to be measured; all if absent
 */
public record InstrumentChoice(
        Instrument probe,
        WireFormat wire,
        Optional<Instrument> collector,
        Map<String, Metering> at,
        Optional<String> filter) {

    /** A probe and the form of its records. */
    public record Metering(Instrument probe, WireFormat wire) {}

    /**
     * Those that the options name.
     *
     * @param families address families that are to be recorded
     * @throws PlanException with the reason if they do not fit
     */
    public static InstrumentChoice of(PlanOptions options, InstrumentCatalogue instruments, Set<String> families) {
        InstrumentWishes wishes = options.wishes();
        Instrument probe = instruments.get(options.probe(), Instrument.Kind.PROBE);
        Map<String, Instrument> probes = new TreeMap<>();
        wishes.probeAt().forEach((node, name) -> probes.put(node, instruments.get(name, Instrument.Kind.PROBE)));
        boolean sends = !probe.storesItself() || probes.values().stream().anyMatch(p -> !p.storesItself());
        Optional<Instrument> collector =
                sends ? Optional.of(instruments.get(options.collector(), Instrument.Kind.COLLECTOR)) : Optional.empty();
        Map<String, Metering> at = new TreeMap<>();
        probes.forEach((node, its) -> at.put(node, metering(its, collector, wishes, families)));
        Metering usual = metering(probe, collector, wishes, families);
        return new InstrumentChoice(usual.probe(), usual.wire(), collector, at, wishes.filter());
    }

    /**
     * The options with the first instruments of the catalogue's order that fit each other and what is asked, where the
     * user named none. Those that are refused, or were never tried, are taken only where they are named. As they are if
     * none fit: what is wrong with them is told then.
     *
     * @param families address families that are to be recorded
     * @param there whether an instrument can be had where it would run
     */
    public static PlanOptions settled(
            PlanOptions options, InstrumentCatalogue instruments, Set<String> families, Predicate<Instrument> there) {
        InstrumentWishes wishes = options.wishes();
        if (!wishes.anyProbe() && !wishes.anyCollector()) {
            return options;
        }
        List<String> probes = candidates(instruments, Instrument.Kind.PROBE, wishes.anyProbe(), options.probe(), there);
        List<String> collectors =
                candidates(instruments, Instrument.Kind.COLLECTOR, wishes.anyCollector(), options.collector(), there);
        for (String probe : probes) {
            for (String collector : collectors) {
                PlanOptions tried = options.with(probe, collector);
                if (fits(tried, instruments, families)) {
                    return tried;
                }
            }
        }
        return options;
    }

    /** Whoever was named, else those that could be taken, in their order. */
    private static List<String> candidates(
            InstrumentCatalogue instruments,
            Instrument.Kind kind,
            boolean any,
            String named,
            Predicate<Instrument> there) {
        List<String> all = new ArrayList<>();
        for (Instrument one : any ? instruments.all() : List.<Instrument>of()) {
            boolean known = !one.tried().isEmpty() && one.runs() instanceof Runs.Process;
            if (one.kind() == kind && one.refused().isEmpty() && known && there.test(one)) {
                all.add(one.name());
            }
        }
        if (all.isEmpty() || !any) {
            all.add(0, named);
        }
        return all;
    }

    private static boolean fits(PlanOptions options, InstrumentCatalogue instruments, Set<String> families) {
        try {
            InstrumentChoice choice = of(options, instruments, families);
            return options.wishes().anyCollector() || choice.collector().isPresent();
        } catch (PlanException e) {
            return false;
        }
    }

    private static Metering metering(
            Instrument probe, Optional<Instrument> receiver, InstrumentWishes wishes, Set<String> families) {
        Optional<Instrument> collector = receiver(probe, receiver);
        WireFormat wire = wishes.wire()
                .map(name -> probe.format(name)
                        .orElseThrow(() -> new PlanException(probe.name() + " does not speak " + name + ", it speaks "
                                + probe.formats().stream().map(WireFormat::name).collect(Collectors.joining(", "))
                                + ": choose another --wire")))
                .orElseGet(() -> Compatibility.usual(probe, collector));
        Compatibility.reason(probe, wire, collector, Optional.empty(), Optional.empty())
                .or(() -> families.stream()
                        .flatMap(family ->
                                Compatibility.reason(probe, wire, collector, Optional.of(family), Optional.empty())
                                        .stream())
                        .findFirst())
                .ifPresent(reason -> {
                    throw new PlanException(reason + ": choose others with --probe and --collector");
                });
        probe.refused().filter(reason -> !wishes.insist()).ifPresent(reason -> {
            throw new PlanException(
                    probe.name() + " is not used: " + reason + "; choose another, or insist on it with --insist");
        });
        return new Metering(probe, wire);
    }

    private static Optional<Instrument> receiver(Instrument probe, Optional<Instrument> collector) {
        return probe.storesItself() ? Optional.empty() : collector;
    }

    /** What measures on that node. */
    public Metering on(String node) {
        return at.getOrDefault(node, new Metering(probe, wire));
    }

    /** Whether what measures on that node sends its records to a collector. */
    public boolean sends(String node) {
        return !on(node).probe().storesItself();
    }

    /** The collector of what measures on that node; absent where that stores its records itself. */
    public Optional<Instrument> collectorOf(String node) {
        return receiver(on(node).probe(), collector);
    }

    /** What a plan says of the form of that node's records; nothing where it is what anyone would take it for. */
    public Optional<OverlayPlan.Wire> told(String node) {
        Metering its = on(node);
        Optional<Instrument> receiver = collectorOf(node);
        OverlayPlan.Wire told = OverlayPlan.Wire.of(its.wire(), receiver);
        boolean usual = Compatibility.usual(its.probe(), receiver).name().equals(told.format());
        return told.plain() && usual ? Optional.empty() : Optional.of(told);
    }

    /**
     * Does nothing if the records of so many interfaces of a node can be told apart.
     *
     * @throws PlanException with the reason if they cannot
     */
    public void requireDistinct(String node, int interfaces) {
        Metering its = on(node);
        Compatibility.indistinct(its.probe(), its.wire(), collectorOf(node), node, interfaces)
                .ifPresent(reason -> {
                    throw new PlanException(
                            reason + ": choose another --wire, --probe NAME@" + node + ", or --collector");
                });
    }

    /** What is to be known of the instruments, a sentence each. */
    public List<String> notes() {
        Map<String, Metering> all = new TreeMap<>();
        at.values().forEach(its -> all.put(its.probe().name(), its));
        all.put(probe.name(), new Metering(probe, wire));
        List<String> notes = new ArrayList<>();
        for (Metering its : all.values()) {
            its.probe().refused().ifPresent(reason -> notes.add(its.probe().name() + " is used though " + reason));
            if (its.wire().packets()) {
                notes.add(Volume.note(its.probe(), its.wire()));
            }
        }
        return notes;
    }

    /** What a probe makes of a busy link where each packet is a record. */
    private static final class Volume {
        private static final double PACKETS_A_SECOND = 2 * 100e6 / 8 / 500;
        private static final double SECONDS = 3600;

        private static String note(Instrument probe, WireFormat wire) {
            double records = (double) wire.headerBytes() / wire.recordsPerPacket() + wire.recordBytes();
            return String.format(
                    Locale.ROOT,
                    "%s makes a record of every packet: up to %.0f a second and %.0f GB an hour from a link of 100 Mbit/s that"
                            + " is full of packets of 500 bytes both ways",
                    probe.name(),
                    PACKETS_A_SECOND,
                    PACKETS_A_SECOND * records * SECONDS / 1e9);
        }
    }

    /** The address families of a topology's interfaces. */
    public static Set<String> families(Topology topology) {
        return topology.nodes().stream()
                .flatMap(node -> node.interfaces().stream())
                .flatMap(port -> port.addresses().stream())
                .map(address -> address.ip().family().toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
