package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.FlowRecord;
import org.overtap.topology.Conversation;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class WayResultTest {
    private static final int BYTES = 228;

    /** Five are sent where nothing is lost before the owner, or at most five and at least what arrived pass it. */
    @ParameterizedTest
    @CsvSource({
        "5, 5, 0, 0, MISSING",
        "5, 5, 5, 0, EXACT",
        "5, 5, 4, 0, INEXACT",
        "5, 5, 6, 0, INEXACT",
        "5, 5, 5, 1, INEXACT",
        "5, 3, 0, 0, MISSING",
        "5, 3, 2, 0, INEXACT",
        "5, 3, 3, 0, EXACT",
        "5, 3, 5, 0, EXACT",
        "5, 3, 6, 0, INEXACT",
        "5, 0, 0, 0, UNANSWERED",
        "5, 0, 3, 0, UNANSWERED",
        "5, 0, 5, 0, EXACT",
        "5, 0, 5, 1, INEXACT",
        "5, 0, 6, 0, INEXACT",
        "0, 0, 0, 0, UNANSWERED",
        "0, 0, 5, 0, UNANSWERED",
        "0, 5, 5, 0, UNANSWERED",
        "0, 5, 0, 0, MISSING"
    })
    void whatWasSentArrivedAndIsStoredSaysTogetherWhatItMeans(
            int sent, int arrived, int stored, int moreBytes, WayResult.Kind kind) {
        CanaryCounts.Sum sum = new CanaryCounts.Sum(stored, (long) stored * BYTES + moreBytes, stored == 0 ? 0 : 1);
        WayResult result =
                WayResult.of("a to b", Passage.of(sent, arrived), new ExpectedPackets(arrived, sent), sum, BYTES);
        assertThat(result.kind()).isEqualTo(kind);
        assertThat(result.words().isEmpty()).isEqualTo(kind != WayResult.Kind.INEXACT);
    }

    private final Topology topology = Samples.lan(2);
    private final OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());

    private Verdict verdict(Passage forth, Passage back, int storedForth, int storedBack) {
        return verdict(new Canary(pair(topology), Stored.PORTS, BYTES, forth, back), storedForth, storedBack);
    }

    private static CanaryPair pair(Topology topology) {
        return CanaryPair.on(topology.conversations().get(0), IpAddress.of("10.0.1.1"), IpAddress.of("10.0.1.2"));
    }

    private Verdict verdict(Canary canary, int storedForth, int storedBack) {
        List<FlowRecord> records = List.of(
                Stored.record("172.30.0.2", 1, "10.0.1.1", "10.0.1.2", storedForth, (long) storedForth * BYTES),
                Stored.record("172.30.0.2", 1, "10.0.1.2", "10.0.1.1", storedBack, (long) storedBack * BYTES));
        return ConversationVerifier.verify(topology, plan, List.of(canary), records);
    }

    @Test
    void whatDidNotArriveAndIsNotStoredIsUnansweredAndBlamesNobody() {
        Verdict verdict = verdict(Passage.of(5, 0), Passage.of(5, 0), 0, 0);
        assertThat(verdict.missing()).isEmpty();
        assertThat(verdict.unanswered()).singleElement().satisfies(u -> assertThat(u.why())
                .isEqualTo("none of 5 datagrams from n1, bound to eth1 there, came to 10.0.1.2 on n2 by eth1;"
                        + " none of 5 datagrams from n2, bound to eth1 there, came to 10.0.1.1 on n1 by eth1"));
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void whatIsStoredToTheByteIsSeenWhateverTheReceiverDidWithIt() {
        assertThat(verdict(Passage.of(5, 0), Passage.of(5, 5), 5, 5).holds()).isTrue();
    }

    @Test
    void anOwnerThatStoredNoneOfWhatPassedOneWayIsMissingItWhateverBecameOfTheOther() {
        Verdict verdict = verdict(Passage.of(5, 5), Passage.of(5, 0), 0, 0);
        assertThat(verdict.missing()).hasSize(1);
        assertThat(verdict.unanswered()).isEmpty();
    }

    @Test
    void oneWayThatWasNotAnsweredLeavesTheConversationUnansweredThoughTheOtherIsExact() {
        Verdict verdict = verdict(Passage.of(5, 5), Passage.of(5, 0), 5, 0);
        assertThat(verdict.missing()).isEmpty();
        assertThat(verdict.unanswered()).hasSize(1);
        assertThat(verdict.exactlyOnce()).isZero();
    }

    @Test
    void whatFailedIsToldInItsOwnWordsOnly() {
        Canary failed = new Canary(
                pair(topology), Stored.PORTS, BYTES, Passage.NONE, Passage.NONE, Optional.of("node n2: eth1 is down"));
        assertThat(verdict(failed, 0, 0).unanswered())
                .containsExactly(new Verdict.Unanswered("lan0", "n1", "n2", "node n2: eth1 is down"));
    }

    /** Two links of a and b have one subnet. */
    @Test
    void anInterfaceThatMayAnswerForAnotherIsNamed() {
        Topology twins = new Topology(
                "p/twins",
                List.of(twin("a", "10.0.1.1/24", "10.0.1.3/24"), twin("b", "10.0.1.2/24", "10.0.1.4/24")),
                List.of(
                        new Link("one", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of()),
                        new Link("two", List.of(Member.plain("a", "eth2"), Member.plain("b", "eth2")), List.of())),
                List.of());
        Conversation second = twins.conversations().get(1);
        Canary canary = new Canary(
                CanaryPair.on(second, IpAddress.of("10.0.1.3"), IpAddress.of("10.0.1.4")),
                Stored.PORTS,
                BYTES,
                new Passage(5, 0, 5),
                Passage.of(5, 5));
        assertThat(new Silence(twins, canary).ofBoth())
                .isEqualTo("none of 5 datagrams from a, bound to eth2 there, came to 10.0.1.4 on b by eth2, 5 did by"
                        + " another interface (b has eth1 in the same network, and may answer for 10.0.1.4 there)");
    }

    private static Node twin(String name, String one, String two) {
        return new Node(
                name,
                Role.HOST,
                Optional.empty(),
                List.of(Interface.with("eth1", Optional.empty(), one), Interface.with("eth2", Optional.empty(), two)));
    }
}
