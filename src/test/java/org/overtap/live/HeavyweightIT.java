package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.topology.JsonDocument;

/** Machines added to a running experiment and taken away again, also when the testbed does not play along. */
@Tag("live")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HeavyweightIT {
    private static final String LAB = "heavy";
    private static final String SOURCE = "emulab:overtap/heavy";

    @TempDir
    static Path home;

    @BeforeAll
    static void labUp() {
        Live.require();
        Live.overtap(home, "lab", "down", LAB);
        Live.Ended up = Live.overtap(
                home,
                "lab",
                "up",
                "sample-topologies/three-node-lan/experiment.ns",
                "--name",
                LAB,
                "--experiment",
                "overtap/heavy");
        assertThat(up.code()).as(up.err()).isZero();
    }

    @AfterAll
    static void labDown() {
        Live.overtap(home, "lab", "down", LAB);
    }

    private static Live.Ended overtap(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, SOURCE, "--profile", LAB));
        args.addAll(List.of(more));
        return Live.inLab(home, LAB, args.toArray(String[]::new));
    }

    private static Live.Ended run(String... more) {
        List<String> args =
                new ArrayList<>(List.of("--yes", "--idle-timeout", "3", "--rotate", "2", "--format", "json"));
        args.addAll(List.of(more));
        return overtap("run", args.toArray(String[]::new));
    }

    private static void fault(String... faults) {
        List<String> args = new ArrayList<>(List.of("lab", "fault", LAB));
        args.addAll(List.of(faults));
        assertThat(Live.overtap(home, args.toArray(String[]::new)).code()).isZero();
    }

    private static JsonNode json(Live.Ended ended) throws IOException {
        return JsonDocument.mapper().readTree(ended.out());
    }

    /** Nodes of the running experiment, by name. */
    private static List<String> nodes() throws IOException {
        List<String> names = new ArrayList<>();
        json(overtap("topology", "--format", "json"))
                .path("nodes")
                .forEach(n -> names.add(n.path("name").asText()));
        return names;
    }

    private static Path state() {
        return home.resolve("state/overtap/overtap-heavy.json");
    }

    @Test
    @Order(1)
    void aDryRunShowsTheBillAndTheScriptAndSendsNothing() throws Exception {
        Live.Ended dry = overtap("deploy", "--mode", "heavyweight", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("the bill", "minutes without the experiment", "+ ", "nothing was changed");
        assertThat(dry.out()).containsPattern("2 \\(at worst 3\\) x shaper of type pc, with 6 network interfaces");
        assertThat(dry.out()).containsPattern("; (\\d+) free \\(\\1 pc3000\\)\n");
        assertThat(nodes()).containsExactly("n1", "n2", "n3");
        assertThat(state()).doesNotExist();
    }

    @Test
    @Order(2)
    void withTooFewFreeMachinesNothingIsSentAndTheExitCodeSaysSo() throws Exception {
        fault("--free", "1");
        Live.Ended ended = run("--mode", "heavyweight");
        fault();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("TOO FEW");
        assertThat(nodes()).containsExactly("n1", "n2", "n3");
        assertThat(state()).doesNotExist();
    }

    @Test
    @Order(3)
    void aModifyThatFailsLeavesTheExperimentWithItsOriginalScript() throws Exception {
        for (String way : List.of("restored", "swapped")) {
            fault("--modify-fails", way);
            Live.Ended ended = run("--mode", "heavyweight");
            fault();
            if (Files.exists(state())) {
                // The way back met the same misfortune: it is repeated by hand, as the message says.
                assertThat(overtap("teardown").code()).as(ended.err()).isZero();
            }
            assertThat(ended.code()).as(way).isEqualTo(1);
            assertThat(nodes()).as(way).containsExactly("n1", "n2", "n3");
            assertThat(state()).doesNotExist();
        }
    }

    @Test
    @Order(4)
    void aClosedTestbedAndOneThatForbidsAreSaid() {
        fault("--closed");
        Live.Ended closed = run("--mode", "heavyweight");
        fault("--forbidden");
        Live.Ended forbidden = overtap("topology");
        fault();
        assertThat(closed.code()).isEqualTo(1);
        assertThat(forbidden.code()).isEqualTo(1);
        assertThat(forbidden.err()).contains("permission");
    }

    @Test
    @Order(10)
    void nodesThatCameUpAsOtherMachinesAreReboundByName() throws Exception {
        fault("--replace", "n1,n2");
        Live.Ended ended = run("--mode", "heavyweight");
        fault();
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode document = json(ended);
        assertThat(document.path("verify").path("exactlyOnce").asInt()).isEqualTo(3);
        assertThat(document.path("plan").path("probes"))
                .allMatch(p -> p.path("node").asText().startsWith("tbdelay"));
        assertThat(document.path("plan").path("extra").path("nodes").asInt())
                .isEqualTo(nodes().size() - 3)
                .isEqualTo(2);
    }

    @Test
    @Order(11)
    void theSamePlanAgainChangesNothing() throws Exception {
        Live.Ended again = overtap(
                "deploy", "--mode", "heavyweight", "--yes", "--idle-timeout", "3", "--rotate", "2", "--format", "json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(json(again).path("changed").asInt(-1)).isZero();
    }

    @Test
    @Order(12)
    void aTeardownThatWouldWipeUncollectedDataIsRefused() throws Exception {
        Live.Ended refused = overtap("teardown");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("overtap collect", "--discard-data");
        assertThat(nodes()).hasSize(5);
    }

    @Test
    @Order(13)
    void afterCollectTheOriginalScriptIsPutBack() throws Exception {
        assertThat(overtap("collect", "--to", home.resolve("flows").toString()).code())
                .isZero();
        Live.Ended teardown = overtap("teardown", "--format", "json");
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(json(teardown).path("scriptRestored").asBoolean()).isTrue();
        assertThat(nodes()).containsExactly("n1", "n2", "n3");
        assertThat(state()).doesNotExist();
    }

    @Test
    @Order(20)
    void aBudgetOfOneMachineTakesTheLoadItCan() throws Exception {
        JsonNode none = json(overtap("plan", "--extra-nodes", "0", "--format", "json"));
        JsonNode all = json(overtap("plan", "--extra-nodes", "all", "--format", "json"));
        assertThat(none.path("mode").asText()).isEqualTo("lightweight");
        assertThat(none.path("probes")).hasSize(2);
        assertThat(all.path("mode").asText()).isEqualTo("heavyweight");
    }

    @Test
    @Order(21)
    void aCollectorMayHaveANodeOfItsOwn() throws Exception {
        Live.Ended ended = run("--mode", "heavyweight", "--collectors", "new", "--swap");
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode collector = json(ended).path("plan").path("collectors").get(0);
        assertThat(collector.path("node").asText()).isEqualTo("ovcollector");
        assertThat(collector.path("added").asBoolean()).isTrue();
        assertThat(overtap("teardown", "--discard-data").code()).isZero();
        assertThat(nodes()).containsExactly("n1", "n2", "n3");
    }
}
