package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.SampleFolders;
import org.overtap.topology.file.JsonDocument;

/** Every sample, in a lab of its own, from its script to an empty machine. */
@Tag("live")
@Order(2)
@Execution(ExecutionMode.CONCURRENT)
class SamplesIT {
    @TempDir
    Path home;

    static Stream<Path> samples() {
        return SampleFolders.withScript();
    }

    @BeforeAll
    static void canRunHere() {
        Live.require();
    }

    /** The one with taps of every kind; the others follow in the long run. */
    static Stream<Path> differing() {
        return samples().filter(sample -> sample.getFileName().toString().equals("mixed-lan"));
    }

    /** What no other live test has: the others follow in the long run. */
    static Stream<Path> awkward() {
        return samples().filter(sample -> Set.of("end-node-shaping", "jump-host", "missing-packages", "offloads-on")
                .contains(sample.getFileName().toString()));
    }

    static Stream<Path> plain() {
        List<Path> awkward = awkward().toList();
        return samples().filter(sample -> !awkward.contains(sample));
    }

    static Stream<Path> others() {
        List<Path> differing = differing().toList();
        return samples().filter(sample -> !differing.contains(sample));
    }

    @ParameterizedTest
    @MethodSource("differing")
    void withTapsNoProbeRunsOnTheExperimentsOwnNodes(Path sample) throws Exception {
        requireNoProbeOnOwnNodes(sample);
    }

    @ParameterizedTest
    @MethodSource("others")
    @Tag("long")
    void withTapsNoProbeRunsOnTheOwnNodesOfAnyOtherEither(Path sample) throws Exception {
        requireNoProbeOnOwnNodes(sample);
    }

    private void requireNoProbeOnOwnNodes(Path sample) throws Exception {
        Live.Ended demo = Live.overtap(home, "demo", sample.toString(), "--mode", "heavyweight", "--format", "json");
        assertThat(demo.code()).as(demo.err()).isZero();
        JsonNode document = JsonDocument.mapper().readTree(demo.out());
        JsonNode verify = document.path("verify");
        assertThat(verify.path("observed")).isEqualTo(verify.path("conversations"));
        assertThat(verify.path("exactlyOnce")).isEqualTo(verify.path("conversations"));
        assertThat(document.path("plan").path("probes"))
                .allMatch(p -> p.path("node").asText().startsWith("tbdelay"));
        assertThat(document.path("teardown").path("leftovers").asInt()).isZero();
        assertThat(document.path("teardown").path("scriptRestored").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void theDemoSeesEveryConversationOnceAndLeavesNothing(Path sample) throws Exception {
        requireSeenOnceAndNothingLeft(sample);
    }

    @ParameterizedTest
    @MethodSource("plain")
    @Tag("long")
    void soDoesTheDemoOfAnyOtherSample(Path sample) throws Exception {
        requireSeenOnceAndNothingLeft(sample);
    }

    private void requireSeenOnceAndNothingLeft(Path sample) throws Exception {
        Live.Ended demo = Live.overtap(home, "demo", sample.toString(), "--format", "json");
        assertThat(demo.code()).as(demo.err()).isZero();
        JsonNode document = JsonDocument.mapper().readTree(demo.out());
        JsonNode verify = document.path("verify");
        assertThat(verify.path("conversations").asInt()).isPositive();
        assertThat(verify.path("observed")).isEqualTo(verify.path("conversations"));
        assertThat(verify.path("exactlyOnce")).isEqualTo(verify.path("conversations"));
        assertThat(verify.path("missing")).isEmpty();
        assertThat(verify.path("duplicates").asInt()).isZero();
        assertThat(document.path("dataset").path("flows").asLong())
                .as("what the demo's hosts sent each other")
                .isPositive();
        assertThat(document.path("dataset").path("duplicates").asLong(-1)).isZero();
        assertThat(document.path("teardown").path("leftovers").asInt()).isZero();
        assertThat(document.path("teardown").path("scriptRestored").asBoolean()).isTrue();
        if (document.path("plan").has("notes")) {
            return; // a node was left out, which a drawing cannot tell
        }
        String committed = Files.readString(sample.resolve("plan.json"));
        assertThat(document.path("plan").path("probes"))
                .as("the plan on the running experiment is the committed one")
                .isEqualTo(JsonDocument.mapper().readTree(committed).path("probes"));
    }
}
