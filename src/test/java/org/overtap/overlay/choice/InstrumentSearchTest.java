package org.overtap.overlay.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.BrokerTopic;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.SizingOptions;
import org.overtap.topology.Interface;
import org.overtap.topology.Link;
import org.overtap.topology.Machine;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** Which instruments a plan takes, and why it does not take others. */
class InstrumentSearchTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();
    private static final Topology FOUR = Samples.lan(3);
    private static final Topology BOTH = new Topology(
            "p/both",
            List.of(both("a", 1), both("b", 2)),
            List.of(new Link("wire", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of())),
            List.of());

    private static Node both(String name, int number) {
        return new Node(
                name,
                Role.HOST,
                Optional.of(new Machine("pc" + number, "pc", "", Optional.of("172.30.0." + number), Optional.empty())),
                List.of(Interface.with(
                        "eth1", Optional.empty(), "10.0.1." + number + "/24", "fd00:1::" + number + "/64")));
    }

    private static SettledInstruments settled(PlanOptions options, Topology topology, InstrumentGround ground) {
        return InstrumentSearch.settled(options, ALL, topology, ground, InstrumentGround.UNKNOWN);
    }

    /** Of programs that nodes lack, by node. */
    private static InstrumentGround lacking(Map<String, Set<String>> programs) {
        return (node, one) -> one.needs().programs().stream()
                .filter(programs.getOrDefault(node, Set.of())::contains)
                .findFirst()
                .map(program -> program + " is not installed");
    }

    private static final PlanOptions ANY = PlanOptions.DEFAULT.withWishes(open(Optional.empty(), true, true));

    private static InstrumentWishes open(Optional<String> wire, boolean anyProbe, boolean anyCollector) {
        return new InstrumentWishes(Map.of(), wire, Optional.empty(), false, anyProbe, anyCollector);
    }

    private static String chosen(PlanOptions options, Topology topology) {
        PlanOptions settled =
                settled(options, topology, InstrumentGround.UNKNOWN).options();
        return settled.probe() + " " + settled.collector();
    }

    @Test
    void whoNamesNothingGetsTheUsualOnes() {
        PlanOptions any = PlanOptions.DEFAULT.withWishes(open(Optional.empty(), true, true));
        assertThat(chosen(any, BOTH)).isEqualTo("pmacctd nfcapd");
    }

    @Test
    void theFirstThatSpeaksTheFormAndRecordsTheFamiliesIsTaken() {
        assertThat(chosen(PlanOptions.DEFAULT.withWishes(open(Optional.of("sflow"), true, true)), BOTH))
                .isEqualTo("pmacctd-sflow sfcapd");
        assertThat(chosen(PlanOptions.DEFAULT.withWishes(open(Optional.of("v5"), true, true)), FOUR))
                .isEqualTo("pmacctd nfcapd");
        assertThat(chosen(PlanOptions.DEFAULT.withWishes(open(Optional.of("pcap"), true, true)), BOTH))
                .startsWith("tcpdump ");
    }

    @Test
    void aCollectorThatIsNamedGetsAProbeThatSendsToIt() {
        PlanOptions sfcapd =
                PlanOptions.DEFAULT.with("pmacctd", "sfcapd").withWishes(open(Optional.empty(), true, false));
        assertThat(chosen(sfcapd, BOTH)).isEqualTo("pmacctd-sflow sfcapd");
        PlanOptions nfacctd =
                PlanOptions.DEFAULT.with("pmacctd", "nfacctd").withWishes(open(Optional.empty(), true, false));
        assertThat(chosen(nfacctd, BOTH)).isEqualTo("pmacctd nfacctd");
    }

    @Test
    void aProbeThatIsNamedGetsACollectorThatReadsIt() {
        PlanOptions ovs =
                PlanOptions.DEFAULT.with("openvswitch-ipfix", "nfcapd").withWishes(open(Optional.empty(), false, true));
        assertThat(chosen(ovs, BOTH)).isEqualTo("openvswitch-ipfix nfacctd");
    }

    @Test
    void whatNobodyHasIsNotTakenAndThePlanSaysWhy() {
        Set<String> pmacct = Set.of("pmacctd");
        SettledInstruments found = settled(ANY, FOUR, lacking(Map.of("n1", pmacct, "n2", pmacct, "n3", pmacct)));
        assertThat(found.options().probe()).isEqualTo("fprobe");
        assertThat(found.options().wishes().probeAt()).isEmpty();
        OverlayPlan plan = Planner.lightweight(FOUR, found.options(), ALL);
        assertThat(found.notes(plan)).containsExactly("fprobe is taken on n1, n2: pmacctd is not installed");
    }

    @Test
    void aNodeThatLacksTheUsualProbeGetsTheNextThatItHas() {
        SettledInstruments found = settled(ANY, FOUR, lacking(Map.of("n1", Set.of("pmacctd", "fprobe"))));
        assertThat(found.options().probe()).isEqualTo("pmacctd");
        assertThat(found.options().wishes().probeAt()).isEqualTo(Map.of("n1", "tcpdump"));
        OverlayPlan plan = Planner.lightweight(FOUR, found.options(), ALL);
        assertThat(found.notes(plan))
                .containsExactly("tcpdump is taken on n1: pmacctd is not installed; fprobe is not installed");
        // Where no probe is planned nothing is said.
        SettledInstruments idle = settled(ANY, FOUR, lacking(Map.of("n3", Set.of("pmacctd"))));
        assertThat(idle.notes(Planner.lightweight(FOUR, idle.options(), ALL))).isEmpty();
    }

    @Test
    void aProbeThatIsNamedIsTakenWhateverIsInstalled() {
        PlanOptions named = PlanOptions.DEFAULT.withWishes(open(Optional.empty(), false, true));
        SettledInstruments found = settled(named, FOUR, lacking(Map.of("n1", Set.of("pmacctd"))));
        assertThat(found.options().probe()).isEqualTo("pmacctd");
        assertThat(found.options().wishes().probeAt()).isEmpty();
        PlanOptions at = PlanOptions.DEFAULT.withWishes(
                new InstrumentWishes(Map.of("n1", "argus"), Optional.empty(), Optional.empty(), false, true, true));
        assertThat(settled(at, FOUR, lacking(Map.of("n1", Set.of("argus", "pmacctd"))))
                        .options()
                        .wishes()
                        .probeAt())
                .isEqualTo(Map.of("n1", "argus"));
    }

    @Test
    void aCollectorThatNoNodeHasIsPassedOverAndItIsSaid() {
        Set<String> nfdump = Set.of("nfcapd", "nfdump");
        SettledInstruments found = settled(ANY, FOUR, lacking(Map.of("n1", nfdump, "n2", nfdump, "n3", nfdump)));
        assertThat(found.options().collector()).isEqualTo("nfacctd");
        assertThat(found.notes(Planner.lightweight(FOUR, found.options(), ALL)))
                .containsExactly("nfacctd collects: nfcapd is not installed on n1, n2, n3");
        assertThat(settled(ANY, FOUR, lacking(Map.of("n1", nfdump))).options().collector())
                .isEqualTo("nfcapd");
    }

    @Test
    void whereNothingCanRunTheFirstIsTaken() {
        InstrumentGround nothing = (node, one) -> Optional.of(one.program() + " is not installed");
        SettledInstruments found = settled(ANY, FOUR, nothing);
        assertThat(found.options().probe() + " " + found.options().collector()).isEqualTo("pmacctd nfcapd");
    }

    /** A link of a speed that the first probe was not seen to keep up with. */
    @Test
    void aProbeThatCannotKeepUpIsPassedOverOnItsNodesAndThePlanSaysWhy() {
        InstrumentCatalogue slow = InstrumentCatalogue.of(
                List.of(paced("pmacctd", 1000), paced("fprobe", 50_000), ALL.get("nfcapd", Instrument.Kind.COLLECTOR)));
        Topology link = Samples.shapedLink();
        SettledInstruments found = InstrumentSearch.settled(
                ANY, slow, link, InstrumentGround.UNKNOWN, ExpectedRates.of(link, ANY.sizing()));
        assertThat(found.options().probe()).isEqualTo("fprobe");
        OverlayPlan plan = Planner.lightweight(link, found.options(), slow);
        assertThat(found.notes(plan))
                .containsExactly("fprobe is taken on a: pmacctd was seen to keep up with 1000 packets/s, and 5000"
                        + " pass wan when it is full of packets of 500 bytes");
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void whereNoneKeepsUpTheFirstIsTakenAndThePlanSaysThatItMayLosePackets() {
        SizingOptions many = new SizingOptions(500, OptionalLong.empty(), 100, OptionalLong.of(70_000));
        InstrumentCatalogue slow = InstrumentCatalogue.of(
                List.of(paced("pmacctd", 1000), paced("fprobe", 50_000), ALL.get("nfcapd", Instrument.Kind.COLLECTOR)));
        PlanOptions options = ANY.withSizing(many);
        SettledInstruments found = InstrumentSearch.settled(
                options, slow, FOUR, InstrumentGround.UNKNOWN, ExpectedRates.of(FOUR, options.sizing()));
        assertThat(found.options().probe()).isEqualTo("pmacctd");
        assertThat(Planner.lightweight(FOUR, found.options(), slow).notes())
                .containsExactly(
                        "n1, n2 may lose packets: pmacctd was seen to keep up with 1000 packets/s, and 70000 are"
                                + " expected");
    }

    @Test
    void whereNoneKeepsUpAndTheFirstIsNotThereTheNextIsTaken() {
        SizingOptions many = new SizingOptions(500, OptionalLong.empty(), 100, OptionalLong.of(70_000));
        PlanOptions options = ANY.withSizing(many);
        InstrumentCatalogue slow = InstrumentCatalogue.of(
                List.of(paced("pmacctd", 1000), paced("fprobe", 50_000), ALL.get("nfcapd", Instrument.Kind.COLLECTOR)));
        Set<String> pmacct = Set.of("pmacctd");
        SettledInstruments found = InstrumentSearch.settled(
                options,
                slow,
                FOUR,
                lacking(Map.of("n1", pmacct, "n2", pmacct, "n3", pmacct)),
                ExpectedRates.of(FOUR, many));
        assertThat(found.options().probe()).isEqualTo("fprobe");
        OverlayPlan plan = Planner.lightweight(FOUR, found.options(), slow);
        assertThat(found.notes(plan)).containsExactly("fprobe is taken on n1, n2: pmacctd is not installed");
        assertThat(plan.notes()).singleElement().asString().startsWith("n1, n2 may lose packets: fprobe was seen");
    }

    private static Instrument paced(String name, long capacity) {
        Instrument its = ALL.get(name, Instrument.Kind.PROBE);
        return new Instrument(
                its.name(),
                its.kind(),
                its.summary(),
                its.formats(),
                its.families(),
                its.needs(),
                its.program(),
                its.version(),
                its.runs(),
                its.output(),
                its.health(),
                its.arrival(),
                its.preserves(),
                its.merges(),
                its.transport(),
                capacity,
                its.cpuPer100kpps(),
                its.faults(),
                its.refused(),
                its.tried(),
                its.knows());
    }

    @Test
    void aFormThatCarriesNoIpv6IsSaid() {
        PlanOptions v5 = PlanOptions.DEFAULT.withWishes(open(Optional.of("v5"), false, false));
        assertThatThrownBy(() -> InstrumentChoice.of(v5, ALL, InstrumentChoice.families(BOTH)))
                .hasMessageContaining("v5 does not carry ipv6");
    }

    @Test
    void openVSwitchsIpfixIntoNfcapdIsRefusedWithItsReason() {
        PlanOptions ovs = PlanOptions.DEFAULT.with("openvswitch-ipfix", "nfcapd");
        assertThatThrownBy(() -> InstrumentChoice.of(ovs, ALL, InstrumentChoice.families(BOTH)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("nfcapd stores the totals of the whole bridge");
    }

    @Test
    void aProbeWithAKnownFaultIsUsedOnlyByWhoInsistsAndThePlanSaysSo() {
        PlanOptions blind = PlanOptions.DEFAULT.with("softflowd", "nfcapd");
        assertThatThrownBy(() -> InstrumentChoice.of(blind, ALL, InstrumentChoice.families(BOTH)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("softflowd is not used: on a quiet link it stores nothing")
                .hasMessageContaining("--insist");
        PlanOptions insisting = blind.withWishes(
                new InstrumentWishes(Map.of(), Optional.empty(), Optional.empty(), true, false, false));
        OverlayPlan plan = Planner.lightweight(Samples.lan(3), insisting, ALL);
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("softflowd is used though on a quiet link"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silk", "sflowtool", "flow-tools"})
    void aCollectorWithAKnownFaultIsUsedOnlyByWhoInsistsAndThePlanSaysSo(String name) {
        String probe = name.equals("sflowtool") ? "pmacctd-sflow" : name.equals("silk") ? "pmacctd" : "fprobe";
        PlanOptions deaf = PlanOptions.DEFAULT.with(probe, name);
        assertThatThrownBy(() -> Planner.lightweight(Samples.lan(3), deaf, ALL))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(name + " is not used: ")
                .hasMessageContaining("--insist");
        PlanOptions insisting =
                deaf.withWishes(new InstrumentWishes(Map.of(), Optional.empty(), Optional.empty(), true, false, false));
        assertThat(Planner.lightweight(Samples.lan(3), insisting, ALL).notes())
                .anyMatch(note -> note.startsWith(name + " is used though "));
    }

    @Test
    void interfacesOfANodeThatCouldNotBeToldApartAreRefused() {
        Topology star = Samples.shapedLink();
        PlanOptions ipfix = PlanOptions.DEFAULT.withWishes(open(Optional.of("ipfix"), false, false));
        InstrumentChoice nfcapd = InstrumentChoice.of(ipfix, ALL, Set.of("ipv4"));
        nfcapd.requireDistinct("n1", 1);
        assertThatThrownBy(() -> nfcapd.requireDistinct("n1", 2))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("do not tell nfcapd which of the 2 interfaces of n1 they are of");
        InstrumentChoice nfacctd = InstrumentChoice.of(ipfix.with("pmacctd", "nfacctd"), ALL, Set.of("ipv4"));
        nfacctd.requireDistinct("n1", 2);
        assertThat(Planner.lightweight(star, ipfix, ALL).probes()).hasSize(1);
    }

    @Test
    void aNodeMayHaveAProbeOfItsOwnAndEverythingMayBeFiltered() {
        PlanOptions mixed = PlanOptions.DEFAULT.withWishes(new InstrumentWishes(
                Map.of("n1", "tcpdump"), Optional.empty(), Optional.of("udp or port 53"), false, false, false));
        OverlayPlan plan = Planner.lightweight(Samples.lan(3), mixed, ALL);
        assertThat(plan.probes())
                .extracting(OverlayPlan.Probe::node, OverlayPlan.Probe::instrument, OverlayPlan.Probe::collector)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("n1", "tcpdump", Optional.empty()),
                        org.assertj.core.api.Assertions.tuple("n2", "pmacctd", Optional.of("n3")));
        assertThat(plan.probes()).allMatch(probe -> probe.filter().equals(Optional.of("udp or port 53")));
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("tcpdump makes a record of every packet"));
        PlanOptions nowhere = PlanOptions.DEFAULT.withWishes(
                new InstrumentWishes(Map.of("n9", "tcpdump"), Optional.empty(), Optional.empty(), false, false, false));
        assertThatThrownBy(() -> Planner.lightweight(Samples.lan(3), nowhere, ALL))
                .hasMessageContaining("no node is called n9");
    }

    @Test
    void aLanOfHostsOnlyNeedsNoMacAddresses() {
        Topology lan = Samples.lan(3, Medium.SWITCHED);
        assertThat(Planner.lightweight(lan, PlanOptions.DEFAULT, ALL).notes()).isEmpty();
    }

    @Test
    void aBrokerIsForCollectorsThatSendToOneAndTheseNeedIt() {
        PlanOptions kafka = PlanOptions.DEFAULT.with("pmacctd", "nfacctd-kafka");
        assertThatThrownBy(() -> InstrumentChoice.of(kafka, ALL, Set.of("ipv4")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("name it with --broker HOST:PORT/TOPIC");
        Optional<BrokerTopic> topic = Optional.of(BrokerTopic.of("10.0.0.5:9092/flows"));
        InstrumentWishes given = new InstrumentWishes(
                Map.of(), Optional.empty(), Optional.empty(), false, true, true, topic, List.of(), Optional.empty());
        SettledInstruments found = settled(PlanOptions.DEFAULT.withWishes(given), FOUR, InstrumentGround.UNKNOWN);
        assertThat(found.options().collector()).isEqualTo("nfacctd-kafka");
        assertThat(Planner.lightweight(FOUR, found.options(), ALL).collectors())
                .allMatch(one -> one.broker().equals(topic));
        assertThatThrownBy(() -> InstrumentChoice.of(
                        PlanOptions.DEFAULT.withWishes(given).with("pmacctd", "nfcapd"), ALL, Set.of("ipv4")))
                .hasMessageContaining("nothing is sent to 10.0.0.5:9092/flows by nfcapd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a:1",
                "a:0/t",
                "a:65536/t",
                ":9092/t",
                "a:9092/",
                "a b:1/t",
                "a:1/t t",
                "a:1/$(id)",
                "a;b:1/t",
                "-a:1/t",
                "a:1/t\nb"
            })
    void whatIsNoBrokersTopicIsRefused(String text) {
        assertThatThrownBy(() -> BrokerTopic.of(text))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("HOST:PORT/TOPIC");
    }

    @Test
    void aFilterIsOneLine() {
        assertThatThrownBy(() -> new InstrumentWishes(
                        Map.of(), Optional.empty(), Optional.of("udp\nplugins: x"), false, false, false))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("one line");
    }
}
