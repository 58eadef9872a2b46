package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.ObservationPoint;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.OwnerRule;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.SimulatedSegment;
import org.overtap.topology.Topology;

class ConversationVerifierTest {
    private static final int BYTES = 228;

    static LongStream seeds() {
        return Seeds.upTo(60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ifEveryPlannedProbeStoresWhatItSeesTheVerdictHolds(long seed) {
        Topology topology = Samples.random(seed);
        OverlayPlan plan = plan(topology);
        Verdict verdict =
                ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), allRecords(topology, plan, 5, 5));
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
        assertThat(verdict.exactlyOnce()).isEqualTo(topology.conversations().size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSilentProbeIsMissedForJustWhatItOwns(long seed) {
        Topology topology = Samples.random(seed);
        OverlayPlan plan = plan(topology);
        String dead = plan.probes().get(0).node();
        String address = topology.node(dead).flatMap(Node::control).orElseThrow();
        List<FlowRecord> rest = allRecords(topology, plan, 5, 5).stream()
                .filter(r -> !r.exporter().address().toString().equals(address))
                .toList();
        Verdict verdict = ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), rest);
        OwnerRule rule = new OwnerRule(topology, plan);
        long owned = topology.conversations().stream()
                .filter(c -> rule.owner(c).orElseThrow().vantage().node().equals(dead))
                .count();
        assertThat(verdict.missing()).hasSize((int) owned).allMatch(m -> m.owner()
                .equals(dead));
        assertThat(verdict.missing()).noneMatch(m -> m.seenBy().contains(dead));
    }

    @Test
    void aDeadOwnerIsToldFromABlindSpotBySeenBy() {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = plan(topology);
        List<FlowRecord> onlyN2 = allRecords(topology, plan, 5, 5).stream()
                .filter(r -> r.exporter().address().toString().equals("172.30.0.2"))
                .toList();
        Verdict verdict = ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), onlyN2);
        assertThat(verdict.observed()).isEqualTo(2);
        assertThat(verdict.missing())
                .containsExactlyInAnyOrder(
                        new Verdict.Missing("lan0", "n1", "n2", "n1", List.of("n2")),
                        new Verdict.Missing("lan0", "n1", "n3", "n1", List.of()));
    }

    /** Whatever a planner would have chosen: the verdict knows by itself who on a switched LAN can own what. */
    @Test
    void anOwnerIsOneToWhomTheSwitchShowsTheConversation() {
        Topology topology = Samples.lan(3);
        OverlayPlan seen = plan(topology);
        List<OverlayPlan.Probe> probes = List.of(probe("n1"), probe("n2"));
        OverlayPlan written = new OverlayPlan(
                seen.experiment(),
                seen.mode(),
                seen.topology(),
                probes,
                seen.collectors(),
                seen.coverage(),
                seen.bound(),
                List.of(new OverlayPlan.Owners("lan0", "lan", "switched", List.of("n1", "n2"))),
                seen.extra(),
                seen.export(),
                seen.timing());
        Verdict verdict = ConversationVerifier.verify(
                topology, written, canaries(topology, 5, 5), allRecords(topology, written, 5, 5));
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
        OwnerRule rule = new OwnerRule(topology, written);
        assertThat(topology.conversations())
                .extracting(c -> rule.owner(c).orElseThrow().vantage().node())
                .containsExactly("n1", "n1", "n2");
    }

    private static OverlayPlan.Probe probe(String node) {
        return new OverlayPlan.Probe(
                node, List.of(new OverlayPlan.MonitoredInterface("eth1", "lan0", 1)), "pmacctd", "n3");
    }

    @Test
    void halfAConversationIsMissing() {
        Topology topology = Samples.lan(2);
        OverlayPlan plan = plan(topology);
        List<FlowRecord> oneWayOnly = allRecords(topology, plan, 5, 5).stream()
                .filter(r -> r.key().from().toString().equals("10.0.1.1"))
                .toList();
        Verdict verdict = ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), oneWayOnly);
        assertThat(verdict.observed()).isZero();
        assertThat(verdict.missing()).hasSize(1);
    }

    @Test
    void splitRecordsAreSummed() {
        Topology topology = Samples.lan(2);
        OverlayPlan plan = plan(topology);
        List<FlowRecord> split = new ArrayList<>();
        for (FlowRecord r : allRecords(topology, plan, 5, 5)) {
            split.add(with(r, 2));
            split.add(with(r, 3));
        }
        assertThat(ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), split)
                        .holds())
                .isTrue();
    }

    @Test
    void aRecordTakenTwiceIsADuplicateAndNotExact() {
        Topology topology = Samples.lan(2);
        OverlayPlan plan = plan(topology);
        List<FlowRecord> twice = new ArrayList<>(allRecords(topology, plan, 5, 5));
        twice.addAll(allRecords(topology, plan, 5, 5));
        Verdict verdict = ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), twice);
        assertThat(verdict.observed()).isEqualTo(1);
        assertThat(verdict.exactlyOnce()).isZero();
        assertThat(verdict.duplicates()).isEqualTo(2);
    }

    @Test
    void recordsWithOtherPortsOrProtocolProveNothing() {
        Topology topology = Samples.lan(2);
        OverlayPlan plan = plan(topology);
        int from = Stored.PORTS.from();
        int to = Stored.PORTS.to();
        for (int[] other : new int[][] {{17, from, to + 1}, {17, from + 1, to}, {17, to, from}, {6, from, to}}) {
            List<FlowRecord> records = allRecords(topology, plan, 5, 5).stream()
                    .map(r -> withKey(
                            r,
                            FlowKey.of(r.key().from(), r.key().to(), other[0]).withPorts(other[1], other[2])))
                    .toList();
            assertThat(ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), records)
                            .observed())
                    .as(other[0] + " " + other[1] + " " + other[2])
                    .isZero();
        }
    }

    @Test
    void bytesThatDoNotFitThePacketsAreNotExact() {
        Topology topology = Samples.lan(2);
        OverlayPlan plan = plan(topology);
        List<FlowRecord> fat = allRecords(topology, plan, 5, 5).stream()
                .map(r -> Stored.counting(r, r.packets(), r.bytes() + 14))
                .toList();
        Verdict verdict = ConversationVerifier.verify(topology, plan, canaries(topology, 5, 5), fat);
        assertThat(verdict.inexact()).hasSize(1);
        assertThat(verdict.exactlyOnce()).isZero();
    }

    @Test
    void onALossyLinkOnlyTheSameSideMustBeEqual() {
        Topology topology = Samples.shapedLink();
        OverlayPlan atShaper = planOnly(topology, "tbdelay0");
        List<FlowRecord> records = List.of(
                Stored.record("172.30.0.3", 1, "10.0.1.1", "10.0.1.2", 20, 20 * BYTES),
                Stored.record("172.30.0.3", 1, "10.0.1.2", "10.0.1.1", 15, 15 * BYTES));
        assertThat(ConversationVerifier.verify(topology, atShaper, canaries(topology, 20, 15), records)
                        .holds())
                .as("near port: all of the near end's, those of the far end's that came through")
                .isTrue();
        List<FlowRecord> lostBefore =
                List.of(Stored.record("172.30.0.3", 1, "10.0.1.1", "10.0.1.2", 19, 19 * BYTES), records.get(1));
        assertThat(ConversationVerifier.verify(topology, atShaper, canaries(topology, 20, 15), lostBefore)
                        .holds())
                .as("before shaping nothing may be lost")
                .isFalse();
    }

    @Test
    void atOneEndOfALossyLinkWhatItSendsIsAllAndWhatComesIsWhatArrivedAtLeast() {
        Topology topology = Samples.shapedLink();
        OverlayPlan atB = planOnly(topology, "b");
        List<FlowRecord> good = List.of(
                Stored.record("172.30.0.2", 1, "10.0.1.1", "10.0.1.2", 15, 15 * BYTES),
                Stored.record("172.30.0.2", 1, "10.0.1.2", "10.0.1.1", 20, 20 * BYTES));
        assertThat(ConversationVerifier.verify(topology, atB, canaries(topology, 20, 15), good)
                        .holds())
                .isTrue();
        List<FlowRecord> bad =
                List.of(good.get(0), Stored.record("172.30.0.2", 1, "10.0.1.2", "10.0.1.1", 19, 19 * BYTES));
        assertThat(ConversationVerifier.verify(topology, atB, canaries(topology, 20, 15), bad)
                        .holds())
                .isFalse();
        List<FlowRecord> few =
                List.of(Stored.record("172.30.0.2", 1, "10.0.1.1", "10.0.1.2", 14, 14 * BYTES), good.get(1));
        assertThat(ConversationVerifier.verify(topology, atB, canaries(topology, 20, 15), few)
                        .holds())
                .as("15 reached the far end, so 15 at least passed its interface")
                .isFalse();
    }

    private static FlowRecord withKey(FlowRecord r, FlowKey key) {
        return FlowRecord.counted(r.exporter(), key, r.packets(), r.bytes());
    }

    private static FlowRecord with(FlowRecord r, long packets) {
        return Stored.counting(r, packets, packets * BYTES);
    }

    private static OverlayPlan plan(Topology topology) {
        return Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    }

    private static OverlayPlan planOnly(Topology topology, String node) {
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
        return Planner.lightweight(topology, only, InstrumentCatalogue.builtIn());
    }

    private static List<Canary> canaries(Topology topology, int sent, int received) {
        return topology.conversations().stream()
                .map(c -> new Canary(
                        CanaryPair.on(c, address(topology, c, true), address(topology, c, false)),
                        Stored.PORTS,
                        BYTES,
                        Passage.of(sent, received),
                        Passage.of(sent, received)))
                .toList();
    }

    private static IpAddress address(Topology topology, Conversation c, boolean first) {
        return topology.interfaceOf(first ? c.a() : c.b()).address().orElseThrow();
    }

    /** What perfect probes would store. */
    private static List<FlowRecord> allRecords(Topology topology, OverlayPlan plan, int sent, int received) {
        List<FlowRecord> records = new ArrayList<>();
        for (Segment segment : topology.segments()) {
            SimulatedSegment simulated = new SimulatedSegment(segment);
            for (ObservationPoint watch : ObservationPoint.on(topology, plan, segment)) {
                Endpoint at =
                        new Endpoint(watch.vantage().node(), watch.vantage().iface());
                String exporter = topology.node(watch.vantage().node())
                        .flatMap(Node::control)
                        .orElseThrow();
                segment.conversations().stream()
                        .filter(c -> simulated.exchange(c.a(), c.b()).contains(at))
                        .forEach(c -> {
                            IpAddress a = address(topology, c, true);
                            IpAddress b = address(topology, c, false);
                            records.add(Stored.record(exporter, watch.sourceId(), a, b, sent, (long) sent * BYTES));
                            records.add(
                                    Stored.record(exporter, watch.sourceId(), b, a, received, (long) received * BYTES));
                        });
            }
        }
        return records;
    }
}
