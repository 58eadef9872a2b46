package org.overtap.overlay.plan;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.PacketField;
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
 * @param apart a probe that could be used and puts nothing into one record that differs, if there is one
 */
public record InstrumentChoice(
        Instrument probe,
        WireFormat wire,
        Optional<Instrument> collector,
        Map<String, Metering> at,
        Optional<String> filter,
        Optional<String> apart) {

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
        requireBroker(collector, wishes.broker());
        Map<String, Metering> at = new TreeMap<>();
        probes.forEach((node, its) -> at.put(node, metering(its, collector, wishes, families)));
        Metering usual = metering(probe, collector, wishes, families);
        return new InstrumentChoice(
                usual.probe(), usual.wire(), collector, at, wishes.filter(), apart(instruments, families));
    }

    private static void requireBroker(Optional<Instrument> collector, Optional<BrokerTopic> broker) {
        boolean sends = collector.filter(Instrument::brokered).isPresent();
        if (sends && broker.isEmpty()) {
            throw new PlanException(collector.get().name()
                    + " sends what it receives to a broker of yours: name it with --broker HOST:PORT/TOPIC");
        }
        if (!sends && broker.isPresent()) {
            throw new PlanException("nothing is sent to " + broker.get()
                    + collector.map(its -> " by " + its.name()).orElse(" where probes store their records themselves")
                    + ": choose another --collector, or leave out --broker");
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
        requireInsisted(probe, wishes);
        collector.ifPresent(its -> requireInsisted(its, wishes));
        return new Metering(probe, wire);
    }

    private static void requireInsisted(Instrument one, InstrumentWishes wishes) {
        one.refused().filter(reason -> !wishes.insist()).ifPresent(reason -> {
            throw new PlanException(
                    one.name() + " is not used: " + reason + "; choose another, or insist on it with --insist");
        });
    }

    private static Optional<String> apart(InstrumentCatalogue instruments, Set<String> families) {
        return instruments.all().stream()
                .filter(one -> one.kind() == Instrument.Kind.PROBE && one.storesItself())
                .filter(one -> one.merges().isEmpty()
                        && one.refused().isEmpty()
                        && !one.tried().isEmpty())
                .filter(one -> one.preserves().contains(PacketField.MACS)
                        && one.families().containsAll(families))
                .map(Instrument::name)
                .findFirst();
    }

    private static Optional<Instrument> receiver(Instrument probe, Optional<Instrument> collector) {
        return probe.storesItself() ? Optional.empty() : collector;
    }

    /** What measures on that node. */
    public Metering on(String node) {
        return at.getOrDefault(node, new Metering(probe, wire));
    }

    /** What measures anywhere, each probe once, by name. */
    public Collection<Metering> all() {
        Map<String, Metering> all = new TreeMap<>();
        at.values().forEach(its -> all.put(its.probe().name(), its));
        all.put(probe.name(), new Metering(probe, wire));
        return all.values();
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

    /** The address families of a topology's interfaces. */
    public static Set<String> families(Topology topology) {
        return topology.nodes().stream()
                .flatMap(node -> node.interfaces().stream())
                .flatMap(port -> port.addresses().stream())
                .map(address -> address.ip().family().toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
