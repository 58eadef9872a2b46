package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Runs;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.shell.ShellQuote;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** What is typed to start each instrument, and what is written into its configuration: the same on Linux and FreeBSD. */
class InstrumentCommandsTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();
    private final Topology topology = Samples.lan(3);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "pmacctd; v9; nfcapd; pmacctd -f pmacctd.conf; nfprobe_engine: 1",
                "pmacctd; v5; nfcapd; pmacctd -f pmacctd.conf; nfprobe_engine: 0:1",
                "pmacctd; ipfix; nfacctd; pmacctd -f pmacctd.conf; nfprobe_version: 10",
                "pmacctd-print; json; nfcapd; pmacctd -f pmacctd.conf; aggregate_primitives: primitives.lst",
                "pmacctd-sflow; sflow; sfcapd; pmacctd -f pmacctd.conf; sfprobe_receiver: 172.30.0.3:9995",
                "fprobe; v5; nfcapd; fprobe -l 2 -i eth1 -f 'ip and (not (host 172.30.0.3 and udp port 9995))' -q 100000"
                        + " -d 15 -e 60 -s 1 -x 1 172.30.0.3:9995/172.30.0.1; -",
                "softflowd; v9; nfcapd; softflowd -d -c control -p softflowd.pid -i 1:eth1 -n 172.30.0.3:9995 -v 9 -A milli"
                        + " -T ether -t general=15 -t tcp=15 -t tcp.rst=1 -t tcp.fin=15 -t udp=15 -t icmp=15 -t maxlife=60"
                        + " -t expint=1 'not (host 172.30.0.3 and udp port 9995)'; -",
                "softflowd; ipfix; nfcapd; softflowd -d -c control -p softflowd.pid -i 1:eth1 -n 172.30.0.3:9995 -v 10 -A"
                        + " milli -T ether -t general=15 -t tcp=15 -t tcp.rst=1 -t tcp.fin=15 -t udp=15 -t icmp=15 -t"
                        + " maxlife=60 -t expint=1 'not (host 172.30.0.3 and udp port 9995)'; -",
                "tcpdump; pcap; nfcapd; tcpdump -n -i eth1 -s 128 -B 8192 -U -G 10 -Z root -w pcap/%s.pcap ''; -",
                "tcpdump; pcap-full; nfcapd; tcpdump -n -i eth1 -s 262144 -B 8192 -U -G 10 -Z root -w pcap/%s.pcap ''; -",
                "argus; argus; nfcapd; argus -F argus.conf; ARGUS_MONITOR_ID=1",
            })
    void aProbeIsStartedSo(String probe, String wire, String collector, String command, String line) {
        for (String system : List.of("linux", "freebsd")) {
            assertThat(Compatibility.foreign(ALL.get(probe, Instrument.Kind.PROBE), system))
                    .isEmpty();
        }
        List<Daemon> daemons = daemons(probe, wire, collector, Optional.empty());
        assertThat(daemons.stream().filter(one -> one.kind() == Instrument.Kind.PROBE))
                .first()
                .satisfies(one -> {
                    Runs.Process process = (Runs.Process) one.runs();
                    assertThat(ShellQuote.line(process.argv())).isEqualTo(command);
                    List<String> lines =
                            process.config().map(Runs.ConfigFile::lines).orElse(List.of("-"));
                    assertThat(lines).contains(line);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "pmacctd; v9; nfcapd; nfcapd -b 172.30.0.3 -p 9995 -t 10 -B 8388608 -n n1,172.30.0.1,flows/n1 -n"
                        + " n2,172.30.0.2,flows/n2",
                "pmacctd-sflow; sflow; sfcapd; sfcapd -b 172.30.0.3 -p 9995 -t 10 -B 8000000 -n n1,172.30.0.1,flows/n1 -n"
                        + " n2,172.30.0.2,flows/n2",
                "pmacctd; v9; nfacctd; nfacctd -f nfacctd.conf",
            })
    void aCollectorIsStartedSo(String probe, String wire, String collector, String command) {
        Daemon daemon = daemons(probe, wire, collector, Optional.empty()).get(0);
        assertThat(ShellQuote.line(((Runs.Process) daemon.runs()).argv())).isEqualTo(command);
    }

    @Test
    void nfacctdHearsThePlansProbesOnlyAndIsNeverItsOwnDaemon() {
        Runs.Process nfacctd = (Runs.Process)
                daemons("pmacctd", "v9", "nfacctd", Optional.empty()).get(0).runs();
        assertThat(nfacctd.list()).contains(new Runs.ConfigFile("exporters.lst", List.of("172.30.0.1", "172.30.0.2")));
        assertThat(nfacctd.config().orElseThrow().lines()).contains("daemonize: false");
        assertThat(nfacctd.stop().signal()).isEqualTo("INT");
    }

    @Test
    void aFilterIsAddedToTheOneThatLeavesOutWhatIsExported() {
        Optional<String> filter = Optional.of("tcp or udp port 53");
        assertThat(daemons("pmacctd", "v9", "nfcapd", filter).toString())
                .contains("pcap_filter: not (host 172.30.0.3 and udp port 9995) and (tcp or udp port 53)");
        assertThat(daemons("tcpdump", "pcap", "nfcapd", filter).toString())
                .contains("pcap/%s.pcap, tcp or udp port 53]");
        assertThat(daemons("argus", "argus", "nfcapd", filter).toString())
                .contains("ARGUS_FILTER=\"tcp or udp port 53\"");
    }

    @Test
    void aSwitchIsToldInItsOwnWords() {
        Daemon netflow =
                daemons("openvswitch-netflow", "v5", "nfcapd", Optional.empty()).get(1);
        Runs.Setting setting = (Runs.Setting) netflow.runs();
        assertThat(setting.set()).singleElement().satisfies(words -> assertThat(
                        ShellQuote.line(words.subList(3, words.size())))
                .isEqualTo("sh NetFlow netflow eth1 172.30.0.3:9995 0123abc 3 engine_type=0 engine_id=1"
                        + " add_id_to_interface=false active_timeout=60"));
        assertThat(setting.unset()).singleElement().satisfies(words -> assertThat(
                        ShellQuote.line(words.subList(3, words.size())))
                .isEqualTo("sh NetFlow netflow eth1 172.30.0.3:9995 0123abc"));
    }

    @Test
    void whatMustBeKnownToReadRecordsStandsInThePlan() {
        assertThat(plan("argus", "argus", "nfcapd", Optional.empty()).probes())
                .allMatch(probe -> probe.wire().equals(Optional.of(new OverlayPlan.Wire("argus", 14, false, false))));
        assertThat(plan("fprobe", "v5", "nfcapd", Optional.empty()).probes())
                .allMatch(probe -> probe.wire().equals(Optional.of(new OverlayPlan.Wire("v5", 0, true, false))));
        assertThat(plan("pmacctd-sflow", "sflow", "sfcapd", Optional.empty()).probes())
                .allMatch(probe -> probe.wire().equals(Optional.of(new OverlayPlan.Wire("sflow", 18, true, true))));
        assertThat(plan("pmacctd", "v9", "nfcapd", Optional.empty()).probes())
                .allMatch(probe -> probe.wire().isEmpty());
    }

    private OverlayPlan plan(String probe, String wire, String collector, Optional<String> filter) {
        InstrumentWishes wishes = new InstrumentWishes(Map.of(), Optional.of(wire), filter, true, false, false);
        return Planner.lightweight(
                topology, PlanOptions.DEFAULT.with(probe, collector).withWishes(wishes), ALL);
    }

    private List<Daemon> daemons(String probe, String wire, String collector, Optional<String> filter) {
        OverlayPlan plan = plan(probe, wire, collector, filter);
        List<Daemon> all = new ArrayList<>(Daemon.collectors(topology, plan, ALL, node -> Optional.empty()));
        all.addAll(Daemon.probes("0123abc", topology, plan, ALL, node -> Optional.empty()));
        assertThat(Set.copyOf(all)).hasSameSizeAs(all);
        return all;
    }
}
