package org.overtap.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes tell of their programs, and what follows from that for instruments. */
class ToldProgramsTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();
    private static final Instrument PMACCTD = ALL.get("pmacctd", Instrument.Kind.PROBE);
    private static final Instrument NFCAPD = ALL.get("nfcapd", Instrument.Kind.COLLECTOR);

    @Test
    void whatIsMissingIsToldWithTheWordsThatInstallItThere() {
        ToldPrograms debian = ToldPrograms.parse("""
                no-program pmacctd
                no-program yaf
                disk-full / 12
                system Linux apt debian 12 apt-get install
                """);
        assertThat(debian.against(PMACCTD)).contains("pmacctd is not installed (apt-get install pmacct)");
        assertThat(debian.against(NFCAPD)).isEmpty();
        assertThat(debian.command(List.of(PMACCTD.needs(), NFCAPD.needs()))).contains("apt-get install pmacct nfdump");
    }

    @Test
    void severalProgramsOfOneInstrumentAreToldTogether() {
        ToldPrograms told =
                ToldPrograms.parse("no-program nfdump\nno-program nfcapd\nsystem Linux apk alpine 3.20 apk add\n");
        assertThat(told.against(NFCAPD)).contains("nfcapd, nfdump are not installed");
    }

    @Test
    void whatRunsOnOtherSystemsOnlyCannotRunThere() {
        Instrument own = DescriptorReader.read("""
                {name: own, kind: probe, program: own, systems: [linux], runs: {process: {argv: [own], stop: {signal: TERM, seconds: 1}}}}
                """, "own.yaml");
        ToldPrograms bsd = ToldPrograms.parse("system FreeBSD pkg freebsd 14.1 pkg install\n");
        assertThat(bsd.against(own).orElseThrow()).contains("does not run on freebsd, only on linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no-program", "system", "system Linux", "word word word", "no-program \n"})
    void whatMakesNoSenseSpeaksAgainstNothing(String text) {
        ToldPrograms told = ToldPrograms.parse(text);
        assertThat(told.against(PMACCTD)).isEmpty();
        assertThat(told.install()).isEqualTo(Optional.empty());
    }
}
