package org.overtap.overlay.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.TappedPlanner;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.FloodingOverrides;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.AugmentedTopology;
import org.overtap.overlay.taps.TapConstraints;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.overlay.taps.TapStyle;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

class BaselineTopologyTest {
    private static ExperimentChange change(Topology before) {
        return TappedPlanner.plan(before, PlanOptions.DEFAULT, TapOptions.heavyweight(), InstrumentCatalogue.builtIn())
                .change()
                .orElseThrow();
    }

    private static Topology tapped(Topology before, ExperimentChange change) {
        return AugmentedTopology.of(before, change.taps(), 2, "shaper-").topology();
    }

    /** The user adds two hosts and a link between them, which a shaper of his own stands on. */
    private static Topology edited(Topology topology) {
        List<Node> nodes = new ArrayList<>(topology.nodes());
        nodes.add(Samples.host("x", 21, 1));
        nodes.add(Samples.host("y", 22, 1));
        nodes.add(Samples.shaper("tbdelay77", 23, 1));
        List<Segment> segments = new ArrayList<>(topology.segments());
        segments.add(new Link(
                "xy",
                List.of(Member.plain("x", "eth1"), Member.plain("y", "eth1")),
                List.of(new Shaper("tbdelay77", "eth1", "eth2", new Endpoint("x", "eth1")))));
        return new Topology(topology.experiment(), nodes, segments, List.of());
    }

    @Test
    void anExperimentThatNobodyEditedIsAsItWasOnTheMachinesOfNow() {
        Topology before = Samples.lan(3);
        ExperimentChange change = change(before);

        assertThat(BaselineTopology.of(before, tapped(before, change), change)).isEqualTo(before);
    }

    @Test
    void whatTheUserAddedIsHisOwnAndWhatWeAddedIsNot() {
        Topology before = Samples.lan(3);
        ExperimentChange change = change(before);

        Topology own = BaselineTopology.of(before, edited(tapped(before, change)), change);
        assertThat(own).isEqualTo(edited(before));
    }

    @Test
    void shapersThatWereThereBeforeStay() {
        Topology before = Samples.mixedLan();
        ExperimentChange change = change(before);

        Topology own = BaselineTopology.of(before, edited(tapped(before, change)), change);
        assertThat(own).isEqualTo(edited(before));
    }

    @Test
    void anAddedCollectorIsNotTheExperimentsOwn() {
        Topology before = Samples.lan(3);
        ExperimentChange change =
                new ExperimentChange("shaper", List.of(), List.of("ovcollector"), false, Optional.empty());
        List<Node> nodes = new ArrayList<>(before.nodes());
        nodes.add(new Node("ovcollector", Role.HOST, Optional.empty(), List.of()));
        Topology read = new Topology(before.experiment(), nodes, before.segments(), List.of());

        assertThat(BaselineTopology.of(before, edited(read), change)).isEqualTo(edited(before));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onAnyExperimentAPlanOfAnyStyleCanStartFromIt(long seed) {
        String style = TapStyle.names().get((int) seed % TapStyle.names().size());
        Topology read = Samples.random(seed);
        Set<String> all = read.segments().stream().map(Segment::name).collect(Collectors.toSet());
        Topology before = style.equals("lan") ? FloodingOverrides.flooding(read, all) : read;
        Optional<ExperimentChange> change = planned(before, style).change();
        if (change.isPresent()) {
            Topology own = BaselineTopology.of(before, edited(tapped(before, change.get())), change.get());
            assertThat(own.nodes())
                    .containsExactlyInAnyOrderElementsOf(edited(before).nodes());
            assertThat(planned(FloodingOverrides.flooding(own, vouched(own, style)), style)
                            .change()
                            .orElseThrow()
                            .taps())
                    .isEqualTo(planned(edited(before), style)
                            .change()
                            .orElseThrow()
                            .taps());
        }
    }

    private static Set<String> vouched(Topology own, String style) {
        return style.equals("lan")
                ? own.segments().stream()
                        .map(Segment::name)
                        .filter(name -> !name.equals("xy"))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    @Test
    void whatSomebodyVouchedForOnceIsNotBelievedForEver() {
        Topology before = FloodingOverrides.flooding(Samples.lan(3), List.of("lan0"));
        ExperimentChange listening = planned(before, "lan").change().orElseThrow();

        Topology own = BaselineTopology.of(before, tapped(before, listening), listening);
        assertThat(own).isEqualTo(Samples.lan(3));
        assertThat(BaselineTopology.of(before, edited(tapped(before, listening)), listening))
                .isEqualTo(edited(Samples.lan(3)));
    }

    private static OverlayPlan planned(Topology topology, String style) {
        Set<String> all = topology.segments().stream().map(Segment::name).collect(Collectors.toSet());
        TapOptions taps =
                new TapOptions(OptionalInt.empty(), style, false, Optional.empty(), TapConstraints.USUAL_NICS, all);
        return TappedPlanner.plan(topology, PlanOptions.DEFAULT, taps, InstrumentCatalogue.builtIn());
    }

    static LongStream seeds() {
        return LongStream.range(1, 49);
    }
}
