package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.ChangeEstimate;
import org.overtap.overlay.plan.HostLoad;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Lan;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** A plan meets the machines that really came. */
class BindTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();
    private static final Topology BEFORE = Samples.lan(3);

    private static OverlayPlan planned(OptionalInt allowed) {
        return TappedPlanner.plan(
                BEFORE, PlanOptions.DEFAULT, new TapOptions(allowed, "shaper", false, Optional.empty()), INSTRUMENTS);
    }

    /** The LAN with a shaper port before every member, so many on a machine. */
    private static Topology after(int perMachine) {
        Segment lan = BEFORE.segments().get(0);
        List<Node> nodes = new ArrayList<>(BEFORE.nodes());
        List<Shaper> shapers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "tbdelay" + i / perMachine * perMachine;
            int pair = i % perMachine;
            if (pair == 0) {
                nodes.add(Samples.shaper(name, 10 + i, Math.min(perMachine, 3 - i)));
            }
            Endpoint member = lan.members().get(i).endpoint();
            shapers.add(new Shaper(name, "eth" + (2 * pair + 1), "eth" + (2 * pair + 2), member));
        }
        return new Topology(
                BEFORE.experiment(),
                nodes,
                List.of(new Lan(lan.name(), lan.medium(), lan.members(), shapers)),
                List.of());
    }

    private static OverlayPlan bound(OptionalInt allowed, int perMachine) {
        return TappedPlanner.bind(
                after(perMachine), planned(allowed), BEFORE.nodes().size(), PlanOptions.DEFAULT, INSTRUMENTS);
    }

    @Test
    void asManyMachinesAsPlannedAreNothingToSpeakOf() {
        OverlayPlan bound = bound(OptionalInt.of(2), 2);

        assertThat(bound.extra().nodes()).isEqualTo(2);
        assertThat(bound.exceeded()).isFalse();
        assertThat(bound.notes()).isEmpty();
        assertThat(bound.own()).isEqualTo(planned(OptionalInt.of(2)).own());
    }

    @Test
    void moreMachinesThanAllowedAreCountedAndSaidWithWhatToDo() {
        OverlayPlan bound = bound(OptionalInt.of(2), 1);

        assertThat(bound.extra().nodes()).isEqualTo(3);
        assertThat(bound.extra().shapers()).isEqualTo(3);
        assertThat(bound.exceeded()).isTrue();
        assertThat(bound.notes())
                .singleElement()
                .asString()
                .contains("3 machines were added where 2 were planned", "2 allowed", "overtap teardown");
        assertThat(bound.coverage().uncovered()).isEmpty();
    }

    @Test
    void whereAnyNumberIsAllowedMoreThanPlannedIsOnlyNoted() {
        OverlayPlan bound = bound(OptionalInt.empty(), 1);

        assertThat(bound.exceeded()).isFalse();
        assertThat(bound.notes())
                .singleElement()
                .asString()
                .contains("3 machines")
                .doesNotContain("allowed");
    }

    @Test
    void aPlansFileRemembersWhatIsAllowed() throws Exception {
        OverlayPlan plan = planned(OptionalInt.of(2));
        OverlayPlan read =
                JsonDocument.parse(PlanFile.document(plan).toString(), "plan", PlanFile.SCHEMA, OverlayPlan.class);

        assertThat(read.own().flatMap(HostLoad::allowed)).contains(2);
    }

    @Test
    void theBillSaysWhatTheWayOfChangingMeans() {
        OverlayPlan plan = planned(OptionalInt.empty());

        ChangeEstimate running = plan.bill().orElseThrow();
        assertThat(running.nodesAtRisk()).isEqualTo(3);
        assertThat(running.nodesRebooted()).isZero();
        assertThat(running.eventsReplayed()).isFalse();
        ChangeEstimate rebooted = plan.withModifyMode(false, true, false).bill().orElseThrow();
        assertThat(rebooted.nodesRebooted()).isEqualTo(3);
        assertThat(rebooted.eventsReplayed()).isFalse();
        ChangeEstimate swapped = plan.withModifyMode(true, false, false).bill().orElseThrow();
        assertThat(swapped.nodesRebooted()).isEqualTo(3);
        assertThat(swapped.eventsReplayed()).isTrue();
        assertThat(plan.withModifyMode(false, false, true).bill().orElseThrow().eventsReplayed())
                .isTrue();
        assertThat(plan.withModifyMode(false, false, false).bill()).contains(running);
    }
}
