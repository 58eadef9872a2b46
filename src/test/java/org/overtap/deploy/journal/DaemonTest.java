package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.InstrumentException;
import org.overtap.instrument.Places;
import org.overtap.instrument.Runs;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.BrokerTopic;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** What a daemon is filled with, and that it can be written down as a whole. */
class DaemonTest {
    private final Topology topology = Samples.lan(3);

    @TempDir
    Path folder;

    @Test
    void everyDaemonOfAPlanComesBackFromItsDocumentAsItWas() throws Exception {
        List<Daemon> daemons = daemons(InstrumentCatalogue.builtIn().with(setting()), "switch");
        daemons.addAll(daemons(InstrumentCatalogue.builtIn(), "pmacctd"));
        for (Daemon daemon : daemons) {
            String text = JsonDocument.mapper().writeValueAsString(daemon);
            assertThat(JsonDocument.mapper().readValue(text, Daemon.class)).isEqualTo(daemon);
        }
        assertThat(daemons).anyMatch(daemon -> daemon.runs() instanceof Runs.Setting);
        assertThat(daemons).anyMatch(daemon -> daemon.runs() instanceof Runs.Process);
        assertThat(daemons).anyMatch(daemon -> !daemon.health().counters().isEmpty());
    }

    @Test
    void whatADaemonIsFilledWithHasNoPlacesLeft() {
        List<Daemon> daemons = daemons(InstrumentCatalogue.builtIn(), "pmacctd");
        assertThat(daemons).hasSize(3);
        assertThat(runs(daemons)).contains("pcap_interface: eth1").doesNotContainPattern("[^$]\\{[a-z]+}");
    }

    @Test
    void everyPlaceThatADescriptorMayHaveIsFilled() throws Exception {
        for (Map.Entry<String, Set<String>> kind : places().entrySet()) {
            String name = kind.getKey();
            List<String> words = new ArrayList<>(List.of("{program}"));
            kind.getValue().forEach(place -> words.add(place + "={" + place + "}"));
            InstrumentCatalogue all = InstrumentCatalogue.builtIn().with(all(name, words));
            List<Daemon> daemons = name.equals("collector") ? collected(all, name) : daemons(all, name);
            assertThat(runs(daemons)).doesNotContainPattern("[^$]\\{[a-z]+}").contains("node=n");
        }
    }

    @Test
    void aPlaceThatNothingFillsIsAMistakeOfTheDescriptor() throws Exception {
        Path file = all("collector", List.of("{program}", "{interface}"));
        assertThatThrownBy(() -> InstrumentCatalogue.builtIn().with(file))
                .isInstanceOf(InstrumentException.class)
                .hasMessageContaining("nothing fills {interface}");
    }

    @Test
    void overAnIpv6ControlNetworkAddressesAreWrittenAsTheirPlacesAsk() {
        String text = text(inControl(topology, "fd00:c::", "fd00:c::"));
        assertThat(text)
                .contains("nfprobe_receiver: [fd00:c::3]:9995,")
                .contains("nfprobe_source_ip: fd00:c::1,")
                .contains("pcap_filter: not (host fd00:c::3 and udp port 9995),")
                .contains("-b, fd00:c::3, -p, 9995,");
        assertThat(text(inControl(topology, "172.16.0.", "172.16.0.")))
                .contains("nfprobe_receiver: 172.16.0.3:9995,")
                .contains("pcap_filter: not (host 172.16.0.3 and udp port 9995),");
    }

    @Test
    void recordsCannotGoFromOneFamilyToTheOther() {
        assertThatThrownBy(() -> text(inControl(topology, "172.16.0.", "fd00:c::")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("the probe on n1 sends from 172.16.0.1 and its collector");
    }

    @Test
    void aCollectorHearsThePlansProbesAndEachAddressHasAFolder() {
        assertThat(text(inControl(topology, "172.16.0.", "172.16.0.")))
                .contains("-n, n1,172.16.0.1,flows/n1, -n, n2,172.16.0.2,flows/n2]")
                .contains("folders=[flows, flows/n1, flows/n2]");
        assertThat(text(inControl(topology, "fd00:c:0::", "fd00:c::")))
                .contains("-n, n1,fd00:c::1,flows/n1, -n, n2,fd00:c::2,flows/n2]");
    }

    @Test
    void theAddressThatANodesHostTellsIsHeard() {
        assertThat(runs(collectors(node -> Optional.of("10.1.1." + node.substring(1)))))
                .contains("-n, n1,10.1.1.1,flows/n1, -n, n2,10.1.1.2,flows/n2]")
                .doesNotContain("172.30.0.1,");
    }

    @Test
    void nodesThatShareAnAddressShareAFolder() {
        assertThat(runs(collectors(node -> Optional.of("10.1.1.1"))))
                .contains("-n, n1,10.1.1.1,flows/n1]")
                .doesNotContain("n2,");
    }

    @Test
    void aCollectorCanBeGivenAFileThatNamesThem() throws Exception {
        Path file = Files.writeString(
                folder.resolve("listed.yaml"),
                "name: listed\nkind: collector\nprogram: sh\nruns:\n  process:\n    argv: [sh]\n"
                        + "    exporters:\n      list: {file: allow.lst, lines: ['{from}']}\n"
                        + "    stop: {signal: TERM, seconds: 1}\noutput: {files: 'out/*', reader: lines}\n");
        Daemon collector =
                collected(InstrumentCatalogue.builtIn().with(file), "listed").get(0);
        assertThat(collector.runs().either(Runs.Process::list, setting -> Optional.<Runs.ConfigFile>empty()))
                .contains(new Runs.ConfigFile("allow.lst", List.of("172.30.0.1", "172.30.0.2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "../x", "-o", "a b", "%", "n\u00e9", "."})
    void theNameOfAnExporterIsSafeWhateverItsNodeIsCalled(String node) {
        assertThat(PlainName.whole(node)).matches("[A-Za-z0-9%][A-Za-z0-9._%-]*");
        assertThat(PlainName.whole(node)).isNotEqualTo(PlainName.whole(node + "x"));
    }

    @Test
    void aLongNameIsCutAndStaysItsOwn() {
        String node = "node.".repeat(50);
        assertThat(PlainName.whole(node)).hasSizeLessThanOrEqualTo(100).isNotEqualTo(PlainName.whole(node + "x"));
    }

    @Test
    void moreExportersThanACommandLineHoldsAreRefused() {
        List<String> many = Collections.nCopies(3000, "a-name-of-a-node,172.16.200.100,flows/a-name-of-a-node");
        assertThatThrownBy(() -> Hearing.requireShort(many, "n3", 3000))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "the collector on n3 is to hear 3000 nodes, which is more than a command line holds: give the"
                                + " plan more collectors");
        Hearing.requireShort(many.subList(0, 800), "n3", 800);
    }

    private List<Daemon> collectors(Function<String, Optional<String>> exporters) {
        InstrumentCatalogue all = InstrumentCatalogue.builtIn();
        return Daemon.collectors(topology, Planner.lightweight(topology, PlanOptions.DEFAULT, all), all, exporters);
    }

    private static String text(Topology topology) {
        InstrumentCatalogue all = InstrumentCatalogue.builtIn();
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, all);
        List<Daemon> daemons = new ArrayList<>(Daemon.collectors(topology, plan, all, node -> Optional.empty()));
        daemons.addAll(Daemon.probes(topology, plan, all, node -> Optional.empty()));
        return runs(daemons);
    }

    /** The last node is the collector. */
    private static Topology inControl(Topology topology, String probes, String collectors) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : topology.nodes()) {
            String number = node.name().substring(1);
            boolean last = nodes.size() == topology.nodes().size() - 1;
            Machine machine = new Machine(
                    "pc" + number, "", "", Optional.of((last ? collectors : probes) + number), Optional.empty());
            nodes.add(new Node(node.name(), node.role(), Optional.of(machine), node.interfaces()));
        }
        return new Topology(topology.experiment(), nodes, topology.segments(), List.of());
    }

    private static String runs(List<Daemon> daemons) {
        return daemons.stream().map(Daemon::runs).toList().toString();
    }

    private static Map<String, Set<String>> places() {
        Map<String, Set<String>> places = new TreeMap<>();
        places.put("sends", Places.of(Instrument.Kind.PROBE, false));
        places.put("stores", Places.of(Instrument.Kind.PROBE, true));
        places.put("collector", Places.of(Instrument.Kind.COLLECTOR, true));
        return places;
    }

    private Path all(String name, List<String> words) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                "name: " + name + "\nkind: " + (name.equals("collector") ? "collector" : "probe")
                        + "\nprogram: sh\nruns:\n  process:\n    argv: ['" + String.join("', '", words)
                        + "']\n    stop: {signal: TERM, seconds: 1}\n"
                        + (name.equals("sends") ? "" : "output: {files: 'out/*', reader: lines}\n"));
    }

    private Path setting() throws Exception {
        return Files.writeString(
                folder.resolve("switch.yaml"),
                "name: switch\nkind: probe\nprogram: vsctl\nruns:\n  setting:\n"
                        + "    set: [['{program}', set, '{interface}', 'to={collector}:{port}']]\n"
                        + "    unset: [['{program}', clear, '{interface}']]\n"
                        + "    show: ['{program}', get, '{interface}']\n    shows: 'to='\n"
                        + "health:\n  exported: {command: ['{program}', count, '{interface}'], find: 'sent=(\\d+)'}\n");
    }

    private List<Daemon> daemons(InstrumentCatalogue instruments, String probe) {
        return daemons(instruments, probe, PlanOptions.DEFAULT.collector());
    }

    private List<Daemon> collected(InstrumentCatalogue instruments, String collector) {
        return daemons(instruments, PlanOptions.DEFAULT.probe(), collector);
    }

    private List<Daemon> daemons(InstrumentCatalogue instruments, String probe, String collector) {
        PlanOptions usual = PlanOptions.DEFAULT;
        PlanOptions options = new PlanOptions(
                usual.algorithm(),
                usual.seconds(),
                Set.of(),
                Set.of(),
                probe,
                collector,
                usual.port(),
                usual.timing(),
                usual.free());
        boolean sends = instruments.get(collector, Instrument.Kind.COLLECTOR).brokered();
        Optional<BrokerTopic> topic =
                Optional.of(BrokerTopic.of("10.0.0.5:9092/flows")).filter(its -> sends);
        options = options.withWishes(new InstrumentWishes(
                Map.of(), Optional.empty(), Optional.empty(), false, false, false, topic, List.of(), Optional.empty()));
        OverlayPlan plan = Planner.lightweight(topology, options, instruments);
        List<Daemon> all = new ArrayList<>(Daemon.collectors(topology, plan, instruments, node -> Optional.empty()));
        all.addAll(Daemon.probes(topology, plan, instruments, node -> Optional.empty()));
        return all;
    }
}
