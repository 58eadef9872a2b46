package org.overtap.instrument;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether instruments fit each other and what they are put on. The one place that decides it. */
public final class Compatibility {
    private Compatibility() {}

    /**
     * Why they do not fit.
     *
     * @param probe the probe
     * @param wire the form in which its records travel
     * @param collector what receives them; absent where the probe is to store them itself
     * @param family an address family that must be recorded, if one is asked for
     * @param system an operating system that the probe must run on, as {@code uname -s} says it, if that is known
     * @return the reason, to be read after "cannot be used: "; nothing if they fit
     */
    public static Optional<String> reason(
            Instrument probe,
            WireFormat wire,
            Optional<Instrument> collector,
            Optional<String> family,
            Optional<String> system) {
        if (probe.format(wire.name()).isEmpty()) {
            return Optional.of(probe.name() + " does not speak " + wire.name() + ", it speaks " + names(probe));
        }
        if (probe.storesItself() && collector.isPresent()) {
            return Optional.of(probe.name() + " stores its records where it runs and sends none to "
                    + collector.get().name());
        }
        if (!probe.storesItself() && collector.isEmpty()) {
            return Optional.of(probe.name() + " does not store its records, it needs a collector");
        }
        return collector
                .flatMap(c -> unread(probe, wire, c))
                .or(() -> family.flatMap(f -> unrecorded(probe, wire, collector, f)))
                .or(() -> system.flatMap(s -> foreign(probe, s)));
    }

    /**
     * Whether it is plain that they do not meet: they have no form in common, or one of them stores itself what the other is
     * to be sent. Any other reason is worth a word.
     */
    public static boolean strangers(Instrument probe, WireFormat wire, Optional<Instrument> collector) {
        return probe.storesItself() == collector.isPresent()
                || collector.filter(c -> !takes(c, wire)).isPresent();
    }

    /**
     * The first form of the probe's that the collector takes; the probe's first where there is none or no collector.
     */
    public static WireFormat usual(Instrument probe, Optional<Instrument> collector) {
        return probe.formats().stream()
                .filter(format ->
                        collector.map(c -> unread(probe, format, c).isEmpty()).orElse(true))
                .findFirst()
                .orElse(probe.formats().get(0));
    }

    /** Whether an instrument runs on an operating system; the reason if not. */
    public static Optional<String> foreign(Instrument instrument, String system) {
        return foreign(instrument.name(), instrument.needs(), system);
    }

    /** As {@link #foreign(Instrument, String)}, where only its needs are known. */
    public static Optional<String> foreign(String name, Needs needs, String system) {
        return needs.systems().isEmpty() || needs.systems().contains(system)
                ? Optional.empty()
                : Optional.of(name + " does not run on " + system + ", only on " + String.join(", ", needs.systems()));
    }

    private static Optional<String> unread(Instrument probe, WireFormat wire, Instrument collector) {
        return takes(collector, wire)
                ? Optional.ofNullable(wire.unfit().get(collector.name()))
                : Optional.of(collector.name() + " does not take the " + wire.name() + " that " + probe.name()
                        + " sends, it takes " + names(collector));
    }

    /**
     * Whether records that travel so do not tell in the end which of a node's interfaces they are of: one interface of
     * a node can be told from those of other nodes by its address, two cannot be told apart.
     */
    public static boolean unnumbered(WireFormat wire, Optional<Instrument> collector) {
        return wire.unnumbered()
                || collector
                        .flatMap(c -> c.format(wire.name()))
                        .map(WireFormat::unnumbered)
                        .orElse(false);
    }

    /** Why several interfaces of that node cannot be probed so; nothing if they can. */
    public static Optional<String> indistinct(
            Instrument probe, WireFormat wire, Optional<Instrument> collector, String node, int interfaces) {
        return interfaces < 2 || collector.isEmpty() || !unnumbered(wire, collector)
                ? Optional.empty()
                : Optional.of("records of " + probe.name() + " in the form " + wire.name() + " do not tell "
                        + collector.get().name() + " which of the " + interfaces + " interfaces of " + node
                        + " they are of");
    }

    private static boolean takes(Instrument collector, WireFormat wire) {
        return collector.formats().isEmpty()
                || wire.name().equals(WireFormat.UNTOLD)
                || collector.format(wire.name()).isPresent();
    }

    private static Optional<String> unrecorded(
            Instrument probe, WireFormat wire, Optional<Instrument> collector, String family) {
        if (lacks(probe.families(), family)) {
            return Optional.of(probe.name() + " does not record " + family);
        }
        if (lacks(wire.families(), family)) {
            return Optional.of(wire.name() + " does not carry " + family);
        }
        return collector
                .filter(c -> lacks(c.families(), family))
                .map(c -> c.name() + " does not take records of " + family);
    }

    /** An empty list says nothing. */
    private static boolean lacks(List<String> families, String family) {
        return !families.isEmpty() && !families.contains(family);
    }

    private static String names(Instrument instrument) {
        return instrument.formats().stream().map(WireFormat::name).collect(Collectors.joining(", "));
    }
}
