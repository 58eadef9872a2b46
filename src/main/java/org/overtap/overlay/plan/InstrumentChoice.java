package org.overtap.overlay.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.WireFormat;
import org.overtap.topology.Topology;

/**
 * The instruments of a plan, which fit each other.
 *
 * @param probe what measures
 * @param wire the form in which its records travel
 * @param collector what receives them; absent where the probe stores them itself
 */
public record InstrumentChoice(Instrument probe, WireFormat wire, Optional<Instrument> collector) {
    /**
     * Those that the options name.
     *
     * @param families address families that are to be recorded
     * @throws PlanException with the reason if they do not fit
     */
    public static InstrumentChoice of(PlanOptions options, InstrumentCatalogue instruments, Set<String> families) {
        Instrument probe = instruments.get(options.probe(), Instrument.Kind.PROBE);
        Optional<Instrument> collector = probe.storesItself()
                ? Optional.empty()
                : Optional.of(instruments.get(options.collector(), Instrument.Kind.COLLECTOR));
        WireFormat wire = Compatibility.usual(probe, collector);
        Compatibility.reason(probe, wire, collector, Optional.empty(), Optional.empty())
                .or(() -> families.stream()
                        .flatMap(family ->
                                Compatibility.reason(probe, wire, collector, Optional.of(family), Optional.empty())
                                        .stream())
                        .findFirst())
                .ifPresent(reason -> {
                    throw new PlanException(reason + ": choose others with --probe and --collector");
                });
        return new InstrumentChoice(probe, wire, collector);
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
