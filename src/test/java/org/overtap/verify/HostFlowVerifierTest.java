package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.overtap.topology.IpAddress;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
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
        long owned =
                one.flows.owners().stream().filter(o -> o.owner().equals(dead)).count();
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
            Map<String, Canary> canaries = new LinkedHashMap<>();
            for (FlowPlan.Owner flow : flows.owners()) {
                String a = flow.from().compareTo(flow.to()) < 0 ? flow.from() : flow.to();
                String b = a.equals(flow.from()) ? flow.to() : flow.from();
                CanaryPair pair = CanaryPair.between(a, b, address(a), address(b));
                canaries.put(
                        a + " " + b,
                        new Canary(pair, Stored.PORTS, BYTES, Passage.of(sent, received), Passage.of(sent, received)));
            }
            return HostFlowVerifier.verify(topology, plan, List.copyOf(canaries.values()), records);
        }

        List<FlowRecord> owned(int packets) {
            List<FlowRecord> records = new ArrayList<>();
            for (FlowPlan.Owner flow : flows.owners()) {
                records.add(record(flow, flow.owner(), engine(flow.owner(), flow.iface()), packets));
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
                            .forEach(w -> records.add(record(flow, probe.node(), w.sourceId(), packets)));
                }
            }
            return records;
        }

        private FlowRecord record(FlowPlan.Owner flow, String node, int engine, int packets) {
            return Stored.record(
                    exporter(node), engine, address(flow.from()), address(flow.to()), packets, (long) packets * BYTES);
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
