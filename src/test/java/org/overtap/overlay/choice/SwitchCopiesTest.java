package org.overtap.overlay.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.CopyWish;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.SwitchCopy;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Node;
import org.overtap.topology.SwitchLimits;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** Copies of what a switch carries, for devices of the user's. */
class SwitchCopiesTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();

    @TempDir
    Path folder;

    /** A LAN of five on a switch that can have so many mirrors more. */
    private static Topology mirrors(int most) {
        Topology open = SwitchInstrumentsTest.switched(CarryingSwitch.Means.values());
        List<Node> nodes = open.nodes().stream()
                .map(node -> node.name().equals("s1")
                        ? new Node(
                                "s1",
                                node.role(),
                                node.machine(),
                                node.interfaces(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new SwitchLimits(OptionalInt.of(1), OptionalInt.of(most))))
                        : node)
                .toList();
        return new Topology(open.experiment(), nodes, open.segments(), List.of());
    }

    private static OverlayPlan plan(Topology topology, String probe, String... copies) {
        InstrumentWishes wishes = new InstrumentWishes(
                Map.of("s1", probe),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                true,
                Optional.empty(),
                List.of(copies).stream().map(CopyWish::of).toList(),
                Optional.empty());
        PlanOptions options = InstrumentSearch.settled(
                        PlanOptions.DEFAULT.withWishes(wishes),
                        ALL,
                        topology,
                        InstrumentGround.UNKNOWN,
                        InstrumentGround.UNKNOWN)
                .options();
        return Planner.lightweight(SwitchInstruments.shown(topology, options, ALL), options, ALL);
    }

    @Test
    void aCopyGoesWithWhatIsMeasuredAtTheSwitchAndThePlanKeepsIt() throws Exception {
        OverlayPlan plan =
                plan(mirrors(32), "openvswitch-ipfix", "openvswitch-gre:10.9.0.2@s1", "openvswitch-erspan:[fd00::2]");
        assertThat(plan.probes()).singleElement().satisfies(probe -> assertThat(probe.copies())
                .containsExactly(
                        new SwitchCopy("openvswitch-gre", "10.9.0.2"),
                        new SwitchCopy("openvswitch-erspan", "fd00::2")));
        assertThat(plan.notes())
                .anyMatch(note -> note.startsWith("s1: a copy of all that it carries on lan0 goes to 10.9.0.2"
                        + " (openvswitch-gre) and to fd00::2 (openvswitch-erspan)"));
        Path file = folder.resolve("plan.json");
        JsonDocument.mapper().writeValue(file.toFile(), PlanFile.document(plan));
        assertThat(PlanFile.read(file).probes()).isEqualTo(plan.probes());
    }

    @Test
    void noMoreIsAskedOfASwitchThanItCan() {
        assertThat(plan(mirrors(2), "pmacctd", "openvswitch-gre:10.9.0.2").probes())
                .hasSize(1);
        assertThatThrownBy(() -> plan(mirrors(1), "pmacctd", "openvswitch-gre:10.9.0.2"))
                .isInstanceOf(PlanException.class)
                .hasMessage("s1 can have 1 more mirrors, and 2 are asked for: copy less");
        assertThat(plan(mirrors(1), "openvswitch-ipfix", "openvswitch-gre:10.9.0.2")
                        .probes())
                .hasSize(1);
    }

    @Test
    void whatCannotBeCopiedIsNamed() {
        assertThatThrownBy(() -> plan(mirrors(9), "pmacctd", "openvswitch-gre:10.9.0.2@n1"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("nothing is copied to 10.9.0.2 (openvswitch-gre)")
                .hasMessageContaining("no switch n1 that");
        assertThatThrownBy(() -> plan(mirrors(9), "pmacctd", "openvswitch-gre:10.9.0.2@nobody"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("no node is called nobody");
        assertThatThrownBy(() -> plan(mirrors(9), "pmacctd", "openvswitch-mirror:10.9.0.2"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("openvswitch-mirror copies to a port of its switch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "openvswitch-gre", "openvswitch-gre:", "openvswitch-gre:host", ":10.9.0.2", "x:10.9.0.2@"})
    void whatNamesNoDeviceIsRefused(String words) {
        assertThatThrownBy(() -> CopyWish.of(words))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("NAME:ADDRESS@NODE");
    }
}
