package org.overtap.toy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.record.RecordReaders;

/** The instruments in {@code src/test/resources/toys}, and which of them go together. */
final class ToyInstruments {
    static final InstrumentCatalogue ALL = InstrumentCatalogue.indexed("/toys/");

    static final RecordReaders READERS = new RecordReaders(Map.of("toy", new ToyReader()));

    private ToyInstruments() {}

    /** A probe, and the collector that it needs if it needs one. */
    record Pair(Instrument probe, Optional<Instrument> collector) {
        @Override
        public String toString() {
            return probe.name() + collector.map(c -> " with " + c.name()).orElse("");
        }
    }

    /** All that fit together. */
    static Stream<Pair> pairs() {
        return of(Instrument.Kind.PROBE).stream()
                .flatMap(probe -> Stream.concat(
                                Stream.of(Optional.<Instrument>empty()),
                                of(Instrument.Kind.COLLECTOR).stream().map(Optional::of))
                        .map(collector -> new Pair(probe, collector)))
                .filter(ToyInstruments::fits);
    }

    private static boolean fits(Pair pair) {
        return Compatibility.reason(
                        pair.probe(),
                        Compatibility.usual(pair.probe(), pair.collector()),
                        pair.collector(),
                        Optional.of("ipv4"),
                        Optional.of("linux"))
                .isEmpty();
    }

    private static List<Instrument> of(Instrument.Kind kind) {
        return ALL.all().stream().filter(i -> i.kind() == kind).toList();
    }
}
