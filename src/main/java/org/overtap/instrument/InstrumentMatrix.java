package org.overtap.instrument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes with what: every probe in each of its forms, with every collector and with none.
 *
 * @param cells one for each of these, in the catalogue's order
 */
public record InstrumentMatrix(List<Cell> cells) {
    public InstrumentMatrix {
        cells = List.copyOf(cells);
    }

    /**
     * A probe, a form and a collector.
     *
     * @param probe the probe's name
     * @param wire the form's
     * @param collector the collector's; absent where the probe is to store its records itself
     * @param reasons by address family why it does not work; absent where it does
     * @param strangers whether it is plain that they do not meet
     * @param oneInterface whether a node can have only one interface probed so, as records do not tell of which they are
     */
    public record Cell(
            String probe,
            String wire,
            Optional<String> collector,
            Map<String, Optional<String>> reasons,
            boolean strangers,
            boolean oneInterface) {
        /** The families that work. */
        public List<String> families() {
            return reasons.entrySet().stream()
                    .filter(family -> family.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Why the first family that does not work does not. */
        public Optional<String> reason() {
            return reasons.values().stream().flatMap(Optional::stream).findFirst();
        }
    }

    /** That of a catalogue. */
    public static InstrumentMatrix of(InstrumentCatalogue instruments) {
        List<Cell> cells = new ArrayList<>();
        for (Instrument probe : instruments.all()) {
            for (WireFormat wire : probe.kind() == Instrument.Kind.PROBE ? probe.formats() : List.<WireFormat>of()) {
                cells.add(cell(probe, wire, Optional.empty()));
                instruments.all().stream()
                        .filter(one -> one.kind() == Instrument.Kind.COLLECTOR)
                        .forEach(collector -> cells.add(cell(probe, wire, Optional.of(collector))));
            }
        }
        return new InstrumentMatrix(cells);
    }

    private static Cell cell(Instrument probe, WireFormat wire, Optional<Instrument> collector) {
        Map<String, Optional<String>> reasons = new LinkedHashMap<>();
        for (String family : List.of("ipv4", "ipv6")) {
            reasons.put(family, Compatibility.reason(probe, wire, collector, Optional.of(family), Optional.empty()));
        }
        return new Cell(
                probe.name(),
                wire.name(),
                collector.map(Instrument::name),
                reasons,
                Compatibility.strangers(probe, wire, collector),
                collector.isPresent() && Compatibility.unnumbered(wire, collector));
    }
}
