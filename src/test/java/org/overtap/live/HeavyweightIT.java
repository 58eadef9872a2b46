package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Machines added to a running experiment and taken away again, also when the testbed does not play along. */
@Tag("live")
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HeavyweightIT {
    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() {
        lab = LiveLab.up(home, "heavy", "overtap/heavy", "sample-topologies/three-node-lan/experiment.ns");
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Live.Ended run(String... more) {
        List<String> args = new ArrayList<>(List.of("--format", "json"));
        args.addAll(List.of(more));
        return lab.quick("run", args.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void aDryRunShowsTheBillAndTheScriptAndSendsNothing() throws Exception {
        Live.Ended dry = lab.overtap("deploy", "--mode", "heavyweight", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("the bill", "minutes without the experiment", "+ ", "nothing was changed");
        assertThat(dry.out()).containsPattern("2 \\(at worst 3\\) x shaper of type pc, with 6 network interfaces");
        assertThat(dry.out()).containsPattern("; (\\d+) free \\(\\1 pc3000\\)\n");
        assertThat(lab.nodes()).containsExactly("n1", "n2", "n3");
        assertThat(lab.state()).doesNotExist();
    }

    @Test
    @Order(2)
    void withTooFewFreeMachinesNothingIsSentAndTheExitCodeSaysSo() throws Exception {
        lab.fault("--free", "1");
        Live.Ended ended = run("--mode", "heavyweight");
        Live.Ended dry = lab.overtap("deploy", "--mode", "heavyweight", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isEqualTo(3);
        lab.fault();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("TOO FEW");
        assertThat(lab.nodes()).containsExactly("n1", "n2", "n3");
        assertThat(lab.state()).doesNotExist();
    }

    @Test
    @Order(3)
    void aModifyThatFailsLeavesTheExperimentWithItsOriginalScript() throws Exception {
        for (String way : List.of("restored", "swapped")) {
            lab.fault("--modify-fails", way);
            Live.Ended ended = run("--mode", "heavyweight");
            lab.fault();
            if (Files.exists(lab.state())) {
                // The way back met the same misfortune: it is repeated by hand, as the message says.
                assertThat(lab.overtap("teardown").code()).as(ended.err()).isZero();
            }
            assertThat(ended.code()).as(way).isEqualTo(1);
            assertThat(lab.nodes()).as(way).containsExactly("n1", "n2", "n3");
            assertThat(lab.state()).doesNotExist();
        }
    }

    @Test
    @Order(4)
    void aClosedTestbedAndOneThatForbidsAreSaid() {
        lab.fault("--closed");
        Live.Ended closed = run("--mode", "heavyweight");
        lab.fault("--forbidden");
        Live.Ended forbidden = lab.overtap("topology");
        lab.fault();
        assertThat(closed.code()).isEqualTo(1);
        assertThat(forbidden.code()).isEqualTo(1);
        assertThat(forbidden.err()).contains("permission");
    }

    @Test
    @Order(10)
    void nodesThatCameUpAsOtherMachinesAreReboundByName() throws Exception {
        lab.fault("--replace", "n1,n2");
        Live.Ended ended = run("--mode", "heavyweight");
        lab.fault();
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode document = LiveLab.json(ended);
        assertThat(document.path("verify").path("exactlyOnce").asInt()).isEqualTo(3);
        assertThat(document.path("plan").path("probes"))
                .allMatch(p -> p.path("node").asText().startsWith("tbdelay"));
        assertThat(document.path("plan").path("extra").path("nodes").asInt())
                .isEqualTo(lab.nodes().size() - 3)
                .isEqualTo(2);
    }

    @Test
    @Order(11)
    void theSamePlanAgainChangesNothing() throws Exception {
        Live.Ended again = lab.quick("deploy", "--mode", "heavyweight", "--format", "json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(LiveLab.json(again).path("changed").asInt(-1)).isZero();
    }

    @Test
    @Order(12)
    void aTeardownThatWouldWipeUncollectedDataIsRefused() throws Exception {
        Live.Ended refused = lab.overtap("teardown");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(" collect " + lab.source(), "--discard-data");
        assertThat(lab.nodes()).hasSize(5);
    }

    @Test
    @Order(13)
    void afterCollectTheOriginalScriptIsPutBack() throws Exception {
        assertThat(lab.overtap("collect", "--to", home.resolve("flows").toString())
                        .code())
                .isZero();
        Live.Ended teardown = lab.overtap("teardown", "--format", "json");
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(LiveLab.json(teardown).path("scriptRestored").asBoolean()).isTrue();
        assertThat(lab.nodes()).containsExactly("n1", "n2", "n3");
        assertThat(lab.state()).doesNotExist();
    }

    @Test
    @Order(20)
    void aBudgetOfOneMachineTakesTheLoadItCan() throws Exception {
        JsonNode none = LiveLab.json(lab.overtap("plan", "--extra-nodes", "0", "--format", "json"));
        JsonNode all = LiveLab.json(lab.overtap("plan", "--extra-nodes", "all", "--format", "json"));
        assertThat(none.path("mode").asText()).isEqualTo("lightweight");
        assertThat(none.path("probes")).hasSize(2);
        assertThat(all.path("mode").asText()).isEqualTo("heavyweight");
    }

    @Test
    @Order(21)
    void aCollectorMayHaveANodeOfItsOwn() throws Exception {
        Live.Ended ended = run("--mode", "heavyweight", "--collectors", "new", "--swap");
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode collector = LiveLab.json(ended).path("plan").path("collectors").get(0);
        assertThat(collector.path("node").asText()).isEqualTo("ovcollector");
        assertThat(collector.path("added").asBoolean()).isTrue();
        assertThat(lab.overtap("teardown", "--discard-data").code()).isZero();
        assertThat(lab.nodes()).containsExactly("n1", "n2", "n3");
    }
}
