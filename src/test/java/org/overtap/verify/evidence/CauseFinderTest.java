package org.overtap.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.Counter;

/** Two probes on n1 and n2, which report to n3; each owns two conversations. */
class CauseFinderTest {
    private static final ProbeId ONE = new ProbeId("n1", "eth1", 1);
    private static final ProbeId TWO = new ProbeId("n2", "eth1", 1);
    private static final Unproven.Port PORT = new Unproven.Port("n2", "eth1");

    private final List<Unproven> unproven = new ArrayList<>();
    private final List<GapEvidence> gaps = new ArrayList<>();
    private final List<Misnumbered> misnumbered = new ArrayList<>();
    private final List<ForeignRecords> foreign = new ArrayList<>();
    private final List<NodeLook> nodes = new ArrayList<>();
    private ProbeEvidence one = probe(ONE, Condition.ALIVE, 10, 0, 5);
    private ProbeEvidence two = probe(TWO, Condition.ALIVE, 10, 0, 5);
    private CollectorEvidence collector = collector(Condition.ALIVE, Optional.empty(), 0);

    private static ProbeEvidence probe(ProbeId id, Condition condition, long counted, long dropped, long stored) {
        CounterWindow counters = new CounterWindow(
                Map.of(Counter.RECEIVED, 100L, Counter.DROPPED_BY_KERNEL, 3L),
                Map.of(Counter.RECEIVED, 100 + counted, Counter.DROPPED_BY_KERNEL, 3 + dropped));
        return new ProbeEvidence(
                id,
                Optional.of("n3"),
                condition,
                condition,
                "",
                condition == Condition.ALIVE ? counters : CounterWindow.NONE,
                new ExporterWindow(50, 0, stored),
                stored);
    }

    private static CollectorEvidence collector(Condition condition, Optional<String> unread, long ignored) {
        return new CollectorEvidence("n3", "udp port 9995", condition, "", unread, Optional.of(ignored));
    }

    private void missing(ProbeId... owners) {
        for (ProbeId owner : owners) {
            add(Unproven.What.MISSING, owner, "a" + unproven.size());
        }
    }

    private void add(Unproven.What what, ProbeId owner, String a) {
        unproven.add(new Unproven(
                what, "lan", a, "n2", List.of(new Unproven.Port(a, "eth1"), PORT), Optional.of(owner), "why"));
    }

    private List<Finding> found() {
        return CauseFinder.of(new Evidence(
                List.of(one, two),
                List.of(collector),
                gaps,
                unproven,
                0,
                misnumbered,
                foreign,
                Optional.empty(),
                nodes));
    }

    private void requireOnly(Finding.Kind kind, String node, int conversations, String words) {
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.node()).contains(node);
            assertThat(finding.conversations()).isEqualTo(conversations);
            assertThat(finding.text()).contains(words);
            assertThat(finding.next()).isNotBlank();
        });
    }

    @Test
    void whereAllIsProvenNothingIsFound() {
        assertThat(found()).isEmpty();
    }

    @Test
    void aDeadCollectorIsOneFindingHoweverManyItCosts() {
        missing(ONE, ONE, TWO, TWO);
        collector = collector(Condition.DEAD, Optional.empty(), 0);
        requireOnly(Finding.Kind.DEAD_COLLECTOR, "n3", 4, "nothing reached the collector on n3: it is dead");
    }

    @Test
    void aDeadProbeIsToldEvenIfItCostsNothing() {
        one = probe(ONE, Condition.DEAD, 0, 0, 0);
        requireOnly(Finding.Kind.DEAD_PROBE, "n1", 0, "the probe on n1 eth1 is dead");
    }

    @Test
    void aStoppedProbeIsNotADeadOne() {
        missing(ONE);
        one = probe(ONE, Condition.FROZEN, 0, 0, 0);
        requireOnly(Finding.Kind.FROZEN_PROBE, "n1", 1, "is stopped");
    }

    @Test
    void aProbeThatCountsNothingOfWhatPassesIsFrozenWhateverItsState() {
        missing(ONE);
        one = probe(ONE, Condition.ALIVE, 0, 0, 0);
        requireOnly(Finding.Kind.FROZEN_PROBE, "n1", 1, "counted none of the packets that passed it: 100");
    }

    @Test
    void aProbeOnAQuietInterfaceIsNotFrozen() {
        one = probe(ONE, Condition.ALIVE, 0, 0, 0);
        assertThat(found()).isEmpty();
    }

    @Test
    void aProbeThatCountsAndIsNotHeardIsFiltered() {
        missing(ONE, ONE);
        one = probe(ONE, Condition.ALIVE, 10, 0, 0);
        requireOnly(
                Finding.Kind.FILTERED_EXPORT,
                "n1",
                2,
                "the probe on n1 eth1 counted the packets and lives, but none of its datagrams reached the collector on"
                        + " n3 (udp port 9995): filtered?");
    }

    @Test
    void whereNobodyIsHeardTheCollectorIsToldOnce() {
        missing(ONE, TWO, TWO);
        one = probe(ONE, Condition.ALIVE, 10, 0, 0);
        two = probe(TWO, Condition.ALIVE, 10, 0, 0);
        requireOnly(Finding.Kind.FILTERED_EXPORT, "n3", 3, "nothing reached the collector on n3 (udp port 9995)");
    }

    @Test
    void droppedPacketsOfTheWindowAreToldWithTheirNumberAndExplainWhatIsInexact() {
        add(Unproven.What.INEXACT, ONE, "n1");
        one = probe(ONE, Condition.ALIVE, 10, 42, 5);
        requireOnly(Finding.Kind.DROPPED, "n1", 1, "42 packets");
        assertThat(found().get(0).count()).contains(42L);
    }

    @Test
    void jumpsSinceAreLostDatagrams() {
        gaps.add(new GapEvidence(Set.of("n1"), "n3", OptionalLong.of(2), OptionalLong.of(5)));
        requireOnly(Finding.Kind.DATAGRAMS_LOST, "n1", 0, "at least 2 gaps");
    }

    @Test
    void jumpsThatMayHaveComeBeforeAreNotHeldAgainstTheWindow() {
        gaps.add(new GapEvidence(Set.of("n1"), "n3", OptionalLong.of(0), OptionalLong.of(5)));
        assertThat(found()).isEmpty();
    }

    @Test
    void unlessSomethingOfTheWindowIsNotStoredAndNothingElseExplainsIt() {
        gaps.add(new GapEvidence(Set.of("n1"), "n3", OptionalLong.of(0), OptionalLong.of(5)));
        missing(ONE);
        requireOnly(Finding.Kind.DATAGRAMS_LOST, "n1", 1, "at least 5 gaps");
        one = probe(ONE, Condition.DEAD, 0, 0, 0);
        requireOnly(Finding.Kind.DEAD_PROBE, "n1", 1, "dead");
    }

    @Test
    void recordsUnderAnotherNumberAreToldSo() {
        missing(ONE);
        one = probe(ONE, Condition.ALIVE, 10, 0, 0);
        misnumbered.add(new Misnumbered(ONE, 2, Optional.of(new ProbeId("n1", "eth2", 2))));
        gaps.add(new GapEvidence(Set.of("n1"), "n3", OptionalLong.of(0), OptionalLong.of(5)));
        requireOnly(Finding.Kind.EXCHANGED_IDS, "n1", 1, "the records of n1 eth1 carry the id of n1 eth2 (2), not 1");
    }

    @Test
    void whatDidNotArriveIsPutDownToTheInterfaceThatIsDown() {
        add(Unproven.What.UNANSWERED, ONE, "n1");
        add(Unproven.What.UNANSWERED, TWO, "n4");
        nodes.add(new NodeLook("n1", Optional.empty(), false, Set.of(), Set.of("eth1")));
        nodes.add(new NodeLook("n2", Optional.empty(), false, Set.of("eth1"), Set.of()));
        requireOnly(Finding.Kind.INTERFACE_DOWN, "n2", 2, "eth1 of n2 is down");
    }

    @Test
    void whatDidNotArriveForNoKnownReasonIsAskedOfNobody() {
        add(Unproven.What.UNANSWERED, ONE, "n1");
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.UNANSWERED);
            assertThat(finding.node()).isEmpty();
            assertThat(finding.segment()).contains("lan");
            assertThat(finding.text()).contains("n1 <-> n2 on lan: why");
        });
    }

    @Test
    void aNodeThatCannotBeEnteredIsNamedOnceForAllThatIsThere() {
        add(Unproven.What.UNANSWERED, TWO, "n1");
        missing(ONE);
        one = new ProbeEvidence(
                ONE,
                Optional.of("n3"),
                Condition.UNREACHABLE,
                Condition.UNREACHABLE,
                "no route",
                CounterWindow.NONE,
                ExporterWindow.NONE,
                0);
        nodes.add(new NodeLook("n1", Optional.of("no route, tried again"), false, Set.of(), Set.of()));
        requireOnly(Finding.Kind.UNREACHABLE, "n1", 2, "cannot be entered");
    }

    @Test
    void aNodeThatIsGoneIsNotCalledUnreachable() {
        missing(ONE, TWO);
        collector = new CollectorEvidence(
                "n3", "udp port 9995", Condition.GONE, "node n3 is gone", Optional.of("no route"), Optional.empty());
        requireOnly(Finding.Kind.GONE, "n3", 2, "node n3 is gone");
    }

    @Test
    void whatNothingExplainsIsTheOwnersToTell() {
        missing(TWO);
        requireOnly(Finding.Kind.MISSING, "n2", 1, "is not recorded by its owner, the probe on n2 eth1");
    }

    @Test
    void strangersDatagramsThatWereNotTakenAreToldAndDecideNothing() {
        collector = collector(Condition.ALIVE, Optional.empty(), 4);
        requireOnly(Finding.Kind.IGNORED, "n3", 0, "ignored 4 datagrams");
        assertThat(found()).noneMatch(finding -> finding.kind().decides());
    }

    @Test
    void whatOneCollectorStoredAndCannotBeReadIsItsFault() {
        missing(ONE, TWO);
        collector = collector(Condition.ALIVE, Optional.of("nfdump is not installed"), 0);
        requireOnly(Finding.Kind.UNREADABLE, "n3", 2, "nfdump is not installed");
    }
}
