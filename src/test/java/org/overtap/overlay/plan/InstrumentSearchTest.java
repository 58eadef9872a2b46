package org.overtap.overlay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.topology.Medium;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** Which instruments a plan takes, and why it does not take others. */
class InstrumentSearchTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();
    private static final Set<String> FOUR = Set.of("ipv4");
    private static final Set<String> BOTH = Set.of("ipv4", "ipv6");

    private static InstrumentWishes open(Optional<String> wire, boolean anyProbe, boolean anyCollector) {
        return new InstrumentWishes(Map.of(), wire, Optional.empty(), false, anyProbe, anyCollector, Optional.empty());
    }

    private static String chosen(PlanOptions options, Set<String> families) {
        PlanOptions settled = InstrumentSearch.settled(options, ALL, families);
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
    void whatNobodyHasIsNotTaken() {
        PlanOptions any = PlanOptions.DEFAULT.withWishes(open(Optional.empty(), true, true));
        PlanOptions settled =
                InstrumentSearch.settled(any, ALL, FOUR, one -> !one.program().equals("pmacctd"));
        assertThat(settled.probe()).isEqualTo("fprobe");
    }

    @Test
    void aFormThatCarriesNoIpv6IsSaid() {
        PlanOptions v5 = PlanOptions.DEFAULT.withWishes(open(Optional.of("v5"), false, false));
        assertThatThrownBy(() -> InstrumentChoice.of(v5, ALL, BOTH)).hasMessageContaining("v5 does not carry ipv6");
    }

    @Test
    void openVSwitchsIpfixIntoNfcapdIsRefusedWithItsReason() {
        PlanOptions ovs = PlanOptions.DEFAULT.with("openvswitch-ipfix", "nfcapd");
        assertThatThrownBy(() -> InstrumentChoice.of(ovs, ALL, BOTH))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("nfcapd stores the totals of the whole bridge");
    }

    @Test
    void aProbeWithAKnownFaultIsUsedOnlyByWhoInsistsAndThePlanSaysSo() {
        PlanOptions blind = PlanOptions.DEFAULT.with("softflowd", "nfcapd");
        assertThatThrownBy(() -> InstrumentChoice.of(blind, ALL, BOTH))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("softflowd is not used: on a quiet link it stores nothing")
                .hasMessageContaining("--insist");
        PlanOptions insisting = blind.withWishes(new InstrumentWishes(
                Map.of(), Optional.empty(), Optional.empty(), true, false, false, Optional.empty()));
        OverlayPlan plan = Planner.lightweight(Samples.lan(3), insisting, ALL);
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("softflowd is used though on a quiet link"));
    }

    @Test
    void interfacesOfANodeThatCouldNotBeToldApartAreRefused() {
        Topology star = Samples.shapedLink();
        PlanOptions ipfix = PlanOptions.DEFAULT.withWishes(open(Optional.of("ipfix"), false, false));
        InstrumentChoice nfcapd = InstrumentChoice.of(ipfix, ALL, FOUR);
        nfcapd.requireDistinct("n1", 1);
        assertThatThrownBy(() -> nfcapd.requireDistinct("n1", 2))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("do not tell nfcapd which of the 2 interfaces of n1 they are of");
        InstrumentChoice nfacctd = InstrumentChoice.of(ipfix.with("pmacctd", "nfacctd"), ALL, FOUR);
        nfacctd.requireDistinct("n1", 2);
        assertThat(Planner.lightweight(star, ipfix, ALL).probes()).hasSize(1);
    }

    @Test
    void aNodeMayHaveAProbeOfItsOwnAndEverythingMayBeFiltered() {
        PlanOptions mixed = PlanOptions.DEFAULT.withWishes(new InstrumentWishes(
                Map.of("n1", "tcpdump"),
                Optional.empty(),
                Optional.of("udp or port 53"),
                false,
                false,
                false,
                Optional.empty()));
        OverlayPlan plan = Planner.lightweight(Samples.lan(3), mixed, ALL);
        assertThat(plan.probes())
                .extracting(OverlayPlan.Probe::node, OverlayPlan.Probe::instrument, OverlayPlan.Probe::collector)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("n1", "tcpdump", Optional.empty()),
                        org.assertj.core.api.Assertions.tuple("n2", "pmacctd", Optional.of("n3")));
        assertThat(plan.probes()).allMatch(probe -> probe.filter().equals(Optional.of("udp or port 53")));
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("tcpdump makes a record of every packet"));
        PlanOptions nowhere = PlanOptions.DEFAULT.withWishes(new InstrumentWishes(
                Map.of("n9", "tcpdump"), Optional.empty(), Optional.empty(), false, false, false, Optional.empty()));
        assertThatThrownBy(() -> Planner.lightweight(Samples.lan(3), nowhere, ALL))
                .hasMessageContaining("no node is called n9");
    }

    @Test
    void aLanOfHostsOnlyNeedsNoMacAddresses() {
        Topology lan = Samples.lan(3, Medium.SWITCHED);
        assertThat(Planner.lightweight(lan, PlanOptions.DEFAULT, ALL).notes()).isEmpty();
    }

    @Test
    void aFilterIsOneLine() {
        assertThatThrownBy(() -> new InstrumentWishes(
                        Map.of(),
                        Optional.empty(),
                        Optional.of("udp\nplugins: x"),
                        false,
                        false,
                        false,
                        Optional.empty()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("one line");
    }
}
