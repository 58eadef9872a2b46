package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class SourceIdsTest {
    private static OverlayPlan plan(Topology topology) {
        return Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    }

    /** The same nodes, of which those whose number leaves no remainder are reached at one address. */
    private static Topology shared(Topology topology, int every) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : topology.nodes()) {
            Optional<String> control = nodes.size() % every == 0 ? Optional.of("192.0.2.1") : node.control();
            nodes.add(new Node(
                    node.name(),
                    node.role(),
                    Optional.of(new Machine("m", "", "", control, Optional.empty())),
                    node.interfaces()));
        }
        return new Topology(topology.experiment(), nodes, topology.segments(), topology.findings());
    }

    private static OverlayPlan distinct(Topology topology, OverlayPlan plan) {
        return SourceIds.distinct(topology, plan, node -> Optional.empty());
    }

    @Test
    void whatAHostTellsOfItsAddressCounts() {
        Topology topology = Samples.lan(4);
        OverlayPlan numbered = SourceIds.distinct(topology, plan(topology), node -> Optional.of("198.51.100.1"));
        assertThat(numbered.probes())
                .flatExtracting(OverlayPlan.Probe::interfaces)
                .extracting(watched -> watched.sourceId())
                .containsExactly(1, 2, 3);
    }

    @Test
    void nodesWithAddressesOfTheirOwnKeepTheNumbersOfThePlan() {
        Topology topology = Samples.lan(5);
        assertThat(distinct(topology, plan(topology))).isEqualTo(plan(topology));
    }

    @Test
    void nodesThatExportFromOneAddressGetNumbersOfTheirOwn() {
        for (int every = 1; every <= 3; every++) {
            Topology topology = shared(Samples.lan(9), every);
            OverlayPlan distinct = distinct(topology, plan(topology));
            Set<String> seen = new HashSet<>();
            for (OverlayPlan.Probe probe : distinct.probes()) {
                String address =
                        topology.node(probe.node()).orElseThrow().control().orElseThrow();
                probe.interfaces().forEach(watched -> assertThat(seen.add(address + " " + watched.sourceId()))
                        .as("%s %s", probe.node(), watched)
                        .isTrue());
            }
            assertThat(seen).hasSizeGreaterThan(7);
            assertThat(distinct(topology, distinct)).as("again").isEqualTo(distinct);
        }
    }

    @Test
    void nothingButNumbersIsChanged() {
        Topology topology = shared(Samples.lan(4), 1);
        OverlayPlan before = plan(topology);
        OverlayPlan after = distinct(topology, before);
        assertThat(after.withProbes(before.probes())).isEqualTo(before);
        assertThat(after.probes())
                .extracting(OverlayPlan.Probe::node, OverlayPlan.Probe::collector)
                .isEqualTo(before.probes().stream()
                        .map(p -> org.assertj.core.groups.Tuple.tuple(p.node(), p.collector()))
                        .toList());
    }
}
