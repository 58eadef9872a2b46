package org.overtap.testbed.emulab.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.overtap.lab.ns.LiveOtcl;
import org.overtap.lab.ns.NsEvaluator;
import org.overtap.lab.ns.NsScriptException;

/** What only the parser can find out, and how it says so. */
class RefusedScriptsIT {
    private static final String HEAD = """
            source tb_compat.tcl
            set ns [new Simulator]
            set a [$ns node]
            set b [$ns node]
            set wan [$ns duplex-link $a $b 100Mb 0ms DropTail]
            """;

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    private static void assertRefused(String script, RewriteRequest request, String why) {
        String rewritten = new Rewriter().rewrite(script, request);
        assertThatThrownBy(() -> new NsEvaluator().check(rewritten))
                .isInstanceOf(NsScriptException.class)
                .hasMessageContaining(why);
    }

    private static RewriteRequest bridge(BridgeTap.Pin... pins) {
        return RewriteRequest.of(List.of(new BridgeTap("wan", "tap", "wan-1", "wan-2", List.of(pins))), List.of());
    }

    private static RewriteRequest shaper(String segment) {
        return RewriteRequest.of(List.of(new ShaperTap(segment)), List.of());
    }

    @Test
    void aSegmentTheScriptDoesNotMake() {
        assertRefused(HEAD + "$ns run\n", shaper("lan"), "makes no link or LAN called lan");
    }

    @Test
    void aBridgeOnALinkWithEvents() {
        assertRefused(HEAD + "$ns at 5 \"$wan down\"\n$ns run\n", bridge(), "wan has events or a RED queue");
    }

    @Test
    void aBridgeOnATracedLink() {
        assertRefused(HEAD + "$wan trace\n$ns run\n", bridge(), "wan is traced");
    }

    @Test
    void aBridgeOnALan() {
        String lan = HEAD.replace("duplex-link $a $b 100Mb 0ms DropTail", "make-lan \"$a $b [$ns node]\" 100Mb 0ms");
        assertRefused(lan + "$ns run\n", bridge(), "wan is a LAN");
    }

    @Test
    void aBridgeWhereAddressesComeLater() {
        assertRefused(HEAD + "tb-use-ipassign 1\n$ns run\n", bridge(), "tb-use-ipassign");
    }

    @Test
    void aBridgeInASubnetThatIsFull() {
        assertRefused(HEAD + "tb-set-netmask $wan 255.255.255.252\n$ns run\n", bridge(), "no address left");
    }

    @Test
    void anAddressThatIsNotThePinnedOne() {
        assertRefused(
                HEAD + "$ns run\n", bridge(new BridgeTap.Pin("b", "10.1.1.9")), "b has 10.1.1.3 on wan, not 10.1.1.9");
    }

    @Test
    void aNameThatIsAProcedureOfTheScripts() {
        RewriteRequest request = RewriteRequest.of(List.of(), List.of(AddedNode.named("store")));
        assertRefused(HEAD + "proc store {} {}\n$ns run\n", request, "store is already a command");
    }

    @Test
    void theTestbedsOwnComplaintsStayWhatTheyAre() {
        assertRefused(HEAD, shaper("wan"), "No 'Simulator run' statement found");
        assertRefused(HEAD + "$ns run\n$ns run\n", shaper("wan"), "already run");
        assertRefused(HEAD.replace("source tb_compat.tcl", "") + "$ns run\n", shaper("wan"), "tb_compat");
        assertRefused(HEAD + "tb-set-link-loss $wan 7\n$ns run\n", shaper("none"), "not a valid loss");
    }

    @Test
    void shapersGoWithAddressesThatComeLater() throws Exception {
        String script = HEAD + "tb-use-ipassign 1\n$ns run\n";
        RewriteRequest request = RewriteRequest.of(List.of(new ShaperTap("wan")), List.of(AddedNode.named("store")));

        assertThat(new NsEvaluator().check(new Rewriter().rewrite(script, request)))
                .isEmpty();
    }
}
