package org.overtap.overlay.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

/** Nodes of which their testbed says that they have no control network. */
class LonelyNodesTest {
    /** A LAN of four, each at an address of 127.0.0.0/8; the chosen ones have no control network. */
    private static Topology lan(Predicate<String> isolated) {
        Topology plain = Samples.lan(4);
        List<Node> nodes = plain.nodes().stream()
                .map(node -> node.withMachine(Optional.of(machine(node.name(), isolated))))
                .toList();
        return new Topology(plain.experiment(), nodes, plain.segments(), List.of());
    }

    private static Machine machine(String name, Predicate<String> isolated) {
        Optional<String> own = Optional.of("127.70.1." + name.substring(1));
        return isolated.test(name)
                ? Machine.isolated("m", own, List.of())
                : new Machine("m", "", "", own, Optional.empty());
    }

    private static OverlayPlan plan(Topology topology) {
        return Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    }

    @Test
    void whereTheyAreReachedDoesNotMakeThemSo() {
        OverlayPlan plan = plan(lan(name -> false));
        assertThat(plan.collectors()).hasSize(1);
        assertThat(plan.notes()).noneMatch(note -> note.contains("without a control network"));
    }

    @Test
    void eachCollectsForItselfAndForNobodyElse() {
        OverlayPlan all = plan(lan(name -> true));
        assertThat(all.probes()).hasSize(3).allMatch(probe -> probe.collector().equals(Optional.of(probe.node())));
        assertThat(all.collectors()).extracting(OverlayPlan.Collector::node).containsExactly("n1", "n2", "n3");

        // The last has a control network, but all who could collect for it have none.
        OverlayPlan some = plan(lan(name -> !name.equals("n1")));
        assertThat(some.probes()).hasSize(3).allMatch(probe -> probe.collector().equals(Optional.of(probe.node())));
    }

    @Test
    void theDocumentsTellItAndThoseWithoutItMeanAControlNetwork() {
        Topology topology = lan(name -> name.equals("n2"));
        String text = JsonDocument.text(TopologyFile.document(topology));
        assertThat(text).containsOnlyOnce("\"isolated\"");
        assertThat(read(text)).isEqualTo(topology);
        assertThat(JsonDocument.text(TopologyFile.document(lan(name -> false))))
                .doesNotContain("olated", "ontrolNetwork");
        assertThat(read(text.replaceAll(",\\s*\"isolated\": true", ""))).isEqualTo(lan(name -> false));
    }

    private static Topology read(String text) {
        return JsonDocument.parse(text, "text", TopologyFile.SCHEMA, Topology.class);
    }

    @Test
    void anEditedPlanThatSendsTheirRecordsElsewhereIsRefused() {
        Topology topology = lan(name -> true);
        OverlayPlan plan = plan(topology);
        assertThatCode(() -> PlanCheck.require(topology, plan)).doesNotThrowAnyException();
        String edited = JsonDocument.text(PlanFile.document(plan)).replaceFirst("(\"collector\": )\"n1\"", "$1\"n2\"");
        OverlayPlan other = JsonDocument.parse(edited, "plan", PlanFile.SCHEMA, OverlayPlan.class);
        assertThatThrownBy(() -> PlanCheck.require(topology, other))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("n1 reports to n2, and n1 has no control network");
    }
}
