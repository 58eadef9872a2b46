package org.overtap.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every descriptor that comes with overtap keeps. */
class InstrumentContractTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();
    private static final Set<String> READERS = Set.of("nfdump", "sfcapd", "nfacctd", "pcap", "argus");
    private static final Set<String> UNTRIED = Set.of("flow-tools", "silk", "sflowtool", "yaf", "zeek");

    static List<Instrument> all() {
        return ALL.all();
    }

    static Stream<Instrument> probes() {
        return all().stream().filter(instrument -> instrument.kind() == Instrument.Kind.PROBE);
    }

    static Stream<Instrument> storing() {
        return all().stream().filter(instrument -> instrument.output().isPresent());
    }

    static Stream<Instrument> recording() {
        return all().stream().filter(instrument -> instrument.kind().records());
    }

    static Stream<Instrument> collectors() {
        return all().stream().filter(instrument -> instrument.kind() == Instrument.Kind.COLLECTOR);
    }

    @ParameterizedTest
    @MethodSource("all")
    void itSaysWhatItIsAndWhatBringsIt(Instrument instrument) {
        assertThat(instrument.summary()).isNotBlank();
        assertThat(instrument.needs().programs()).contains(instrument.program());
        assertThat(instrument.needs().packages()).isNotEmpty();
        assertThat(instrument.tried().isEmpty()
                        || !instrument.needs().packages("apt", "debian", "12").isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("recording")
    void itSaysWhatItsRecordsKeep(Instrument instrument) {
        assertThat(instrument.families()).isNotEmpty();
        assertThat(instrument.formats()).isNotEmpty();
        assertThat(instrument.preserves()).contains(PacketField.ADDRESSES, PacketField.PACKETS, PacketField.BYTES);
    }

    @ParameterizedTest
    @MethodSource("storing")
    void whatItStoresHasAReaderOrItIsRefusedForThat(Instrument instrument) {
        String reader = instrument.output().orElseThrow().reader();
        Optional<String> none =
                Optional.of("nothing here reads what it stores: it can be started, downloaded from and removed");
        assertThat(READERS.contains(reader) || instrument.refused().equals(none))
                .as(reader)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatWasNeverTriedIsTakenByNobodyWhoDoesNotNameIt(Instrument instrument) {
        assertThat(instrument.tried()).isSubsetOf("linux");
        assertThat(instrument.tried().isEmpty()).isEqualTo(UNTRIED.contains(instrument.name()));
    }

    @ParameterizedTest
    @MethodSource("collectors")
    void aCollectorStores(Instrument instrument) {
        assertThat(instrument.output()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void aProbeStoresItselfOrSomeCollectorTakesEveryFormThatItSends(Instrument probe) {
        List<Optional<Instrument>> receivers = probe.storesItself()
                ? List.of(Optional.empty())
                : collectors().map(Optional::of).toList();
        assertThat(probe.formats()).allMatch(wire -> receivers.stream()
                .anyMatch(receiver -> Compatibility.reason(probe, wire, receiver, Optional.empty(), Optional.empty())
                        .isEmpty()));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void aProbeThatSendsTellsTheSizeOfItsRecords(Instrument probe) {
        assertThat(probe.formats())
                .allMatch(wire -> probe.storesItself() || wire.recordBytes() > 0 && wire.recordsPerPacket() > 0);
    }
}
