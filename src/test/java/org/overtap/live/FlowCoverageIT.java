package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lab.BossClient;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;

/** An overlay for flows between hosts, over the routes that real nodes have; then its experiment is swapped out. */
@Tag("live")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlowCoverageIT {
    private static final String LAB = "flowcover";

    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() {
        String script = Path.of("sample-topologies/dumbbell/experiment.ns").toString();
        lab = LiveLab.up(home, LAB, "testproj/exp1", script);
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void twoRoutersSeeEveryFlowAndEachIsCountedOnce() throws Exception {
        Live.Ended run = lab.quick("run", "--cover", "flows", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode verify = LiveLab.json(lab.overtap("verify", "--format", "json"));
        assertThat(verify.path("conversations").asInt()).isEqualTo(30);
        assertThat(verify.path("observed").asInt()).isEqualTo(30);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(30);
        assertThat(verify.path("missing")).isEmpty();
    }

    @Test
    @Order(2)
    void withoutOneOfThemItsFlowsAreMissedByName() throws Exception {
        String killed = lab.onNode(
                "left",
                "ps -eo pid,args | sed -n 's/^ *\\([0-9]*\\) .*pmacctd.*Core.*/\\1/p'"
                        + " | sort | while read p; do sudo -n kill -9 $p && echo $p; done");
        assertThat(killed).isNotBlank();
        Live.Ended verify = lab.overtap("verify", "--format", "json");
        assertThat(verify.code()).as(verify.err()).isEqualTo(3);
        JsonNode told = LiveLab.json(verify);
        assertThat(told.path("missing"))
                .isNotEmpty()
                .allMatch(m -> m.path("owner").asText().equals("left"));
        assertThat(told.path("exactlyOnce").asInt() + told.path("missing").size())
                .isEqualTo(30);
    }

    @Test
    @Order(3)
    void onAnExperimentThatWasSwappedOutNothingIsLeftAndTeardownForgets() throws Exception {
        BossClient boss = new BossClient(LAB, LabFolder.of(new LabName(LAB)));
        boss.call("experiment.swapexp", BossClient.member("direction", "out") + BossClient.member("wait", "yes"));

        Live.Ended status = lab.overtap("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.err()).contains("is swapped out");
        assertThat(lab.overtap("teardown").code()).isEqualTo(2);
        assertThat(lab.state()).exists();
        Live.Ended forgotten = lab.overtap("teardown", "--discard-data", "--format", "json");
        assertThat(forgotten.code()).as(forgotten.err()).isZero();
        assertThat(LiveLab.json(forgotten).path("nodes").asInt()).isZero();
        assertThat(lab.state()).doesNotExist();
    }

    /** A ring has two ways between those who face each other; of whom the plan says nothing, verify asks nothing. */
    @Test
    @Order(4)
    @Tag("long")
    void onARingVerifyAsksForThePairsThatThePlanPromisedAndNoOthers() throws Exception {
        Path script = Files.writeString(home.resolve("ring.ns"), """
                source tb_compat.tcl
                set ns [new Simulator]
                set count 4
                set i 0
                while {$i < $count} {
                    set node($i) [$ns node]
                    incr i
                }
                set i 0
                while {$i < $count} {
                    set ring($i) [$ns duplex-link $node($i) $node([expr {($i + 1) % $count}]) 100Mb 0ms DropTail]
                    incr i
                }
                $ns rtproto Static
                $ns run
                """);
        try (LiveLab ring = LiveLab.up(home, "flowring", "testproj/ring", script.toString())) {
            JsonNode plan = LiveLab.json(ring.overtap("plan", "--cover", "flows", "--format", "json"));
            Live.Ended run = ring.quick("run", "--cover", "flows", "--format", "json");
            assertThat(run.code()).as(run.err()).isZero();
            JsonNode verify = LiveLab.json(run).path("verify");
            int promised = plan.path("coverage").path("conversations").asInt();
            assertThat(promised).isPositive();
            assertThat(verify.path("conversations").asInt()).isEqualTo(promised);
            assertThat(verify.path("observed").asInt()).isEqualTo(promised);
            assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(promised);
            assertThat(ring.overtap("teardown", "--discard-data").code()).isZero();
        }
    }
}
