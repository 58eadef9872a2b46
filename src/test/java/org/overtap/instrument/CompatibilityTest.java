package org.overtap.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which instruments fit, and in which words they do not. */
class CompatibilityTest {
    private static final String RUNS = "program: x\nruns: {process: {argv: [x], stop: {signal: TERM}}}\n";

    private final Instrument meter = probe("formats: [{name: v5, families: [ipv4]}, {name: ipfix}]\n"
            + "families: [ipv4, ipv6]\nsystems: [linux, freebsd]\n");
    private final Instrument saver = probe("formats: [pcap]\noutput: {files: 'out/*', reader: pcap}\n");
    private final Instrument taker = collector("formats: [ipfix, v9]\n");

    @Test
    void aProbeAndACollectorSpeakTheFirstFormThatBothKnow() {
        assertThat(Compatibility.usual(meter, Optional.of(taker)).name()).isEqualTo("ipfix");
        assertThat(Compatibility.usual(meter, Optional.empty()).name()).isEqualTo("v5");
        assertThat(reason(meter, "ipfix", Optional.of(taker))).isEmpty();
    }

    @Test
    void whatTheCollectorDoesNotTakeIsRefused() {
        assertThat(reason(meter, "v5", Optional.of(taker)))
                .contains("taker does not take the v5 that mine sends, it takes ipfix, v9");
    }

    @Test
    void whatTheProbeDoesNotSpeakIsRefused() {
        WireFormat foreign = taker.format("v9").orElseThrow();
        assertThat(Compatibility.reason(meter, foreign, Optional.of(taker), Optional.empty(), Optional.empty()))
                .contains("mine does not speak v9, it speaks v5, ipfix");
    }

    @Test
    void aProbeThatStoresWhereItRunsHasNoCollectorAndAnyOtherNeedsOne() {
        assertThat(reason(saver, "pcap", Optional.empty())).isEmpty();
        assertThat(reason(saver, "pcap", Optional.of(taker)))
                .contains("mine stores its records where it runs and sends none to taker");
        assertThat(reason(meter, "ipfix", Optional.empty()))
                .contains("mine does not store its records, it needs a collector");
    }

    @Test
    void anAddressFamilyIsRecordedByProbeFormAndCollectorOrNotAtAll() {
        assertThat(family(meter, "ipfix", taker, "ipv6")).isEmpty();
        assertThat(family(meter, "v5", collector(""), "ipv6")).contains("v5 does not carry ipv6");
        assertThat(family(probe("formats: [v9]\nfamilies: [ipv4]\n"), "v9", taker, "ipv6"))
                .contains("mine does not record ipv6");
        assertThat(family(meter, "ipfix", collector("families: [ipv4]\n"), "ipv6"))
                .contains("taker does not take records of ipv6");
    }

    @Test
    void anInstrumentRunsOnTheSystemsThatItNames() {
        WireFormat wire = meter.format("ipfix").orElseThrow();
        assertThat(Compatibility.reason(meter, wire, Optional.of(taker), Optional.empty(), Optional.of("linux")))
                .isEmpty();
        assertThat(Compatibility.reason(meter, wire, Optional.of(taker), Optional.empty(), Optional.of("sunos")))
                .contains("mine does not run on sunos, only on linux, freebsd");
    }

    @Test
    void whatSaysNothingFitsEverything() {
        Instrument silent = probe("");
        WireFormat wire = Compatibility.usual(silent, Optional.of(taker));
        assertThat(Compatibility.reason(silent, wire, Optional.of(taker), Optional.of("ipv6"), Optional.of("sunos")))
                .isEmpty();
    }

    private static Optional<String> reason(Instrument probe, String wire, Optional<Instrument> collector) {
        return Compatibility.reason(
                probe, probe.format(wire).orElseThrow(), collector, Optional.empty(), Optional.empty());
    }

    private static Optional<String> family(Instrument probe, String wire, Instrument collector, String family) {
        return Compatibility.reason(
                probe, probe.format(wire).orElseThrow(), Optional.of(collector), Optional.of(family), Optional.empty());
    }

    private static Instrument probe(String more) {
        return DescriptorReader.read("name: mine\nkind: probe\n" + RUNS + more, "mine.yaml");
    }

    private static Instrument collector(String more) {
        return DescriptorReader.read("name: taker\nkind: collector\n" + RUNS + more, "taker.yaml");
    }
}
