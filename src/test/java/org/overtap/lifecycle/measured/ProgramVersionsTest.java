package org.overtap.lifecycle.measured;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.deploy.journal.FieldNotes;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;

/** Programs of other versions than their descriptions were tried with are told. */
class ProgramVersionsTest {
    private static final List<Instrument> ALL = InstrumentCatalogue.builtIn().all();

    private static List<String> strange(String instrument, String told) {
        return ProgramVersions.strange(
                List.of(
                        new FieldNotes.ProgramVersion("n2", instrument, told),
                        new FieldNotes.ProgramVersion("n1", instrument, told)),
                ALL);
    }

    /** As these programs of Debian 12 say it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                pmacctd | Promiscuous Mode Accounting Daemon, pmacctd 1.7.7-git [RELEASE]
                nfacctd | NetFlow Accounting Daemon, nfacctd 1.7.7-git [RELEASE]
                nfcapd | nfcapd: Version: 1.7.1
                tcpdump | tcpdump version 4.99.3
                fprobe | fprobe: a NetFlow probe. Version 1.1
                argus | Argus Version 3.0.8.2
                openvswitch-ipfix | ovs-vsctl (Open vSwitch) 3.1.0
                yaf | yaf version 9.9.9
                """)
    void whatIsKnownOrNeverWasIsNoMatter(String instrument, String told) {
        assertThat(strange(instrument, told)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                pmacctd | Promiscuous Mode Accounting Daemon, pmacctd 1.7.8-git [RELEASE]
                nfcapd | nfcapd: Version: 1.7.10
                nfcapd | nfcapd: Version: 11.7.1
                nfcapd | nfcapd: Version: 1.7.1.5
                fprobe | fprobe: a NetFlow probe. Version 1.1.1
                """)
    void anotherIsToldWithItsNodesOnce(String instrument, String told) {
        assertThat(strange(instrument, told)).singleElement().satisfies(note -> assertThat(note)
                .startsWith(instrument + " is of another version than its description was tried with")
                .endsWith("\"" + told + "\" on n1, n2"));
    }

    @Test
    void whoSaysNothingIsNotTold() {
        assertThat(ProgramVersions.strange(List.of(), ALL)).isEmpty();
    }
}
