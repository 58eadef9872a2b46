package org.overtap.testbed.emulab.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.overlay.taps.TapStyle;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class SegmentTapsTest {
    private static final Topology TOPOLOGY = new Topology(
            "p/e",
            List.of(Samples.host("a", 1, 1), Samples.host("b", 2, 1)),
            List.of(new Link("wan", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of())),
            List.of());

    private static PlannedTap planned(String style, String node) {
        return new PlannedTap("wan", List.of(new Endpoint("a", "eth1")), style, Optional.ofNullable(node));
    }

    @Test
    void everyStyleThatAPlanCountsOnCanBeWritten() {
        assertThat(SegmentTaps.styles()).containsAll(TapStyle.names());
    }

    @Test
    void aPlannedBridgeHasThePlansNameAndFreeHalves() {
        assertThat(SegmentTaps.of(TOPOLOGY, List.of(planned("bridge", "wan-a"))))
                .containsExactly(new BridgeTap(
                        "wan",
                        "wan-a",
                        "wan-a-2",
                        "wan-b",
                        List.of(new BridgeTap.Pin("a", "10.0.1.1"), new BridgeTap.Pin("b", "10.0.1.2"))));
    }

    @Test
    void rewriteAndDeployAskForTheSame() {
        assertThat(SegmentTaps.of("bridge", TOPOLOGY, List.of(), Set.of()))
                .isEqualTo(SegmentTaps.of(TOPOLOGY, List.of(planned("bridge", "tap-wan"))));
    }

    @Test
    void bridgesOnLinksAndListenersOnLansAreOneStyle() {
        assertThat(SegmentTaps.of("bridge-lan", TOPOLOGY, List.of(), Set.of()))
                .isEqualTo(SegmentTaps.of("bridge", TOPOLOGY, List.of(), Set.of()));
        assertThat(SegmentTaps.of("bridge-lan", Samples.lan(3), List.of("lan0"), Set.of("lan0")))
                .isEqualTo(SegmentTaps.of("lan", Samples.lan(3), List.of("lan0"), Set.of("lan0")));
    }

    @Test
    void aPlanEditedByHandThatNamesNoNodeIsRefused() {
        assertThatThrownBy(() -> SegmentTaps.of(TOPOLOGY, List.of(planned("bridge", null))))
                .isInstanceOf(RewriteException.class)
                .hasMessageContaining("names no node for the tap on wan");
    }

    @Test
    void theTapsOfARewrittenScriptAreReadBack() {
        String script = "source tb_compat.tcl\r\n$ns run\r\n";
        RewriteRequest request = RewriteRequest.of(
                SegmentTaps.of(TOPOLOGY, List.of(planned("bridge", "tap-wan"))), List.of(AddedNode.named("store")));
        assertThat(InlineTap.in(new Rewriter().rewrite(script, request)))
                .containsExactly(new InlineTap("wan", "tap-wan", "wan-a", "wan-b"));
        RewriteRequest listening =
                RewriteRequest.of(SegmentTaps.of(TOPOLOGY, List.of(planned("lan", "tap-wan"))), List.of());
        assertThat(ListeningTap.in(new Rewriter().rewrite(script, listening)))
                .containsExactly(new ListeningTap("wan", "tap-wan"));
        assertThat(InlineTap.in(script)).isEmpty();
        assertThat(InlineTap.in("    ovt_bridge $sim wan tap-wan wan-a wan-b \"\"\n" + script))
                .isEmpty();
    }

    @Test
    void whatBridgesOfTheScriptJoinIsNotTapped() {
        Topology joined = new Topology(
                "p/e",
                TOPOLOGY.nodes(),
                List.of(new Link("l1+l2", TOPOLOGY.segments().get(0).members(), List.of())),
                List.of());
        RewriteRequest request = RewriteRequest.of(List.of(new ShaperTap("l1+l2")), List.of());
        assertThat(ScriptLimits.problems(request, ExperimentNames.of(joined)))
                .singleElement()
                .asString()
                .contains("bridges of the script's own join it");
    }
}
