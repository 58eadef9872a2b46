package org.overtap.overlay.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Lan;
import org.overtap.topology.Machine;
import org.overtap.topology.Medium;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** Switches of which instruments are known that make them show what they carry. */
class SwitchInstrumentsTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();

    /** A LAN of five on a switch of Open vSwitch. */
    static Topology switched(CarryingSwitch.Means... means) {
        Topology plain = Samples.lan(5);
        Lan lan = (Lan) plain.segments().get(0);
        Optional<CarryingSwitch> carrier = Optional.of(new CarryingSwitch(
                "s1", "s1", List.of(means), Optional.of("openvswitch-ipfix"), Optional.of("openvswitch-mirror")));
        List<Node> nodes = new ArrayList<>(plain.nodes());
        Machine machine = Machine.isolated("here", Optional.of("127.70.1.9"), List.of(IpAddress.of("127.0.0.1")));
        nodes.add(new Node(
                "s1", Role.SWITCH, Optional.of(machine), List.of(new Interface("s1", Optional.empty(), List.of()))));
        return new Topology(
                plain.experiment(),
                nodes,
                List.of(new Lan(lan.name(), Medium.SWITCHED, lan.members(), List.of(), carrier)),
                List.of());
    }

    private static InstrumentWishes wishes(Map<String, String> at, boolean anyProbe, boolean anyCollector) {
        return new InstrumentWishes(at, Optional.empty(), Optional.empty(), false, anyProbe, anyCollector);
    }

    /** Each probe as {@code INSTRUMENT@NODE}, and the collectors behind a bar. */
    private static String planned(Topology topology, PlanOptions options) {
        PlanOptions settled = InstrumentSearch.settled(
                        SwitchInstruments.asked(topology, options, ALL),
                        ALL,
                        topology,
                        InstrumentGround.UNKNOWN,
                        InstrumentGround.UNKNOWN)
                .options();
        Topology shown = SwitchInstruments.shown(topology, settled, ALL);
        OverlayPlan plan = Planner.lightweight(shown, settled, ALL);
        PlanCheck.require(shown, plan);
        return String.join(
                        " ",
                        plan.probes().stream()
                                .map(probe -> probe.instrument() + "@" + probe.node())
                                .toList())
                + " | "
                + String.join(
                        " ",
                        plan.collectors().stream()
                                .map(collector -> collector.instrument() + "@" + collector.node())
                                .toList());
    }

    @Test
    void whereNothingIsWishedItExportsToWhatReadsIt() {
        PlanOptions options = PlanOptions.DEFAULT.withWishes(wishes(Map.of(), true, true));
        assertThat(planned(switched(CarryingSwitch.Means.values()), options))
                .isEqualTo("openvswitch-ipfix@s1 | nfacctd@s1");
        assertThat(planned(switched(CarryingSwitch.Means.MIRROR), options)).isEqualTo("pmacctd@s1 | nfcapd@s1");
    }

    @Test
    void aNamedCollectorThatCannotReadItOrANamedProbeHasItMirrored() {
        PlanOptions nfcapd = PlanOptions.DEFAULT.withWishes(wishes(Map.of(), true, false));
        assertThat(planned(switched(CarryingSwitch.Means.values()), nfcapd)).isEqualTo("pmacctd@s1 | nfcapd@s1");
        PlanOptions pmacctd = PlanOptions.DEFAULT.withWishes(wishes(Map.of(), false, true));
        assertThat(planned(switched(CarryingSwitch.Means.values()), pmacctd)).isEqualTo("pmacctd@s1 | nfcapd@s1");
    }

    @Test
    void whatIsNamedForTheSwitchIsTaken() {
        PlanOptions netflow = PlanOptions.DEFAULT.withWishes(wishes(Map.of("s1", "openvswitch-netflow"), true, true));
        assertThat(planned(switched(CarryingSwitch.Means.values()), netflow))
                .isEqualTo("openvswitch-netflow@s1 | nfcapd@s1");
        PlanOptions fprobe = PlanOptions.DEFAULT.withWishes(wishes(Map.of("s1", "fprobe"), true, true));
        assertThat(planned(switched(CarryingSwitch.Means.values()), fprobe)).isEqualTo("fprobe@s1 | nfcapd@s1");
    }

    @Test
    void aSwitchThatCanDoNeitherIsLeftToItsMembers() {
        PlanOptions options = PlanOptions.DEFAULT.withWishes(wishes(Map.of(), true, false));
        assertThat(planned(switched(CarryingSwitch.Means.EXPORT), options))
                .isEqualTo("pmacctd@n1 pmacctd@n2 pmacctd@n3 pmacctd@n4 | nfcapd@n5");
    }
}
