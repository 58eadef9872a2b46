package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.shell.LocalShell;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Link;
import org.overtap.topology.Machine;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;
import org.overtap.topology.file.TopologyFile;

/** A link whose ends a and b have both families, probed at a, and what its probe stored. */
class TwoFamiliesTest {
    private static final String A4 = "10.0.1.1";
    private static final String B4 = "10.0.1.2";
    private static final String A6 = "fd00:1::1";
    private static final String B6 = "fd00:1::2";

    private static Topology link(String atA, String atB) {
        return new Topology(
                "p/e",
                List.of(node("a", 1, atA), node("b", 2, atB)),
                List.of(new Link("ab", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of())),
                List.of());
    }

    private static Node node(String name, int number, String addresses) {
        return new Node(
                name,
                Role.HOST,
                Optional.of(new Machine("pc" + number, "", "", Optional.of("172.30.0." + number), Optional.empty())),
                List.of(Interface.with("eth1", Optional.empty(), addresses.split(" "))));
    }

    private static final Topology BOTH = link(A4 + "/24 " + A6 + "/64", B4 + "/24 fd00:2::2/64 " + B6 + "/64");

    private static OverlayPlan plan(Topology topology) {
        PlanOptions atA = PlanOptions.DEFAULT.excluding(Set.of("b"));
        return Planner.lightweight(topology, atA, InstrumentCatalogue.builtIn());
    }

    private static List<Canary> sent() throws VerifyException {
        return CanaryPairs.of(BOTH, plan(BOTH)).stream()
                .map(pair -> new Canary(
                        pair,
                        Stored.PORTS,
                        pair.family() == IpFamily.V4 ? 228 : 248,
                        Passage.of(5, 5),
                        Passage.of(5, 5)))
                .toList();
    }

    private static FlowRecord record(String from, String to, int packets, int bytes) {
        return Stored.record("172.30.0.1", 1, from, to, packets, bytes);
    }

    /** What the probe stored of IPv4, exact, and of IPv6 in this many packets and bytes each way. */
    private static List<FlowRecord> stored(int there, int thereBytes, int back, int backBytes) {
        List<FlowRecord> records = new ArrayList<>();
        records.add(record(A4, B4, 5, 5 * 228));
        records.add(record(B4, A4, 5, 5 * 228));
        records.add(record(A6, B6, there, thereBytes));
        records.add(record(B6, A6, back, backBytes));
        return records;
    }

    private static Verdict verdict(List<FlowRecord> records) throws VerifyException {
        return ConversationVerifier.verify(BOTH, plan(BOTH), sent(), records);
    }

    @Test
    void aConversationIsTriedOverEachFamilyThatBothEndsHave() throws VerifyException {
        assertThat(CanaryPairs.of(BOTH, plan(BOTH)))
                .extracting(pair -> pair.from() + " " + pair.to())
                .containsExactly(A4 + " " + B4, A6 + " " + B6);
        Topology four = link(A4 + "/24", B4 + "/24 " + B6 + "/64");
        assertThat(CanaryPairs.of(four, plan(four)))
                .extracting(pair -> pair.to().toString())
                .containsExactly(B4);
        Topology six = link(A6 + "/64", B6 + "/64");
        assertThat(CanaryPairs.of(six, plan(six)))
                .extracting(pair -> pair.to().toString())
                .containsExactly(B6);
        Topology none = link(A4 + "/24", B6 + "/64");
        List<Canary> sent = new CanarySender(
                        LocalShell::new, "overtap-none", new PortDraw(new Random(1), Set.of()), new Random(1))
                .send(CanaryPairs.of(none, plan(none)), 100, 5, (ready, ports) -> assertThat(ready)
                        .isEmpty());
        Verdict verdict = ConversationVerifier.verify(none, plan(none), sent, List.of());
        assertThat(verdict.conversations()).isEqualTo(1);
        assertThat(verdict.missing()).isEmpty();
        assertThat(verdict.unanswered())
                .extracting(Verdict.Unanswered::why)
                .containsExactly("a and b have no addresses of one family on ab, so no canary can go between them");
    }

    @Test
    void itIsCountedOnceWhereBothFamiliesAreExact() throws VerifyException {
        Verdict verdict = verdict(stored(5, 5 * 248, 5, 5 * 248));
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
        assertThat(verdict.conversations()).isEqualTo(1);
        assertThat(verdict.exactlyOnce()).isEqualTo(1);
    }

    @Test
    void itIsMissingWhereOneFamilyWasNotStored() throws VerifyException {
        Verdict verdict = verdict(stored(5, 5 * 248, 5, 5 * 248).subList(0, 3));
        assertThat(verdict.observed()).isZero();
        assertThat(verdict.missing()).containsExactly(new Verdict.Missing("ab", "a", "b", "a", List.of()));
    }

    @Test
    void onePacketTooFewOrTooManyIsInexact() throws VerifyException {
        for (int packets : List.of(4, 6)) {
            Verdict verdict = verdict(stored(packets, packets * 248, 5, 5 * 248));
            assertThat(verdict.exactlyOnce()).isZero();
            assertThat(verdict.inexact()).singleElement().satisfies(i -> assertThat(i.why())
                    .startsWith("over IPv6: a to b: " + packets + " packets"));
        }
    }

    @Test
    void whatNeighboursTellEachOtherAndAUsersOwnPingsAreNoCanaries() throws VerifyException {
        List<FlowRecord> records = new ArrayList<>(stored(5, 5 * 248, 5, 5 * 248));
        for (int protocol : List.of(1, 58)) {
            records.add(icmp(protocol, A6, B6, 30 * 104));
            records.add(icmp(protocol, B6, A6, 5 * 248));
        }
        assertThat(verdict(records).holds()).isTrue();
    }

    private static FlowRecord icmp(int protocol, String from, String to, int bytes) {
        return FlowRecord.counted(
                Exporter.of(IpAddress.of("172.30.0.1"), 1),
                FlowKey.of(IpAddress.of(from), IpAddress.of(to), protocol),
                5,
                bytes);
    }

    @Test
    void theSampleWithBothFamiliesIsTriedOverBothEverywhere() throws VerifyException {
        Topology topology = TopologyFile.read(Path.of("sample-topologies/two-families/topology.json"));
        List<CanaryPair> pairs = CanaryPairs.of(
                topology, Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn()));
        assertThat(topology.conversations()).hasSize(4);
        assertThat(pairs).hasSize(8);
        assertThat(pairs).filteredOn(pair -> pair.family() == IpFamily.V6).hasSize(4);
    }
}
