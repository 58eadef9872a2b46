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

/** From one overlay to a larger one and back: data, the way of the swap, and a boss that takes more machines. */
@Tag("live")
@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SwapWayIT {
    /** Every delay node takes one link only, which a plan cannot know. */
    private static final String SCRIPT = """
            source tb_compat.tcl
            set ns [new Simulator]
            foreach n {a b c d} { set $n [$ns node]; tb-set-node-os [set $n] DEBIAN12-64-STD }
            set ab [$ns duplex-link $a $b 100Mb 0ms DropTail]
            set dc [$ns duplex-link $c $d 100Mb 0ms DropTail]
            tb-set-delay-capacity 1
            tb-set-node-startcmd $a "date >/tmp/started"
            $ns run
            """;

    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() throws Exception {
        Path script = Files.writeString(home.resolve("exp.ns"), SCRIPT);
        lab = LiveLab.up(home, "swapway", "testproj/exp1", script.toString());
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Live.Ended oneMachine(String... more) {
        String[] args = new String[6 + more.length];
        String[] first = {"--extra-nodes", "1", "--nics-per-node", "2", "--format", "json"};
        System.arraycopy(first, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        return lab.quick("deploy", args);
    }

    @Test
    @Order(1)
    void uncollectedDataOfALightweightOverlayStandsInTheWayOfAHeavyweightOne() throws Exception {
        assertThat(lab.quick("deploy").code()).isZero();
        int asked = lab.asked().size();

        Live.Ended refused = lab.quick("deploy", "--mode", "heavyweight");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(" collect " + lab.source(), "--discard-data");
        Live.Ended dry = lab.overtap("deploy", "--mode", "heavyweight", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("would be refused until '", " collect " + lab.source());
        assertThat(lab.asked()).hasSize(asked);
        assertThat(lab.overtap("status").code()).isZero();
    }

    @Test
    @Order(2)
    void afterCollectTheWayThatWasAskedForReachesTheBoss() throws Exception {
        Path flows = home.resolve("flows");
        assertThat(lab.overtap("collect", "--to", flows.toString()).code()).isZero();
        Live.Ended deployed = oneMachine("--reboot", "--restart-events");
        assertThat(deployed.code()).as(deployed.err()).isZero();
        assertThat(deployed.err())
                .contains("4 boot again", "events start from the beginning")
                .contains("flow files of until now were downloaded to " + flows);
        assertThat(lab.asked()).endsWith("experiment.modify reboot restart_eventsys");
        assertThat(lab.nodes()).containsExactlyInAnyOrder("a", "b", "c", "d", "tbdelay0");
        assertThat(LiveLab.json(deployed)
                        .path("plan")
                        .path("extra")
                        .path("nodes")
                        .asInt())
                .isEqualTo(1);
        assertThat(lab.onNode("a", "ls /tmp/started")).contains("started");
    }

    @Test
    @Order(3)
    void theSameBudgetAgainChangesNothing() throws Exception {
        int asked = lab.asked().size();
        Live.Ended again = oneMachine();
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(LiveLab.json(again).path("changed").asInt(-1)).isZero();
        assertThat(lab.asked()).hasSize(asked);
        assertThat(again.err()).doesNotContain("warning");
    }

    @Test
    @Order(4)
    void aDryRunOfAnotherChangeShowsWhatWouldGoAndComeAndBeDone() throws Exception {
        int asked = lab.asked().size();
        Live.Ended dry = lab.overtap("deploy", "--extra-nodes", "1", "--swap", "--dry-run", "--format", "json");
        assertThat(dry.code()).as(dry.err()).isZero();
        JsonNode document = LiveLab.json(dry);
        assertThat(document.path("difference"))
                .anyMatch(line -> line.asText().startsWith("+     ovt_shaper"))
                .anyMatch(line -> line.asText().startsWith("- # >>> overtap"))
                .noneMatch(line -> line.asText().startsWith("+ proc ovt_shaper"));
        assertThat(document.path("swap")).hasSize(3);
        assertThat(document.path("bill").path("nodesRebooted").asInt()).isEqualTo(4);
        assertThat(document.path("actions").findValuesAsText("title"))
                .anyMatch(title -> title.startsWith("start nfcapd"))
                .anyMatch(title -> title.startsWith("start pmacctd on tbdelay0"));
        assertThat(lab.asked()).hasSize(asked);
    }

    @Test
    @Order(5)
    void moreMachinesThanTheBudgetAllowsAreSaidAndTheExitCodeIsThree() throws Exception {
        Live.Ended deployed = lab.quick("deploy", "--extra-nodes", "1", "--discard-data", "--format", "json");
        assertThat(deployed.code()).as(deployed.err()).isEqualTo(3);
        assertThat(deployed.err()).contains("warning: 2 machines were added where 1 were planned", "1 allowed");
        JsonNode plan = LiveLab.json(deployed).path("plan");
        assertThat(plan.path("extra").path("nodes").asInt()).isEqualTo(2);
        assertThat(plan.path("notes").get(0).asText()).contains("--nics-per-node 2");
        assertThat(lab.asked()).endsWith("experiment.modify");
        assertThat(lab.overtap("status").code()).as("it is kept").isZero();
    }

    @Test
    @Order(6)
    void aRedeployThatBrokeOffHalfWayDoesNotSwitchTheGuardOff() throws Exception {
        lab.onNode(
                "tbdelay0",
                "mv /usr/sbin/pmacctd /root/; printf '#!/bin/sh\\nexit 1\\n' >/usr/sbin/pmacctd;"
                        + " chmod 755 /usr/sbin/pmacctd");
        Live.Ended broken = lab.overtap("deploy", "--extra-nodes", "1", "--yes");
        assertThat(broken.code()).as(broken.err()).isEqualTo(1);
        assertThat(broken.err()).contains("tbdelay0");
        int asked = lab.asked().size();

        Live.Ended refused = lab.overtap("teardown");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(" collect " + lab.source(), "--discard-data");
        assertThat(oneMachine().code()).as("another change").isEqualTo(2);
        assertThat(lab.asked()).hasSize(asked);
    }

    @Test
    @Order(7)
    void teardownGoesTheWayTheChangeWentUnlessToldOtherwise() throws Exception {
        assertThat(oneMachine("--discard-data", "--swap").code()).isZero();
        assertThat(lab.asked()).endsWith("experiment.swapexp out", "experiment.modify", "experiment.swapexp in");
        int asked = lab.asked().size();

        Live.Ended teardown = lab.overtap("teardown", "--discard-data", "--no-swap", "--restart-events");
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(lab.asked().subList(asked, lab.asked().size()))
                .containsExactly("experiment.modify restart_eventsys");
        assertThat(lab.script()).isEqualTo(SCRIPT);
    }
}
