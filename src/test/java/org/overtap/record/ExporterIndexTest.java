package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.SourceIds;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.ShapingSide;
import org.overtap.topology.Topology;

class ExporterIndexTest {
    private final Topology topology = Samples.shapedLink();
    private final OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    private final OverlayPlan.Probe probe = plan.probes().get(0);
    private final int sourceId = probe.interfaces().get(0).sourceId();
    private final ExporterIndex index = new ExporterIndex(topology, plan);

    @Test
    void anExporterIsTheProbeOnTheNodeWithThatAddress() {
        assertThat(index.probe(Exporter.of(control(probe.node()), sourceId)))
                .isEqualTo(ExporterIndex.Probe.of(probe.node(), sourceId));
    }

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
        Topology one = behindOneAddress(Samples.lan(4));
        OverlayPlan distinct = SourceIds.distinct(
                one,
                Planner.lightweight(one, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn()),
                node -> Optional.empty());
        ExporterIndex shared = new ExporterIndex(one, distinct);
        assertThat(distinct.probes()).hasSize(3);
        for (OverlayPlan.Probe its : distinct.probes()) {
            Exporter exporter = shared.exporter(
                            its.node(), its.interfaces().get(0).sourceId())
                    .orElseThrow();
            assertThat(exporter.address()).isEqualTo(IpAddress.of("192.0.2.1"));
            assertThat(shared.probe(exporter).node()).isEqualTo(its.node());
        }
    }

    @Test
    void anExporterThatThePlanDoesNotHaveIsStillKnownByItsNode() {
        assertThat(index.probe(Exporter.of(control("b"), 77))).isEqualTo(ExporterIndex.Probe.of("b", 77));
    }

    @Test
    void aForeignExporterIsCalledByItsAddress() {
        FlowRecord foreign =
                FlowRecord.counted(Exporter.of(IpAddress.of("192.0.2.7"), 1), FlowKey.of(a(), b(), 17), 1, 1);
        assertThat(index.probe(foreign.exporter()).node()).isEqualTo("192.0.2.7");
        assertThat(index.locate(foreign)).isEqualTo(foreign);
    }

    @Test
    void aRecordIsLocatedOnItsProbesSegmentAndSideOfTheShaper() {
        OverlayPlan atA = onlyOn("a");
        int engine = atA.probes().get(0).interfaces().get(0).sourceId();
        ExporterIndex there = new ExporterIndex(topology, atA);
        Exporter exporter = Exporter.of(control("a"), engine);
        FlowRecord sent = there.locate(FlowRecord.counted(exporter, FlowKey.of(a(), b(), 17), 1, 1));
        FlowRecord received = there.locate(FlowRecord.counted(exporter, FlowKey.of(b(), a(), 17), 1, 1));
        assertThat(sent.place()).isEqualTo(at(ShapingSide.BEFORE_SHAPING));
        assertThat(received.place()).isEqualTo(at(ShapingSide.AFTER_SHAPING));
    }

    @Test
    void packetsInTransitNameNoMembersSoTheirSideIsUnknown() {
        Exporter exporter = Exporter.of(control(probe.node()), sourceId);
        FlowKey transit = FlowKey.of(IpAddress.of("192.0.2.1"), b(), 17);
        Place place = index.locate(FlowRecord.counted(exporter, transit, 1, 1)).place();
        assertThat(place).isEqualTo(new Place(Optional.of("wan"), Optional.empty(), Optional.empty()));
    }

    private static Place at(ShapingSide side) {
        return new Place(Optional.of("wan"), Optional.empty(), Optional.of(side));
    }

    private OverlayPlan onlyOn(String node) {
        PlanOptions u = PlanOptions.DEFAULT;
        PlanOptions only = new PlanOptions(
                u.algorithm(),
                u.seconds(),
                u.excluded(),
                java.util.Set.of(node),
                u.probe(),
                u.collector(),
                u.port(),
                u.timing(),
                u.free());
        OverlayPlan made = Planner.lightweight(topology, only, InstrumentCatalogue.builtIn());
        assertThat(made.probes()).extracting(OverlayPlan.Probe::node).containsExactly(node);
        return made;
    }

    private IpAddress a() {
        return topology.node("a").flatMap(Node::address).orElseThrow();
    }

    private IpAddress b() {
        return topology.node("b").flatMap(Node::address).orElseThrow();
    }

    private IpAddress control(String node) {
        return topology.node(node).orElseThrow().controlAddresses().get(0);
    }
}
