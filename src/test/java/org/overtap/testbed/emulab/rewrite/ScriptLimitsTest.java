package org.overtap.testbed.emulab.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.overlay.plan.UniqueName;

class ScriptLimitsTest {
    private static final ExperimentNames EXPERIMENT =
            new ExperimentNames(Set.of("client", "server"), Map.of("wan", "link", "office", "lan"), false, Map.of());

    private static List<String> ofNode(String name, String command) {
        return ScriptLimits.problems(RewriteRequest.of(
                List.of(),
                List.of(new AddedNode(
                        name, Optional.empty(), Optional.empty(), Optional.ofNullable(command), List.of()))));
    }

    private static List<String> ofTap(Tap tap) {
        return ScriptLimits.problems(RewriteRequest.of(List.of(tap), List.of()), EXPERIMENT);
    }

    @Test
    void namesMayHave32CharactersAnd23WithAStartCommand() {
        assertThat(ofNode("n".repeat(32), null)).isEmpty();
        assertThat(ofNode("n".repeat(33), null)).singleElement().asString().contains("33 characters, the most is 32");
        assertThat(ofNode("n".repeat(23), "true")).isEmpty();
        assertThat(ofNode("n".repeat(24), "true")).singleElement().asString().contains("the most is 23");
    }

    @Test
    void startCommandsMayHave214Characters() {
        assertThat(ofNode("n", "x".repeat(214))).isEmpty();
        assertThat(ofNode("n", "x".repeat(215))).singleElement().asString().contains("the most is 214");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo {", "echo }{", "echo \\", "echo {}}", "a\tb", "\u00e9"})
    void startCommandsThatTheParserCannotCarryAreRefused(String command) {
        assertThat(ofNode("n", command)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo {a {b}}", "awk '{print \\$1}'", "echo \\{", "[x] \"$y\" ; z"})
    void startCommandsWithBalancedBracesAreFine(String command) {
        assertThat(ofNode("n", command)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops",
                "tbdelay0",
                "tbsdelay12",
                "TBDELAY3",
                "tbnode-n4",
                "tblink-l1",
                "a_b",
                "a,b",
                "-a",
                "",
                "a b"
            })
    void namesThatTheTestbedUsesOrRefusesAreRefused(String name) {
        assertThat(ofNode(name, null)).hasSize(1);
    }

    @Test
    void aNameOfTheExperimentIsNotGivenAgain() {
        RewriteRequest request = RewriteRequest.of(List.of(), List.of(AddedNode.named("Client")));

        assertThat(ScriptLimits.problems(request, EXPERIMENT))
                .singleElement()
                .asString()
                .contains("a node of the experiment is called Client already");
    }

    @Test
    void aNameIsGivenOnce() {
        assertThat(ScriptLimits.problems(RewriteRequest.of(
                        List.of(new BridgeTap("wan", "tap", "h1", "h2", List.of())), List.of(AddedNode.named("TAP")))))
                .singleElement()
                .asString()
                .contains("twice");
    }

    @Test
    void aSegmentIsTappedOnce() {
        RewriteRequest request = RewriteRequest.of(
                List.of(new ShaperTap("wan"), new BridgeTap("wan", "t", "a", "b", List.of())), List.of());

        assertThat(ScriptLimits.problems(request)).containsExactly("wan would be tapped twice: keep one of the two");
    }

    @Test
    void anUnknownSegmentIsAnsweredWithTheKnownOnes() {
        assertThat(ofTap(new ShaperTap("wlan")))
                .containsExactly("the experiment has no segment wlan, only office, wan");
    }

    @Test
    void onlyALinkIsReplacedByABridge() {
        assertThat(ofTap(new BridgeTap("office", "t", "a", "b", List.of())))
                .singleElement()
                .asString()
                .contains("is a LAN");
        assertThat(ofTap(new LanTap("office", "t", 100_000, true))).isEmpty();
        assertThat(ofTap(new BridgeTap("wan", "t", "a", "b", List.of()))).isEmpty();
        assertThat(ofTap(new MemberShaperTap("wan", "client", 99_000)))
                .singleElement()
                .asString()
                .contains("is a link");
    }

    @Test
    void aLanTapIsRefusedUnlessSomebodyVouchesThatTheLanFloods() {
        assertThat(ofTap(new LanTap("wan", "t", 100_000, false)))
                .singleElement()
                .asString()
                .contains("--flooding wan");
        assertThat(ofTap(new LanTap("wan", "t", 100_000, true))).isEmpty();
    }

    @Test
    void addressesThatComeLaterAllowOnlyShapers() {
        ExperimentNames later =
                new ExperimentNames(EXPERIMENT.nodes(), EXPERIMENT.segments(), true, EXPERIMENT.untappable());
        RewriteRequest bridge = RewriteRequest.of(List.of(new BridgeTap("wan", "t", "a", "b", List.of())), List.of());

        assertThat(ScriptLimits.problems(bridge, later))
                .singleElement()
                .asString()
                .contains("tb-use-ipassign");
        assertThat(ScriptLimits.problems(RewriteRequest.of(List.of(new ShaperTap("wan")), List.of()), later))
                .isEmpty();
    }

    @Test
    void aSegmentThatCannotBeTappedSaysWhy() {
        ExperimentNames bridged = new ExperimentNames(
                EXPERIMENT.nodes(), EXPERIMENT.segments(), false, Map.of("wan", "it ends at the bridge br0"));

        assertThat(ScriptLimits.problems(RewriteRequest.of(List.of(new ShaperTap("wan")), List.of()), bridged))
                .containsExactly("wan cannot be tapped: it ends at the bridge br0");
    }

    @Test
    void tarfilesAreWhatTheTestbedTakes() {
        assertThat(tarfile("/opt", "/proj/p/x.tgz")).isEmpty();
        assertThat(tarfile("/opt", "http://host/x.tar.gz")).isEmpty();
        assertThat(tarfile("opt", "/proj/p/x.tgz")).hasSize(1);
        assertThat(tarfile("/opt", "/proj/p/x.zip")).hasSize(1);
        assertThat(tarfile("/opt", "/proj/p/x y.tgz")).hasSize(1);
        assertThat(tarfile("/opt/" + "x".repeat(1024), "/proj/p/x.tgz")).hasSize(1);
    }

    private static List<String> tarfile(String folder, String file) {
        AddedNode node = new AddedNode(
                "n",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new AddedNode.Tarfile(folder, file)));
        return ScriptLimits.problems(RewriteRequest.of(List.of(), List.of(node)));
    }

    @Test
    void everyProblemIsTold() {
        RewriteRequest request = RewriteRequest.of(
                List.of(new ShaperTap("none")), List.of(AddedNode.named("ops"), AddedNode.named("client")));

        assertThatThrownBy(() -> ScriptLimits.check(request, EXPERIMENT))
                .isInstanceOf(RewriteException.class)
                .hasMessageContaining("ops is a name that the testbed itself uses")
                .hasMessageContaining("client already")
                .hasMessageContaining("no segment none");
    }

    @Test
    void aFreeNameIsTheWishOrTheNextNumber() {
        assertThat(UniqueName.of("store", Set.of("client"), 32)).isEqualTo("store");
        assertThat(UniqueName.of("store", Set.of("Store", "store-2"), 32)).isEqualTo("store-3");
        assertThat(UniqueName.of("abcdef", Set.of("abcd"), 4)).isEqualTo("ab-2");
    }
}
