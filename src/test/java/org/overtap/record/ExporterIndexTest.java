package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanOptions;
import org.overtap.overlay.Planner;
import org.overtap.overlay.SourceIds;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class ExporterIndexTest {
    private static Topology behindOneAddress(Topology topology) {
        List<Node> nodes = topology.nodes().stream()
                .map(node -> new Node(
                        node.name(),
                        node.role(),
                        Optional.of(new Machine("m", "", "", Optional.of("192.0.2.1"), Optional.empty())),
                        node.interfaces()))
                .toList();
        return new Topology(topology.experiment(), nodes, topology.segments(), topology.findings());
    }

    @Test
    void probesThatExportFromOneAddressAreToldApart() {
        Topology topology = behindOneAddress(Samples.lan(4));
        OverlayPlan plan = SourceIds.distinct(
                topology,
                Planner.lightweight(topology, PlanOptions.USUAL, InstrumentCatalogue.builtIn()),
                node -> Optional.empty());
        ExporterIndex index = new ExporterIndex(topology, plan);
        assertThat(plan.probes()).hasSize(3);
        for (OverlayPlan.Probe probe : plan.probes()) {
            Exporter exporter =
                    index.exporter(probe.node(), probe.interfaces().get(0).engine());
            assertThat(exporter.address()).isEqualTo("192.0.2.1");
            assertThat(index.node(exporter)).isEqualTo(probe.node());
        }
    }

    @Test
    void anExporterThatIsNobodysIsCalledByItsAddress() {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.USUAL, InstrumentCatalogue.builtIn());
        ExporterIndex index = new ExporterIndex(topology, plan);
        assertThat(index.node(Exporter.of("192.0.2.9", 1))).isEqualTo("192.0.2.9");
        assertThat(index.node(Exporter.of("172.30.0.1", 77))).isEqualTo("n1");
    }
}
