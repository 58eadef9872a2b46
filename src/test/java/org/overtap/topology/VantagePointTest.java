package org.overtap.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;

/** What a probe sees, as it was measured on real bridges and shapers. */
class VantagePointTest {
    static LongStream seeds() {
        return Seeds.upTo(50);
    }

    @Test
    void aMemberOfASwitchedLanSeesOnlyItsOwnConversations() {
        Segment lan = Samples.lan(4).segments().get(0);
        VantagePoint n1 = vantage(lan, "n1");
        assertThat(lan.conversations().stream().filter(c -> n1.sees(lan, c))).hasSize(3);
    }

    @Test
    void anyMemberOfAFloodingLanSeesAll() {
        Segment lan = Samples.lan(4, Medium.FLOODING).segments().get(0);
        assertThat(lan.conversations()).allMatch(c -> vantage(lan, "n3").sees(lan, c));
    }

    @Test
    void aShaperBeforeALanMemberSeesJustWhatTheMemberSees() {
        Segment lan = Samples.mixedLan().segments().get(0);
        VantagePoint port = VantagePoint.of(lan).stream()
                .filter(v -> v.node().equals("tbdelay0") && v.iface().equals("eth1"))
                .findFirst()
                .orElseThrow();
        VantagePoint member = vantage(lan, "n1");
        assertThat(lan.conversations()).allMatch(c -> port.sees(lan, c) == member.sees(lan, c));
    }

    @Test
    void aShaperIsAVantagePointAtItsNearPortOnly() {
        Segment link = Samples.shapedLink().segments().get(0);
        assertThat(VantagePoint.of(link).stream().filter(v -> v.node().equals("tbdelay0")))
                .extracting(VantagePoint::iface)
                .containsExactly("eth1");
    }

    @Test
    void theSenderAndTheNearPortCountBeforeShapingTheReceiverAfter() {
        Segment link = Samples.shapedLink().segments().get(0);
        Endpoint a = new Endpoint("a", "eth1");
        Endpoint b = new Endpoint("b", "eth1");
        assertThat(vantage(link, "a").side(link, a, b)).isEqualTo(ShapingSide.BEFORE_SHAPING);
        assertThat(vantage(link, "tbdelay0").side(link, a, b)).isEqualTo(ShapingSide.BEFORE_SHAPING);
        assertThat(vantage(link, "b").side(link, a, b)).isEqualTo(ShapingSide.AFTER_SHAPING);
        assertThat(vantage(link, "tbdelay0").side(link, b, a)).isEqualTo(ShapingSide.AFTER_SHAPING);
        assertThat(vantage(link, "b").side(link, b, a)).isEqualTo(ShapingSide.BEFORE_SHAPING);
    }

    @Test
    void withEndNodeShapingEvenTheSenderCountsAfter() {
        Segment link = Samples.endShapedLink().segments().get(0);
        Endpoint a = new Endpoint("a", "eth1");
        Endpoint b = new Endpoint("b", "eth1");
        assertThat(vantage(link, "a").side(link, a, b)).isEqualTo(ShapingSide.AFTER_SHAPING);
        assertThat(vantage(link, "b").side(link, a, b)).isEqualTo(ShapingSide.AFTER_SHAPING);
    }

    @Test
    void whereNothingShapesThereIsNoSide() {
        Segment lan = Samples.mixedLan().segments().get(0);
        Endpoint n3 = new Endpoint("n3", "eth1");
        Endpoint n4 = new Endpoint("n4", "eth1");
        Endpoint n1 = new Endpoint("n1", "eth1");
        assertThat(vantage(lan, "n3").side(lan, n3, n4)).isEqualTo(ShapingSide.UNSHAPED);
        assertThat(vantage(lan, "n3").side(lan, n3, n1)).isEqualTo(ShapingSide.BEFORE_SHAPING);
        assertThat(vantage(lan, "n3").side(lan, n1, n3)).isEqualTo(ShapingSide.AFTER_SHAPING);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyConversationIsSeenAtBothItsEnds(long seed) {
        Topology topology = Samples.random(seed);
        for (Segment segment : topology.segments()) {
            for (Conversation c : segment.conversations()) {
                List<VantagePoint> seeing = VantagePoint.of(segment).stream()
                        .filter(v -> v.sees(segment, c))
                        .toList();
                assertThat(seeing).extracting(VantagePoint::node).contains(c.a().node(), c.b().node());
            }
        }
    }

    private static VantagePoint vantage(Segment segment, String node) {
        return VantagePoint.of(segment).stream()
                .filter(v -> v.node().equals(node))
                .findFirst()
                .orElseThrow();
    }
}
