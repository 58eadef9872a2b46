package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.flows.FlowOptions;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.FlowRecord;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

class HostFlowVerifierTest {
    private static final int BYTES = 228;

    static LongStream seeds() {
        return Seeds.upTo(60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ifEveryOwnerStoresItsFlowsTheVerdictHoldsWhateverOthersStored(long seed) {
        Case one = new Case(Samples.random(seed));
        List<FlowRecord> records = one.owned(5);
        records.addAll(one.elsewhere(3));
        Verdict verdict = one.judge(5, 5, records);
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
        assertThat(verdict.conversations()).isEqualTo((int) one.flows.pairs());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSilentProbeIsMissedForJustWhatItOwns(long seed) {
        Case one = new Case(Samples.random(seed));
        String dead = one.flows.owners().get(0).owner();
        String silent = one.exporter(dead);
        List<FlowRecord> rest = one.owned(5).stream()
                .filter(r -> !r.exporter().address().toString().equals(silent))
                .toList();
        long owned = one.flows.owners().stream()
                .filter(o -> o.owner().equals(dead))
                .map(o -> List.of(o.from(), o.to()))
                .distinct()
                .count();
        Verdict verdict = one.judge(5, 5, rest);
        assertThat(verdict.missing())
                .hasSize((int) owned)
                .allMatch(m -> m.owner().equals(dead) && m.seenBy().isEmpty());
        assertThat(verdict.exactlyOnce()).isEqualTo(verdict.conversations() - (int) owned);
    }

    @Test
    void whoElseStoredAFlowOfADeadOwnerIsTold() {
        Case one = new Case(Samples.lan(4));
        List<FlowRecord> others = one.elsewhere(5);
        Verdict verdict = one.judge(5, 5, others);
        assertThat(verdict.missing()).hasSize(12).anyMatch(m -> !m.seenBy().isEmpty());
        assertThat(verdict.observed()).isPositive();
        assertThat(verdict.exactlyOnce()).isZero();
    }

    @Test
    void eachAddressOfAHostIsAskedForByItself() throws Exception {
        Case one = new Case(twins());
        assertThat(CanaryPairs.of(one.topology, one.plan))
                .extracting(CanaryPair::toString, pair -> pair.from() + " > " + pair.to())
                .containsExactlyInAnyOrder(
                        tuple("a -> b", "10.0.1.1 > 10.0.1.2"),
                        tuple("a -> b", "10.0.2.1 > 10.0.2.2"),
                        tuple("b -> a", "10.0.1.2 > 10.0.1.1"),
                        tuple("b -> a", "10.0.2.2 > 10.0.2.1"));
        List<FlowRecord> records = one.owned(5);
        assertThat(records).hasSize(4);
        assertThat(one.judge(5, 5, records).holds()).isTrue();
        List<FlowRecord> firstLinkOnly = records.stream()
                .filter(r -> r.key().to().toString().startsWith("10.0.1."))
                .toList();
        Verdict verdict = one.judge(5, 5, firstLinkOnly);
        assertThat(verdict.conversations()).isEqualTo(2);
        assertThat(verdict.missing()).hasSize(2);
        assertThat(verdict.exactlyOnce()).isZero();
    }

    /** Two links join a and b. */
    private static Topology twins() {
        List<Segment> links = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            links.add(new Link(
                    "link" + i, List.of(Member.plain("a", "eth" + i), Member.plain("b", "eth" + i)), List.of()));
        }
        return new Topology("p/twins", List.of(Samples.host("a", 1, 2), Samples.host("b", 2, 2)), links, List.of());
    }

    @Test
    void aFlowStoredTwiceByItsOwnerIsADuplicate() {
        Case one = new Case(Samples.lan(2));
        List<FlowRecord> twice = one.owned(5);
        twice.addAll(one.owned(5));
        Verdict verdict = one.judge(5, 5, twice);
        assertThat(verdict.duplicates()).isEqualTo(2);
        assertThat(verdict.exactlyOnce()).isZero();
    }

    @Test
    void onALossyWayAnythingBetweenWhatArrivedAndWhatWasSentFits() {
        Case one = new Case(Samples.lan(2));
        assertThat(one.judge(20, 15, one.owned(17)).holds()).isTrue();
        assertThat(one.judge(20, 15, one.owned(14)).inexact()).hasSize(2);
        assertThat(one.judge(20, 15, one.owned(21)).holds()).isFalse();
    }

    /** A topology, its plan for flows between all its hosts, and what probes would store. */
    private static final class Case {
        private final Topology topology;
        private final OverlayPlan plan;
        private final FlowPlan flows;

        Case(Topology topology) {
            this.topology = topology;
            this.plan = Planner.flows(
                    topology,
                    PlanOptions.DEFAULT,
                    new FlowOptions(List.of("all"), Map.of()),
                    InstrumentCatalogue.builtIn());
            this.flows = plan.flows().orElseThrow();
        }

        Verdict judge(int sent, int received, List<FlowRecord> records) {
            List<Canary> canaries = flows.owners().stream()
                    .flatMap(flow -> addresses(flow).stream()
                            .map(to -> CanaryPair.between(flow.from(), flow.to(), address(flow.from()), to)))
                    .map(pair -> new Canary(pair, Stored.PORTS, BYTES, Passage.of(sent, received), Passage.NONE))
                    .toList();
            return HostFlowVerifier.verify(topology, plan, canaries, records);
        }

        List<FlowRecord> owned(int packets) {
            List<FlowRecord> records = new ArrayList<>();
            for (FlowPlan.Owner flow : flows.owners()) {
                records.addAll(records(flow, flow.owner(), engine(flow.owner(), flow.iface()), packets));
            }
            return records;
        }

        /** Every flow at every probing interface that does not own it. */
        List<FlowRecord> elsewhere(int packets) {
            List<FlowRecord> records = new ArrayList<>();
            for (FlowPlan.Owner flow : flows.owners()) {
                for (OverlayPlan.Probe probe : plan.probes()) {
                    probe.interfaces().stream()
                            .filter(w -> !probe.node().equals(flow.owner())
                                    || !w.name().equals(flow.iface()))
                            .forEach(w -> records.addAll(records(flow, probe.node(), w.sourceId(), packets)));
                }
            }
            return records;
        }

        private List<FlowRecord> records(FlowPlan.Owner flow, String node, int engine, int packets) {
            return addresses(flow).stream()
                    .map(to -> Stored.record(
                            exporter(node), engine, address(flow.from()), to, packets, (long) packets * BYTES))
                    .toList();
        }

        private List<IpAddress> addresses(FlowPlan.Owner flow) {
            return flow.addresses().isEmpty()
                    ? topology.node(flow.to()).orElseThrow().interfaces().stream()
                            .flatMap(port -> port.addresses().stream())
                            .map(InterfaceAddress::ip)
                            .toList()
                    : flow.addresses();
        }

        private int engine(String node, String iface) {
            return plan.probes().stream()
                    .filter(p -> p.node().equals(node))
                    .flatMap(p -> p.interfaces().stream())
                    .filter(w -> w.name().equals(iface))
                    .findFirst()
                    .orElseThrow()
                    .sourceId();
        }

        String exporter(String node) {
            return topology.node(node).flatMap(Node::control).orElseThrow();
        }

        private IpAddress address(String node) {
            return topology.node(node).orElseThrow().interfaces().stream()
                    .map(Interface::address)
                    .findFirst()
                    .orElseThrow()
                    .orElseThrow();
        }
    }
}
